package dev.trailmark.cloud.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Delivers log files to the buckets of all trails that log, those of each region by themselves: a
 * trail's position in a region's events moves on only after S3 has taken the file. What is written
 * is noted before, so that a stop in between makes no second file of the same events.
 *
 * <p>Delivering is itself recorded. A batch that holds only CloudTrail's own calls therefore waits
 * five minutes, or a trail on its own bucket would feed itself for ever.
 */
public final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final Duration OWN_EVENTS_WAIT = Duration.ofMinutes(5);
  private static final int EVENTS_PER_FILE = 2000;

  /** A file is cut here, before it is packed. AWS's have at most 50 MB when they are. */
  private static final long BYTES_PER_FILE = 16L << 20;

  /** For so long AWS tries to deliver to a bucket that refuses. */
  private static final Duration LONGEST_RETRY = Duration.ofDays(30);

  private final Store store;
  private final ServiceCalls services;
  private final InstantSource clock;
  private final Ids ids;
  private final JsonFactory json = new JsonFactory();

  /** A delivery. */
  public Delivery(Store store, ServiceCalls services, InstantSource clock, Ids ids) {
    this.store = store;
    this.services = services;
    this.clock = clock;
    this.ids = ids;
  }

  /** Delivers what every trail has waiting. One trail's trouble never holds up another. */
  public synchronized void deliverNow() {
    for (TrailRecord trail : TrailRecord.served(store.state())) {
      try {
        LoggingRecord logging = store.state().get(LoggingRecord.KIND, trail.key());
        if (logging != null && (logging.logging() || logging.until() > 0)) {
          regions(trail, logging).forEach(region -> deliver(trail, region));
        }
        if (logging != null && trail.ended() != null) {
          forgetIfDone(trail, logging);
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the logs of " + trail.arn() + " could not be delivered", e);
      }
    }
  }

  private Collection<String> regions(TrailRecord trail, LoggingRecord logging) {
    return trail.multiRegion()
        ? store.history().regions(trail.accountId(), logging.cursor())
        : List.of(trail.region());
  }

  private void forgetIfDone(TrailRecord trail, LoggingRecord logging) {
    boolean givenUp = clock.instant().isAfter(logging.stopped().plus(LONGEST_RETRY));
    boolean delivered =
        regions(trail, logging).stream()
            .allMatch(
                region ->
                    waiting(trail, region, logging, FeedRecord.of(store.state(), trail, region))
                        .isEmpty());
    change(
        trail,
        tx -> {
          if (givenUp || delivered && EndedTrails.isDone(tx, trail)) {
            EndedTrails.forget(tx, trail);
          }
        });
  }

  private void deliver(TrailRecord trail, String region) {
    boolean more = true;
    while (more) {
      LoggingRecord logging = store.state().get(LoggingRecord.KIND, trail.key());
      if (logging == null) {
        return;
      }
      FeedRecord feed = FeedRecord.of(store.state(), trail, region);
      List<EventHistory.Entry> batch = waiting(trail, region, logging, feed);
      if (batch.isEmpty() && feed.plan() != null) {
        // Its events are older than what the history keeps.
        change(trail, tx -> put(tx, trail, region, was -> was.plan(null)));
      }
      more = !batch.isEmpty() && deliver(trail, region, feed, batch);
    }
  }

  private List<EventHistory.Entry> waiting(
      TrailRecord trail, String region, LoggingRecord logging, FeedRecord feed) {
    long position = Math.max(logging.cursor(), feed.cursor());
    if (!logging.wants(position + 1)) {
      return List.of();
    }
    FeedRecord.Plan plan = feed.plan();
    List<EventHistory.Entry> waiting =
        store.history().since(trail.accountId(), region, position, EVENTS_PER_FILE).stream()
            .filter(entry -> logging.wants(entry.position()))
            .filter(entry -> plan == null || entry.position() <= plan.last())
            .toList();
    return plan == null ? waiting.subList(0, fitting(waiting)) : waiting;
  }

  /** How many of the entries go into one file; one at least, if there is one. */
  private static int fitting(List<EventHistory.Entry> entries) {
    long bytes = 0;
    int count = 0;
    while (count < entries.size() && (count == 0 || bytes < BYTES_PER_FILE)) {
      bytes += entries.get(count).event().record().length;
      count++;
    }
    return count;
  }

  /** Delivers a batch; says whether the trail moved on. */
  private boolean deliver(
      TrailRecord trail, String region, FeedRecord feed, List<EventHistory.Entry> batch) {
    long last = batch.get(batch.size() - 1).position();
    Instant now = clock.instant();
    List<Event> selected = selected(trail, batch, now);
    if (selected.isEmpty()) {
      change(trail, tx -> put(tx, trail, region, was -> was.advance(last)));
      return true;
    }
    if (feed.plan() == null && mustWait(selected, now)) {
      return false;
    }
    return write(trail, region, plan(trail, region, feed, last, now), selected, now);
  }

  /** What the trail selects, but for what the bucket has refused for too long. */
  private List<Event> selected(TrailRecord trail, List<EventHistory.Entry> batch, Instant now) {
    LoggingRecord logging = store.state().get(LoggingRecord.KIND, trail.key());
    Instant oldest =
        logging == null || logging.error() == null ? Instant.MIN : now.minus(LONGEST_RETRY);
    List<Event> selected = new ArrayList<>(batch.size());
    for (EventHistory.Entry entry : batch) {
      if (trail.selects(entry.event()) && !entry.event().time().isBefore(oldest)) {
        selected.add(entry.event());
      }
    }
    return selected;
  }

  /** What is going to be written; what was going to be before a stop stays. */
  private FeedRecord.Plan plan(
      TrailRecord trail, String region, FeedRecord feed, long last, Instant now) {
    if (feed.plan() != null) {
      return feed.plan();
    }
    FeedRecord.Plan plan =
        new FeedRecord.Plan(last, FileNames.log(trail, region, now, ids.logFileSuffix()));
    change(trail, tx -> put(tx, trail, region, was -> was.plan(plan)));
    return plan;
  }

  private boolean write(
      TrailRecord trail, String region, FeedRecord.Plan plan, List<Event> events, Instant now) {
    LogFile file = LogFile.of(events);
    try {
      new LogBucket(services, trail).deliverLog(plan.key(), file.gzipped());
    } catch (ServiceException refusal) {
      change(
          trail,
          tx -> {
            put(tx, trail, region, was -> was.plan(null));
            tried(tx, trail, now, refusal.code());
          });
      return false;
    }
    change(
        trail,
        tx -> {
          put(tx, trail, region, was -> was.advance(plan.last()));
          tried(tx, trail, now, null);
          if (trail.validation()) {
            tx.put(
                DeliveredRecord.KIND,
                DeliveredRecord.key(trail, region, plan.key()),
                new DeliveredRecord(
                    trail.bucket(), plan.key(), file.hash(), file.oldest(), file.newest(), now));
          }
        });
    return true;
  }

  private boolean mustWait(List<Event> events, Instant now) {
    return now.isBefore(events.get(0).time().plus(OWN_EVENTS_WAIT))
        && events.stream().allMatch(this::isOwn);
  }

  /** Whether CloudTrail itself made the call. */
  private boolean isOwn(Event event) {
    if (event.username() != null) {
      return false;
    }
    try (JsonParser parser = json.createParser(event.record())) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("invokedBy")) {
          return CloudTrailService.DNS_NAME.equals(parser.nextTextValue());
        }
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("eventTime")) {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("the record of event " + event.id() + " is damaged", e);
    }
  }

  private static void put(
      Transaction tx, TrailRecord trail, String region, UnaryOperator<FeedRecord> transition) {
    tx.put(
        FeedRecord.KIND,
        FeedRecord.key(trail, region),
        transition.apply(FeedRecord.of(tx, trail, region)));
  }

  private static void tried(Transaction tx, TrailRecord trail, Instant now, String error) {
    LoggingRecord logging = tx.get(LoggingRecord.KIND, trail.key());
    tx.put(LoggingRecord.KIND, trail.key(), logging.tried(now, error));
  }

  /** A trail may be deleted while its logs are delivered; then there is nothing to change. */
  private void change(TrailRecord trail, Consumer<Transaction> change) {
    store
        .stage(
            trail.scope(),
            tx -> {
              if (tx.get(LoggingRecord.KIND, trail.key()) != null) {
                change.accept(tx);
              }
              return null;
            })
        .commit(List.of())
        .join();
  }
}
