package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What is due of one trail's digests of one region. */
final class DigestRound {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** The last log files of a trail that was stopped are delivered by then. */
  private static final Duration LAST_DELIVERY = Duration.ofMinutes(15);

  /** How long after logging has started AWS was seen to deliver the first digest. */
  private static final Duration FIRST_DELIVERY = Duration.ofMinutes(26);

  private final Upkeep.Surroundings here;
  private final TrailRecord trail;
  private final String region;
  private final Duration interval;
  private final Instant now;

  /**
   * A look at what is due now.
   *
   * @param interval how much time each digest covers, in whole seconds
   */
  DigestRound(Upkeep.Surroundings here, TrailRecord trail, String region, Duration interval) {
    this.here = here;
    this.trail = trail;
    this.region = region;
    this.interval = interval;
    this.now = here.now();
  }

  /** Does the next thing that is due; says whether there was one. */
  boolean step() {
    LoggingRecord logging = here.state().get(LoggingRecord.KIND, trail.key());
    if (logging == null || pauses(logging)) {
      return false;
    }
    FeedRecord feed = FeedRecord.of(here.state(), trail, region);
    FeedRecord.Chain chain = feed.chain();
    if (chain == null) {
      return active(logging) ? begin() : backfill(feed.backfill());
    }
    boolean first = chain.previous() == null;
    Instant end = first ? chain.end() : chain.end().plus(interval);
    Instant due = first ? end.plus(atMost(FIRST_DELIVERY)) : end;
    return !due.isAfter(now) && extend(logging, chain, end);
  }

  private Duration atMost(Duration time) {
    return interval.compareTo(time) < 0 ? interval : time;
  }

  private boolean active(LoggingRecord logging) {
    return trail.validation() && logging.logging();
  }

  /** After a failure it is tried again, but not every second. */
  private boolean pauses(LoggingRecord logging) {
    return logging.digestError() != null
        && now.isBefore(logging.digestAttempted().plus(atMost(LONGEST_PAUSE)));
  }

  /** The first digest of a chain ends when the chain begins. */
  private boolean begin() {
    Instant end = now.truncatedTo(ChronoUnit.SECONDS);
    change(tx -> put(tx, feed -> feed.chain(new FeedRecord.Chain(end, null))));
    return true;
  }

  private boolean extend(LoggingRecord logging, FeedRecord.Chain chain, Instant end) {
    boolean first = chain.previous() == null;
    SigningKeyRecord key = SigningKeys.ofDigest(here, region, end);
    DigestFile digest =
        new DigestFile(
            trail,
            end.minus(interval),
            end,
            FileNames.digest(trail, region, end),
            chain.previous(),
            first ? List.of() : delivered(end),
            key.fingerprint());
    boolean last = !first && isLast(logging, end);
    return write(
        digest,
        key,
        Map.of(),
        (feed, digested) -> feed.chain(last ? null : new FeedRecord.Chain(end, digested)));
  }

  /** Once the trail no longer logs, or validates, the chain ends with what was delivered. */
  private boolean isLast(LoggingRecord logging, Instant end) {
    if (active(logging)) {
      return false;
    }
    return logging.logging()
        || logging.stopped() == null
        || !end.isBefore(logging.stopped().plus(atMost(LAST_DELIVERY)));
  }

  /** Log files that were held up until the last digest had been are named by one of these. */
  private boolean backfill(FeedRecord.Previous previous) {
    Instant late =
        delivered(now).stream()
            .map(DeliveredRecord::delivered)
            .min(Comparator.naturalOrder())
            .orElse(now)
            .truncatedTo(ChronoUnit.SECONDS);
    Instant end = late.plus(interval);
    if (end.isAfter(now)) {
      return false;
    }
    SigningKeyRecord key = SigningKeys.ofDigest(here, region, now);
    DigestFile digest =
        new DigestFile(
            trail,
            late,
            end,
            FileNames.backfill(trail, region, end),
            previous,
            delivered(end),
            key.fingerprint());
    String made = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return write(digest, key, Map.of("backfill-generation-timestamp", made), FeedRecord::backfill);
  }

  /** The log files that were delivered until then and that no digest names. */
  private List<DeliveredRecord> delivered(Instant end) {
    return here
        .state()
        .range(DeliveredRecord.KIND, DeliveredRecord.prefix(trail, region))
        .values()
        .stream()
        .filter(log -> !log.delivered().isAfter(end))
        .sorted(Comparator.comparing(DeliveredRecord::delivered).reversed())
        .toList();
  }

  /** What a digest makes of a feed. */
  private interface Sealing {
    FeedRecord apply(FeedRecord feed, FeedRecord.Previous digest);
  }

  private boolean write(
      DigestFile digest, SigningKeyRecord key, Map<String, String> metadata, Sealing sealing) {
    byte[] content = digest.content();
    FeedRecord.Previous sealed = digest.sealed(content, key);
    try {
      new LogBucket(here.services(), trail)
          .deliverDigest(digest.key(), Gzip.of(content), sealed.signature(), metadata);
    } catch (ServiceException refusal) {
      change(tx -> note(tx, refusal.code()));
      return false;
    }
    change(
        tx -> {
          note(tx, null);
          put(tx, feed -> sealing.apply(feed, sealed));
          for (DeliveredRecord log : digest.logs()) {
            tx.remove(DeliveredRecord.KIND, DeliveredRecord.key(trail, region, log.key()));
          }
        });
    return true;
  }

  private void put(Transaction tx, UnaryOperator<FeedRecord> transition) {
    tx.put(
        FeedRecord.KIND,
        FeedRecord.key(trail, region),
        transition.apply(FeedRecord.of(tx, trail, region)));
  }

  private void note(Transaction tx, String error) {
    LoggingRecord logging = tx.get(LoggingRecord.KIND, trail.key());
    tx.put(LoggingRecord.KIND, trail.key(), logging.triedDigest(now, error));
  }

  /** A trail may be deleted meanwhile; then there is nothing to change. */
  private void change(Consumer<Transaction> change) {
    here.change(
        trail.scope(),
        tx -> {
          if (tx.get(LoggingRecord.KIND, trail.key()) != null) {
            change.accept(tx);
          }
          return List.of();
        });
  }
}
