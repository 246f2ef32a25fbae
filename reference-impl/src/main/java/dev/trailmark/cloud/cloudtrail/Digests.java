package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Delivers the digests of trails with log file validation: the first one when logging starts, then
 * one every hour, of hours without log files too. Each region that log files were delivered of has
 * a chain of its own.
 *
 * <p>A digest names the log files that were delivered until its end and that no digest named
 * before. What it says depends on nothing but that; so a digest that was written when the simulator
 * was stopped, before that was noted, is written again as it was.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     CloudTrail digest file structure</a>
 */
final class Digests implements Upkeep {
  /** When the simulator was away for long, the rest follows a second later. */
  private static final int MOST_AT_ONCE = 100;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** The last log files of a trail that was stopped are delivered by then. */
  private static final Duration LAST_DELIVERY = Duration.ofMinutes(15);

  private final Duration interval;

  /**
   * Digests.
   *
   * @param interval how much time each covers, in whole seconds
   */
  Digests(Duration interval) {
    this.interval = interval;
  }

  @Override
  public void run(Surroundings here) {
    for (TrailRecord trail : List.copyOf(here.state().range(TrailRecord.KIND, "").values())) {
      for (String region : regions(here, trail)) {
        Round round = new Round(here, trail, region);
        int written = 0;
        while (written < MOST_AT_ONCE && round.step()) {
          written++;
        }
      }
    }
  }

  private static Set<String> regions(Surroundings here, TrailRecord trail) {
    Set<String> regions = new TreeSet<>(Set.of(trail.region()));
    String prefix = FeedRecord.prefix(trail);
    here.state()
        .range(FeedRecord.KIND, prefix)
        .keySet()
        .forEach(key -> regions.add(key.substring(prefix.length())));
    return regions;
  }

  /** One trail and region, looked at now. */
  private final class Round {
    private final Surroundings here;
    private final TrailRecord trail;
    private final String region;
    private final Instant now;

    Round(Surroundings here, TrailRecord trail, String region) {
      this.here = here;
      this.trail = trail;
      this.region = region;
      this.now = here.now();
    }

    /** Does the next thing that is due; says whether there was one. */
    boolean step() {
      LoggingRecord logging = here.state().get(LoggingRecord.KIND, trail.key());
      if (logging == null || pauses(logging)) {
        return false;
      }
      FeedRecord.Chain chain = FeedRecord.of(here.state(), trail, region).chain();
      if (chain == null) {
        return active(logging) && begin();
      }
      boolean first = chain.previous() == null;
      Instant end = first ? chain.end() : chain.end().plus(interval);
      return !end.isAfter(now) && write(logging, chain, end);
    }

    private boolean active(LoggingRecord logging) {
      return trail.validation() && logging.logging();
    }

    /** After a failure it is tried again, but not every second. */
    private boolean pauses(LoggingRecord logging) {
      Duration pause = interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
      return logging.digestError() != null && now.isBefore(logging.digestAttempted().plus(pause));
    }

    /** The first digest of a chain ends when the chain begins. */
    private boolean begin() {
      Instant end = now.truncatedTo(ChronoUnit.SECONDS);
      change(tx -> put(tx, new FeedRecord.Chain(end, null)));
      return true;
    }

    private boolean write(LoggingRecord logging, FeedRecord.Chain chain, Instant end) {
      List<DeliveredRecord> logs = chain.previous() == null ? List.of() : delivered(end);
      SigningKeyRecord key = signingKey();
      DigestFile digest =
          new DigestFile(
              trail,
              end.minus(interval),
              end,
              FileNames.digest(trail, region, end),
              chain.previous(),
              logs,
              key.fingerprint());
      byte[] content = digest.content();
      FeedRecord.Previous sealed = digest.sealed(content, key);
      try {
        new LogBucket(here.services(), trail)
            .deliverDigest(digest.key(), Gzip.of(content), sealed.signature());
      } catch (ServiceException refusal) {
        change(tx -> note(tx, refusal.code()));
        return false;
      }
      boolean last = isLast(logging, end);
      change(
          tx -> {
            note(tx, null);
            put(tx, last ? null : new FeedRecord.Chain(end, sealed));
            logs.forEach(
                log ->
                    tx.remove(DeliveredRecord.KIND, DeliveredRecord.key(trail, region, log.key())));
          });
      return true;
    }

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

    /** Once the trail no longer logs, or validates, the chain ends with what was delivered. */
    private boolean isLast(LoggingRecord logging, Instant end) {
      if (active(logging)) {
        return false;
      }
      Duration wait = interval.compareTo(LAST_DELIVERY) < 0 ? interval : LAST_DELIVERY;
      return logging.logging()
          || logging.stopped() == null
          || !end.isBefore(logging.stopped().plus(wait));
    }

    private SigningKeyRecord signingKey() {
      SigningKeyRecord current = SigningKeys.current(here.state(), region, now);
      if (current != null) {
        return current;
      }
      SigningKeyRecord made = SigningKeys.make(here.ids(), now);
      here.change(
          SigningKeys.scope(region),
          tx -> {
            SigningKeys.add(tx, region, made);
            return List.of();
          });
      return SigningKeys.current(here.state(), region, now);
    }

    private void put(Transaction tx, FeedRecord.Chain chain) {
      tx.put(
          FeedRecord.KIND,
          FeedRecord.key(trail, region),
          FeedRecord.of(tx, trail, region).chain(chain));
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
}
