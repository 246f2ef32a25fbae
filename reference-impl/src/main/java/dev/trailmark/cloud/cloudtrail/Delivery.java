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
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Delivers log files to the buckets of all trails that log, at least once: a trail's position in
 * the event history moves on only after S3 has taken the file.
 *
 * <p>Delivering is itself recorded. A batch that holds only CloudTrail's own calls therefore waits
 * five minutes, or a trail on its own bucket would feed itself for ever.
 */
public final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final Duration OWN_EVENTS_WAIT = Duration.ofMinutes(5);
  private static final int EVENTS_PER_FILE = 2000;

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
  public void deliverNow() {
    for (TrailRecord trail : List.copyOf(store.state().range(TrailRecord.KIND, "").values())) {
      try {
        deliver(trail);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the logs of " + trail.arn() + " could not be delivered", e);
      }
    }
  }

  private void deliver(TrailRecord trail) {
    boolean more = true;
    while (more) {
      LoggingRecord logging = store.state().get(LoggingRecord.KIND, trail.key());
      if (logging == null || !logging.logging() && logging.cursor() >= logging.until()) {
        return;
      }
      List<EventHistory.Entry> batch = waiting(trail, logging);
      boolean moved = !batch.isEmpty() && deliver(trail, batch);
      more = moved && batch.size() == EVENTS_PER_FILE;
    }
  }

  private List<EventHistory.Entry> waiting(TrailRecord trail, LoggingRecord logging) {
    List<EventHistory.Entry> entries =
        store.history().since(trail.accountId(), trail.region(), logging.cursor(), EVENTS_PER_FILE);
    return logging.logging()
        ? entries
        : entries.stream().filter(entry -> entry.position() <= logging.until()).toList();
  }

  /** Delivers a batch; says whether the trail moved on. */
  private boolean deliver(TrailRecord trail, List<EventHistory.Entry> batch) {
    long last = batch.get(batch.size() - 1).position();
    List<Event> selected = new ArrayList<>(batch.size());
    for (EventHistory.Entry entry : batch) {
      if (trail.selectors().stream().anyMatch(selector -> selector.selects(entry.event()))) {
        selected.add(entry.event());
      }
    }
    Instant now = clock.instant();
    if (selected.isEmpty()) {
      change(trail, logging -> logging.advance(last));
      return true;
    }
    if (mustWait(selected, now)) {
      return false;
    }
    return write(trail, selected, last, now);
  }

  private boolean write(TrailRecord trail, List<Event> events, long last, Instant now) {
    LogBucket bucket = new LogBucket(services, trail);
    String key = LogFile.key(trail, bucket.folder(), now, ids.logFileSuffix());
    try {
      bucket.deliver(key, LogFile.content(events));
      change(trail, logging -> logging.succeed(now, last));
      return true;
    } catch (ServiceException refusal) {
      change(trail, logging -> logging.fail(now, refusal.code()));
      return false;
    }
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

  /** A trail may be deleted while its logs are delivered; then there is nothing to change. */
  private void change(TrailRecord trail, UnaryOperator<LoggingRecord> transition) {
    store
        .stage(
            "cloudtrail/" + trail.accountId() + "/" + trail.region(),
            tx -> {
              LoggingRecord logging = tx.get(LoggingRecord.KIND, trail.key());
              if (logging != null) {
                tx.put(LoggingRecord.KIND, trail.key(), transition.apply(logging));
              }
              return null;
            })
        .commit(List.of())
        .join();
  }
}
