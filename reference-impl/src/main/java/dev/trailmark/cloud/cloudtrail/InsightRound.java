package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.cloudtrail.insight.Analysis;
import dev.trailmark.cloud.cloudtrail.insight.ApiCall;
import dev.trailmark.cloud.cloudtrail.insight.Finding;
import dev.trailmark.cloud.cloudtrail.insight.HourRecord;
import dev.trailmark.cloud.cloudtrail.insight.InsightWriter;
import dev.trailmark.cloud.cloudtrail.insight.OpenRecord;
import dev.trailmark.cloud.cloudtrail.insight.Series;
import dev.trailmark.cloud.operation.Upkeep.Surroundings;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One look at a region's events: those of the minutes that are over are read from the history,
 * counted and judged. What comes of it is noted in one change, together with how far the history
 * was read, so that a stop in between loses and doubles nothing.
 */
final class InsightRound {
  private static final int BATCH = 2000;

  /** After so many events the rest follows a second later. */
  private static final int MOST_EVENTS = 100_000;

  private static final int SECONDS = 60;

  private final Surroundings here;
  private final Limits limits;
  private final Insights.Watch watch;
  private final long boundary;
  private final String key;
  private final InsightStreamRecord stream;
  private final Map<Series, OpenRecord> openBefore;
  private Analysis analysis;
  private long counted;
  private long cursor;
  private int read;

  /**
   * What holds for all regions, in minutes.
   *
   * @param warmUp how many must have been counted before one is unusual
   * @param kept how many are kept
   */
  record Limits(long warmUp, long kept) {

    static Limits of(Duration warmUp) {
      return new Limits(warmUp.toMinutes(), Insights.KEPT.toMinutes());
    }
  }

  /**
   * A look.
   *
   * @param boundary the first minute that is not over
   */
  InsightRound(Surroundings here, Limits limits, Insights.Watch watch, long boundary) {
    this.here = here;
    this.limits = limits;
    this.watch = watch;
    this.boundary = boundary;
    this.key = InsightStreamRecord.key(watch.accountId(), watch.region());
    InsightStreamRecord known = here.state().get(InsightStreamRecord.KIND, key);
    this.stream = (known == null ? InsightStreamRecord.NEW : known).watch(boundary);
    this.openBefore = open();
  }

  /** What is locked while a region's counts are changed. */
  static String scope(String key) {
    return "cloudtrail.insight/" + key;
  }

  private Map<Series, OpenRecord> open() {
    Map<Series, OpenRecord> open = new LinkedHashMap<>();
    for (OpenRecord each : here.state().range(OpenRecord.KIND, key + "/").values()) {
      open.put(each.series(), each);
    }
    return open;
  }

  /** Looks; says whether there is more to be looked at. */
  boolean run() {
    if (!stream.isNew() && stream.minute() >= boundary) {
      return false;
    }
    counted = stream.isNew() ? boundary : stream.counted();
    cursor = stream.cursor();
    boolean more = readHistory();
    if (!more) {
      analysis().advance(boundary);
    }
    here.change(
        scope(key),
        tx -> {
          write(tx);
          return List.of();
        });
    return more;
  }

  /** Made with the first event, which may be what the counting begins with. */
  private Analysis analysis() {
    if (analysis == null) {
      Map<Series, OpenRecord> wanted = new LinkedHashMap<>(openBefore);
      wanted.keySet().removeIf(series -> !watch.types().contains(series.type()));
      analysis =
          new Analysis(
              new Analysis.Terms(watch.types(), counted, stream.from(), limits.warmUp()),
              stream.isNew() ? counted : stream.minute(),
              this::hours,
              wanted,
              here.ids()::uuid);
    }
    return analysis;
  }

  private TreeMap<Long, HourRecord> hours(Series series) {
    TreeMap<Long, HourRecord> hours = new TreeMap<>();
    here.state()
        .range(HourRecord.KIND, key + "/" + series.key() + "/")
        .forEach((hour, record) -> hours.put(Insights.hourOf(hour), record));
    return hours;
  }

  /** Reads what is over; says whether there is more of that. */
  private boolean readHistory() {
    List<EventHistory.Entry> batch;
    do {
      batch = here.history().since(watch.accountId(), watch.region(), cursor, BATCH);
      for (EventHistory.Entry entry : batch) {
        long minute = minuteOf(entry.event().time());
        if (minute >= boundary) {
          return false;
        }
        if (read >= MOST_EVENTS && minute > analysis().minute()) {
          analysis().advance(minute);
          return true;
        }
        take(entry.event(), minute);
        cursor = entry.position();
        read++;
      }
    } while (batch.size() == BATCH);
    return false;
  }

  private static long minuteOf(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  private void take(Event event, long minute) {
    if (minute < boundary - limits.kept()) {
      return;
    }
    if (stream.isNew() && analysis == null) {
      counted = minute;
    }
    Analysis counting = analysis();
    ApiCall call = ApiCall.of(event);
    if (call != null) {
      counting.add(call);
    }
  }

  private void write(Transaction tx) {
    analysis()
        .changes(
            (series, hour, record) ->
                tx.put(
                    HourRecord.KIND,
                    key + "/" + series.key() + "/" + HourRecord.key(hour),
                    record));
    Map<Series, OpenRecord> open = analysis().open();
    openBefore.keySet().stream()
        .filter(series -> !open.containsKey(series))
        .forEach(series -> tx.remove(OpenRecord.KIND, key + "/" + series.key()));
    open.forEach((series, each) -> tx.put(OpenRecord.KIND, key + "/" + series.key(), each));
    writeFindings(tx);
    tx.put(InsightStreamRecord.KIND, key, stream.advance(cursor, counted, analysis().minute()));
    if (stream.minute() / HourRecord.MINUTES != analysis().minute() / HourRecord.MINUTES) {
      prune(tx);
    }
  }

  private void writeFindings(Transaction tx) {
    Map<String, Finding> found = new LinkedHashMap<>();
    for (Finding finding : analysis().findings()) {
      String id = here.ids().uuid();
      Series series = finding.activity().series();
      InsightRecord record =
          new InsightRecord(
              id,
              InsightWriter.time(finding.minute()),
              series.source(),
              series.name(),
              InsightWriter.write(finding, watch.accountId(), watch.region(), id));
      String recordKey = record.key(watch.accountId(), watch.region());
      tx.put(InsightRecord.KIND, recordKey, record);
      found.put(recordKey, finding);
    }
    watch.trails().forEach(trail -> owe(tx, trail, found));
  }

  private void owe(Transaction tx, TrailRecord trail, Map<String, Finding> found) {
    List<String> wanted =
        found.entrySet().stream()
            .filter(each -> wants(trail, each.getValue().activity().series()))
            .map(Map.Entry::getKey)
            .toList();
    if (!wanted.isEmpty()) {
      String name =
          FileNames.insight(trail, watch.region(), here.now(), here.ids().logFileSuffix());
      InsightFileRecord file = new InsightFileRecord(name, wanted, null);
      tx.put(InsightFileRecord.KIND, file.recordKey(trail, watch.region()), file);
    }
  }

  /** A trail is told of what it logs the events of. */
  private boolean wants(TrailRecord trail, Series series) {
    return trail.insights().contains(series.type())
        && trail.selects(
            new Event(
                watch.accountId(),
                watch.region(),
                here.now(),
                "",
                series.name(),
                series.source(),
                null,
                null,
                series.readOnly(),
                true,
                List.of(),
                new byte[0]));
  }

  /** Once an hour what is too old is thrown away. */
  private void prune(Transaction tx) {
    long oldest = (boundary - limits.kept()) / HourRecord.MINUTES;
    here.state().range(HourRecord.KIND, key + "/").keySet().stream()
        .filter(hour -> Insights.hourOf(hour) < oldest)
        .forEach(hour -> tx.remove(HourRecord.KIND, hour));
    Instant forgotten = here.now().minus(Insights.FOUND);
    here
        .state()
        .range(InsightRecord.KIND, InsightRecord.partition(watch.accountId(), watch.region()))
        .entrySet()
        .stream()
        .takeWhile(each -> each.getValue().time().isBefore(forgotten))
        .forEach(each -> tx.remove(InsightRecord.KIND, each.getKey()));
  }
}
