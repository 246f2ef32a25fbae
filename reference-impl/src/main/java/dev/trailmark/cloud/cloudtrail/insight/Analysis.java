package dev.trailmark.cloud.cloudtrail.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at the calls of an account and region minute by minute, in the order of time: compares each
 * minute with its baseline, then counts it. The first minute that is unusual starts an insight, the
 * first that is not ends it; its baseline stays that of its start.
 *
 * <p>Only more than usual is unusual; fewer calls than usual are not.
 */
public final class Analysis {
  private final Terms terms;
  private final Function<Series, TreeMap<Long, HourRecord>> past;
  private final Supplier<String> ids;
  private final Map<Series, TreeMap<Long, HourRecord>> hours = new HashMap<>();
  private final Map<Series, Set<Long>> changed = new LinkedHashMap<>();
  private final Map<Series, OpenRecord> open;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Series, Tally> current = new LinkedHashMap<>();
  private long minute;

  /**
   * What is looked for.
   *
   * @param types the types of insights
   * @param counted the first minute that was counted
   * @param from the first minute that may be unusual
   * @param warmUp how many minutes must have been counted before
   */
  public record Terms(Set<String> types, long counted, long from, long warmUp) {
    /** Copies. */
    public Terms {
      types = Set.copyOf(types);
    }
  }

  /**
   * An analysis that goes on where another one stopped.
   *
   * @param minute the minute to begin with
   * @param past what was counted of a series before
   * @param open what was unusual when the other one stopped
   * @param ids makes what the start and end of an insight share
   */
  public Analysis(
      Terms terms,
      long minute,
      Function<Series, TreeMap<Long, HourRecord>> past,
      Map<Series, OpenRecord> open,
      Supplier<String> ids) {
    this.terms = terms;
    this.minute = minute;
    this.past = past;
    this.open = new LinkedHashMap<>(open);
    this.ids = ids;
  }

  /** The minute that is being counted, in minutes since the epoch. */
  public long minute() {
    return minute;
  }

  /**
   * Counts a call. One of an earlier minute, which came late, is counted in its own minute; that
   * has been judged without it.
   */
  public void add(ApiCall call) {
    if (call.minute() < minute) {
      call.series().forEach(series -> count(series, call.minute(), Tally.NOTHING.with(call)));
      return;
    }
    advance(call.minute());
    for (Series series : call.series()) {
      current.put(series, current.getOrDefault(series, Tally.NOTHING).with(call));
    }
  }

  /** Judges all minutes before that one, which is counted next. */
  public void advance(long next) {
    while (minute < next) {
      close();
      // Minutes without calls end what is unusual; when nothing is, they say nothing.
      minute = open.isEmpty() ? next : minute + 1;
    }
  }

  private void close() {
    Set<Series> all = new LinkedHashSet<>(current.keySet());
    all.addAll(open.keySet());
    for (Series series : all) {
      Tally tally = current.getOrDefault(series, Tally.NOTHING);
      judge(series, tally);
      if (tally.count() > 0) {
        count(series, minute, tally);
      }
    }
    current.clear();
  }

  private void judge(Series series, Tally tally) {
    OpenRecord before = open.get(series);
    if (before == null) {
      if (terms.types().contains(series.type()) && minute >= terms.from()) {
        start(series, tally);
      }
    } else if (tally.count() > before.baseline().limit()) {
      open.put(series, before.with(tally));
    } else {
      findings.add(new Finding(before, minute));
      open.remove(series);
    }
  }

  private void start(Series series, Tally tally) {
    if (tally.count() <= Baseline.ALWAYS_NORMAL || minute - terms.counted() < terms.warmUp()) {
      return;
    }
    Baseline baseline = Baseline.of(hours(series), terms.counted(), minute);
    if (tally.count() > baseline.limit()) {
      OpenRecord started =
          new OpenRecord(
              series, ids.get(), minute, baseline.attributed(hours(series), minute), tally);
      open.put(series, started);
      findings.add(new Finding(started, null));
    }
  }

  private void count(Series series, long when, Tally tally) {
    long hour = Math.floorDiv(when, (long) HourRecord.MINUTES);
    hours(series)
        .merge(hour, HourRecord.EMPTY.with(when, tally), (was, unused) -> was.with(when, tally));
    changed.computeIfAbsent(series, key -> new LinkedHashSet<>()).add(hour);
  }

  private TreeMap<Long, HourRecord> hours(Series series) {
    return hours.computeIfAbsent(series, past);
  }

  /** What starts and ends were found, in the order of time. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What is unusual now. */
  public Map<Series, OpenRecord> open() {
    return Map.copyOf(open);
  }

  /** Takes an hour that was changed. */
  @FunctionalInterface
  public interface Sink {
    /** An hour of a series, in hours since the epoch, as it is now. */
    void put(Series series, long hour, HourRecord record);
  }

  /** Hands out the hours that were changed. */
  public void changes(Sink sink) {
    changed.forEach(
        (series, numbers) ->
            numbers.forEach(hour -> sink.put(series, hour, hours.get(series).get(hour))));
  }
}
