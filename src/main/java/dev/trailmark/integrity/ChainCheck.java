package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.integrity.DigestCheck.Link;
import dev.trailmark.integrity.DigestCheck.Result;
import dev.trailmark.integrity.Holdings.HeldDigest;
import dev.trailmark.integrity.Holdings.ListedDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Walks each chain of digests from the newest to the oldest, and checks every digest, that each is
 * the one which the next names, and the log files that they name. After a digest that is missing or
 * not valid the walk goes on with the next older one that is there, as {@code aws cloudtrail
 * validate-logs} does.
 */
public final class ChainCheck {

  private final Holdings holdings;
  private final Span span;
  private final DigestCheck check;
  private final LogCheck logs;
  private final Covered covered = new Covered();
  private final Map<Place, Verdict> digests = new LinkedHashMap<>();
  private final List<Verdict> twins = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();

  private ChainCheck(Holdings holdings, KeySource keys, Span span) {
    this.holdings = holdings;
    this.span = span;
    this.check = new DigestCheck(keys, holdings.complete());
    this.logs = new LogCheck(holdings);
  }

  /**
   * Checks everything that was delivered in a span of time.
   *
   * @param keys where the public keys come from
   * @throws HoldingsException if the files, or the keys, cannot be asked for
   */
  public static Verification run(Holdings holdings, KeySource keys, Span span) {
    ChainCheck run = new ChainCheck(holdings, keys, span);
    run.chains().forEach(run::walk);
    run.logs.addUnnamed(run.covered, span);
    List<Verdict> all = new ArrayList<>(run.digests.values());
    all.addAll(run.twins);
    all.addAll(holdings.strays());
    all.addAll(run.logs.verdicts());
    return new Verification(
        List.copyOf(all),
        List.copyOf(run.gaps),
        run.covered.from(),
        run.covered.to(),
        holdings.complete());
  }

  /** The digests of the span, each chain oldest first. */
  private Collection<List<ListedDigest>> chains() {
    Map<String, List<ListedDigest>> chains = new TreeMap<>();
    holdings.digests().stream()
        .filter(digest -> span.concerns(digest.name()))
        .sorted(Comparator.comparing((ListedDigest digest) -> digest.name().time()))
        .forEach(
            digest ->
                chains
                    .computeIfAbsent(digest.name().chain(), chain -> new ArrayList<>())
                    .add(digest));
    return chains.values();
  }

  private void walk(List<ListedDigest> listed) {
    int at = listed.size() - 1;
    ListedDigest next = listed.get(at);
    Optional<Link> link = Optional.empty();
    while (next != null) {
      at = olderThan(next, listed, at);
      Optional<Result> result = visit(next, link);
      ListedDigest older = at < 0 ? null : listed.get(at);
      if (result.isEmpty() || !result.get().usable()) {
        link = Optional.empty();
        next = older;
        continue;
      }
      Digest digest = result.get().digest().orElseThrow();
      link = digest.previous().map(said -> link(said, result.get().verdict()));
      next = link.isPresent() ? linked(digest, older) : afterGap(digest, older);
      link = link.filter(isFollowed(next));
      skipped(listed, at, next);
    }
  }

  private static Predicate<Link> isFollowed(ListedDigest next) {
    return link -> next != null && next.place().equals(link.said().place());
  }

  private static Link link(Digest.Previous said, Verdict by) {
    return new Link(said, by.subject(), by.standing());
  }

  /** The index of the newest listed digest that is older than this one; -1 when there is none. */
  private static int olderThan(ListedDigest digest, List<ListedDigest> listed, int from) {
    int at = from;
    while (at >= 0 && !listed.get(at).name().time().isBefore(digest.name().time())) {
      at--;
    }
    return at;
  }

  /** The digest that this one names, unless the walk ends here. */
  private ListedDigest linked(Digest digest, ListedDigest older) {
    Place place = digest.previous().orElseThrow().place();
    ObjectName name = ObjectName.ofKey(place.key()).orElseThrow();
    if (!name.time().isBefore(digest.name().time())) {
      blame(digest.place(), "it names a digest before it that is not older, " + place);
      return older;
    }
    if (!span.concerns(name) || older == null && !holdings.complete()) {
      return null;
    }
    return new ListedDigest(place, name);
  }

  private ListedDigest afterGap(Digest digest, ListedDigest older) {
    if (older != null) {
      gaps.add(
          "No log files were delivered by CloudTrail between %s and %s"
              .formatted(older.name().time(), digest.start()));
    }
    return older;
  }

  /** Digests between this one and the one that it names belong to no chain. */
  private void skipped(List<ListedDigest> listed, int at, ListedDigest next) {
    for (int i = at; i >= 0; i--) {
      ListedDigest between = listed.get(i);
      if (next != null && !between.name().time().isAfter(next.name().time())) {
        return;
      }
      visit(between, Optional.empty());
      if (digests.get(between.place()).standing() == Standing.NOT_PROVED) {
        blame(between.place(), "the digest after it names another one as the one before");
      }
    }
  }

  /** Checks a digest and its logs; empty when it is not there. */
  private Optional<Result> visit(ListedDigest listed, Optional<Link> link) {
    List<HeldDigest> held;
    try {
      held = holdings.digest(listed.place());
    } catch (MalformedEvidenceException e) {
      Result broken = DigestCheck.unreadable(listed, e.getMessage());
      digests.put(listed.place(), broken.verdict());
      return Optional.of(broken);
    }
    if (held.isEmpty()) {
      digests.put(listed.place(), missing(listed, link));
      return Optional.empty();
    }
    Result best = best(listed, held, link);
    digests.put(listed.place(), best.verdict());
    if (best.afterIsWrong()) {
      blameAfter(link.orElseThrow(), listed.place());
    }
    if (best.usable()) {
      Digest digest = best.digest().orElseThrow();
      covered.add(digest);
      logs.check(digest, best.verdict());
    }
    return Optional.of(best);
  }

  /** The most reliable of the files that say that they are this digest; the others are false. */
  private Result best(ListedDigest listed, List<HeldDigest> held, Optional<Link> link) {
    List<Result> results =
        held.stream()
            .map(file -> check.check(listed, file, link))
            .sorted(
                Comparator.comparing((Result result) -> !result.usable())
                    .thenComparing(result -> result.verdict().standing()))
            .toList();
    Result best = results.get(0);
    for (Result other : results.subList(1, results.size())) {
      Verdict verdict = other.verdict();
      twins.add(
          new Verdict(
              verdict.kind(),
              verdict.subject(),
              verdict.file(),
              Standing.INVALID,
              "differs from %s, which says that it is the same digest"
                  .formatted(best.verdict().file())));
    }
    return best;
  }

  private Verdict missing(ListedDigest listed, Optional<Link> link) {
    String fault = holdings.complete() ? "not found" : "not handed in";
    String by = link.map(from -> "; " + from.by() + " names it").orElse("");
    return new Verdict(
        listed.name().kind(), listed.place().toString(), "", Standing.MISSING, fault + by);
  }

  private void blameAfter(Link link, Place place) {
    digests.entrySet().stream()
        .filter(entry -> entry.getValue().subject().equals(link.by()))
        .findFirst()
        .ifPresent(
            entry ->
                blame(
                    entry.getKey(),
                    "the hash value that it gives of the valid digest before it, %s, is wrong"
                        .formatted(place)));
  }

  private void blame(Place place, String reason) {
    digests.computeIfPresent(
        place,
        (same, verdict) ->
            new Verdict(
                verdict.kind(), verdict.subject(), verdict.file(), Standing.INVALID, reason));
  }
}
