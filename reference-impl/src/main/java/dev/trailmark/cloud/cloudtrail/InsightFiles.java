package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep.Surroundings;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Delivers files of Insights events as log files are delivered: by {@code
 * cloudtrail.amazonaws.com}, under the bucket's policy. A refused file is tried again after five
 * minutes. Digests name these files too: AWS documents that they name the log files that were
 * delivered; whether these count as such is unconfirmed.
 */
final class InsightFiles {
  private static final Duration PAUSE = Duration.ofMinutes(5);

  /** Delivers what is owed. */
  void deliver(Surroundings here) {
    for (TrailRecord trail : TrailRecord.served(here.state())) {
      Map<String, InsightFileRecord> owed =
          Map.copyOf(here.state().range(InsightFileRecord.KIND, FeedRecord.prefix(trail)));
      owed.forEach(
          (key, file) -> {
            boolean pauses =
                file.attempted() != null && here.now().isBefore(file.attempted().plus(PAUSE));
            if (!pauses) {
              String rest = key.substring(FeedRecord.prefix(trail).length());
              deliver(here, trail, rest.substring(0, rest.indexOf('/')), file);
            }
          });
    }
  }

  private static void deliver(
      Surroundings here, TrailRecord trail, String region, InsightFileRecord file) {
    List<Event> events =
        file.insights().stream()
            .map(key -> here.state().get(InsightRecord.KIND, key))
            .filter(Objects::nonNull)
            .map(insight -> insight.event(trail.accountId(), region))
            .toList();
    String key = file.recordKey(trail, region);
    if (events.isEmpty()) {
      change(here, trail, tx -> tx.remove(InsightFileRecord.KIND, key)); // all are too old
      return;
    }
    Instant now = here.now();
    LogFile content = LogFile.of(events);
    try {
      new LogBucket(here.services(), trail).deliverLog(file.key(), content.gzipped());
    } catch (ServiceException refusal) {
      change(
          here,
          trail,
          tx -> {
            tx.put(InsightFileRecord.KIND, key, file.triedInVain(now));
            tried(tx, trail, now, refusal.code());
          });
      return;
    }
    change(
        here,
        trail,
        tx -> {
          tx.remove(InsightFileRecord.KIND, key);
          tried(tx, trail, now, null);
          if (trail.validation()) {
            DeliveredRecord delivered =
                new DeliveredRecord(
                    trail.bucket(),
                    file.key(),
                    content.hash(),
                    content.oldest(),
                    content.newest(),
                    now);
            tx.put(DeliveredRecord.KIND, DeliveredRecord.key(trail, region, file.key()), delivered);
          }
        });
  }

  private static void tried(Transaction tx, TrailRecord trail, Instant now, String error) {
    LoggingRecord logging = tx.get(LoggingRecord.KIND, trail.key());
    tx.put(LoggingRecord.KIND, trail.key(), logging.tried(now, error));
  }

  /** A trail may be deleted meanwhile; then there is nothing to change. */
  private static void change(Surroundings here, TrailRecord trail, Consumer<Transaction> change) {
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
