package dev.trailmark.integrity;

import dev.trailmark.integrity.Holdings.HeldLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the log files that digests name, and finds those that none names. */
final class LogCheck {

  private final Holdings holdings;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final Set<String> named = new HashSet<>();

  LogCheck(Holdings holdings) {
    this.holdings = holdings;
  }

  /** Checks the logs of a digest that is valid or not proved. */
  void check(Digest digest, Verdict byDigest) {
    for (Digest.Log log : digest.logs()) {
      List<HeldLog> copies = holdings.log(log);
      if (copies.isEmpty()) {
        verdicts.add(missing(log, byDigest));
      }
      for (HeldLog held : copies) {
        named.add(held.file());
        verdicts.add(verdict(log, held, byDigest));
      }
    }
  }

  private static Verdict verdict(Digest.Log log, HeldLog held, Verdict digest) {
    if (!held.fault().isEmpty()) {
      return verdict(log, held.file(), Standing.INVALID, "invalid format: " + held.fault());
    }
    if (!held.hash().equals(log.hash())) {
      return verdict(log, held.file(), Standing.INVALID, "hash value doesn't match");
    }
    return digest.standing() == Standing.VALID
        ? verdict(log, held.file(), Standing.VALID, "proved by " + digest.subject())
        : verdict(
            log,
            held.file(),
            Standing.NOT_PROVED,
            "consistent with the digest %s, which is not proved".formatted(digest.subject()));
  }

  private Verdict missing(Digest.Log log, Verdict digest) {
    String fault = holdings.complete() ? "not found" : "not handed in";
    return verdict(log, "", Standing.MISSING, "%s; %s names it".formatted(fault, digest.subject()));
  }

  /** A verdict on a log that a digest names. */
  static Verdict verdict(Digest.Log log, String file, Standing standing, String reason) {
    return new Verdict(ObjectName.Kind.LOG, log.place().toString(), file, standing, reason);
  }

  /**
   * Adds the logs that no digest names.
   *
   * @param covered what the digests cover
   */
  void addUnnamed(Covered covered, Span span) {
    for (Holdings.ListedLog log : holdings.logs()) {
      boolean concerned = log.name().map(name -> span.holds(name.time())).orElse(true);
      if (concerned && !named.contains(log.file())) {
        verdicts.add(unnamed(log, covered));
      }
    }
  }

  private Verdict unnamed(Holdings.ListedLog log, Covered covered) {
    boolean newer = log.name().filter(covered::endsBefore).isPresent();
    boolean within = log.name().filter(covered::spans).isPresent();
    Standing standing = newer && holdings.complete() ? Standing.PENDING : Standing.NOT_PROVED;
    String reason =
        newer
            ? "it is newer than the newest digest"
            : within
                ? "no digest names it, although valid digests cover its time"
                : "no digest names it";
    return new Verdict(ObjectName.Kind.LOG, log.file(), log.file(), standing, reason);
  }

  List<Verdict> verdicts() {
    return verdicts;
  }
}
