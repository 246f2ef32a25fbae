package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.integrity.Holdings.HeldDigest;
import dev.trailmark.integrity.Holdings.HeldLog;
import dev.trailmark.integrity.Holdings.ListedDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What digests say about single log files. Reads only the digests that may name a file that is
 * asked about, and never stands in the way: where there are no digests, or they may not be read,
 * nothing is known. Not safe for use by many threads.
 */
public final class LogProofs {

  /** A log's name gives the minute of its delivery, rounded up to five. */
  private static final Duration ROUNDING = Duration.ofMinutes(5);

  /** Digests are made hourly; so one that ends later names later logs. */
  private static final Duration HOUR = Duration.ofMinutes(61);

  private record Checked(Digest digest, Verdict verdict) {}

  private final Holdings holdings;
  private final DigestCheck check;
  private final Map<Place, Optional<Checked>> checked = new HashMap<>();
  private List<ListedDigest> digests;

  /**
   * Proofs; nothing is read yet.
   *
   * @param holdings where the digests and logs are
   * @param keys where the public keys come from
   */
  public LogProofs(Holdings holdings, KeySource keys) {
    this.holdings = holdings;
    this.check = new DigestCheck(keys, holdings.complete());
  }

  /** No digests at all. */
  public static LogProofs none() {
    return new LogProofs(HandedFiles.of(List.of()), KeySource.none());
  }

  /** Whether there are any digests that may be listed. */
  public boolean any() {
    return !listed().isEmpty();
  }

  /**
   * What the digests say about a log.
   *
   * @return valid or, when a valid digest gives another hash, invalid; not proved when the digest
   *     that names it is not proved; empty when no digest that can be read names it
   */
  public Optional<Verdict> of(Place log) {
    Optional<ObjectName> name = ObjectName.ofKey(log.key()).filter(said -> !said.digest());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return listed().stream()
          .filter(digest -> mayName(digest.name(), name.get()))
          .flatMap(digest -> read(digest).stream())
          .flatMap(digest -> verdict(digest, log).stream())
          .min((one, other) -> one.standing().compareTo(other.standing()));
    } catch (HoldingsException e) {
      return Optional.empty();
    }
  }

  private List<ListedDigest> listed() {
    if (digests == null) {
      try {
        digests = holdings.digests();
      } catch (HoldingsException e) {
        digests = List.of();
      }
    }
    return digests;
  }

  /** Logs that came late are named by a digest that was made afterwards for their hour. */
  private static boolean mayName(ObjectName digest, ObjectName log) {
    Instant earliest = log.time().minus(ROUNDING);
    return digest.account().equals(log.account())
        && digest.region().equals(log.region())
        && !digest.time().isBefore(earliest)
        && !digest.time().isAfter(log.time().plus(HOUR));
  }

  private Optional<Checked> read(ListedDigest listed) {
    return checked.computeIfAbsent(listed.place(), place -> check(listed));
  }

  private Optional<Checked> check(ListedDigest listed) {
    List<HeldDigest> held;
    try {
      held = holdings.digest(listed.place());
    } catch (MalformedEvidenceException e) {
      return Optional.empty();
    }
    return held.stream()
        .map(file -> check.check(listed, file, Optional.empty()))
        .filter(DigestCheck.Result::usable)
        .findFirst()
        .map(result -> new Checked(result.digest().orElseThrow(), result.verdict()));
  }

  private Optional<Verdict> verdict(Checked by, Place place) {
    return by.digest().logs().stream()
        .filter(log -> log.place().equals(place))
        .findFirst()
        .flatMap(log -> holdings.log(log).stream().findFirst().map(held -> verdict(by, log, held)));
  }

  private static Verdict verdict(Checked by, Digest.Log log, HeldLog held) {
    boolean same = held.fault().isEmpty() && held.hash().equals(log.hash());
    boolean valid = by.verdict().standing() == Standing.VALID;
    String digest = by.digest().place().fileName();
    if (same) {
      return LogCheck.verdict(
          log,
          held.file(),
          valid ? Standing.VALID : Standing.NOT_PROVED,
          valid
              ? "proved by " + digest
              : "consistent with %s, which is not proved: %s"
                  .formatted(digest, by.verdict().reason()));
    }
    return LogCheck.verdict(
        log,
        held.file(),
        valid ? Standing.INVALID : Standing.NOT_PROVED,
        "its hash value doesn't match the one in " + digest);
  }
}
