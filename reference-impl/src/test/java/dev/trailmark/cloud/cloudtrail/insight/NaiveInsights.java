package dev.trailmark.cloud.cloudtrail.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Insights as one would find them with all calls at hand: for each minute of a series every call is
 * looked at again.
 */
final class NaiveInsights {
  private final List<ApiCall> calls;
  private final long counted;

  NaiveInsights(List<ApiCall> calls, long counted) {
    this.calls = calls;
    this.counted = counted;
  }

  /** A start or end as text: everything that its record shows of it. */
  static String text(Finding finding) {
    OpenRecord activity = finding.activity();
    return line(
        activity.series(),
        finding.state(),
        finding.minute(),
        finding.duration(),
        activity.baseline().minutes(),
        activity.baseline().average() * activity.baseline().minutes(),
        activity.activity().count(),
        activity.activity().attributes().identities(),
        activity.baseline().attributes().errors());
  }

  private static String line(
      Series series,
      String state,
      long minute,
      long duration,
      long baselineMinutes,
      double baselineSum,
      long count,
      Map<String, Long> identities,
      Map<String, Long> baselineErrors) {
    return "%s %s at %d for %d: %d calls by %s after %d in %d minutes with %s"
        .formatted(
            series.key(),
            state,
            minute,
            duration,
            count,
            new java.util.TreeMap<>(identities),
            Math.round(baselineSum),
            baselineMinutes,
            new java.util.TreeMap<>(baselineErrors));
  }

  /** All starts and ends of a series before a minute. */
  List<String> find(Series series, long end) {
    List<ApiCall> mine = calls.stream().filter(call -> call.series().contains(series)).toList();
    Map<Long, Long> counts =
        mine.stream().collect(Collectors.groupingBy(ApiCall::minute, Collectors.counting()));
    List<String> found = new ArrayList<>();
    Long start = null;
    double limit = 0;
    for (long minute = counted; minute < end; minute++) {
      long now = counts.getOrDefault(minute, 0L);
      if (start == null && now <= 3) {
        continue; // three are never unusual
      }
      if (start == null) {
        limit = limit(mine, minute);
        if (now > limit) {
          start = minute;
          found.add(describe(series, mine, "Start", minute, minute, minute + 1));
        }
      } else if (now <= limit) {
        found.add(describe(series, mine, "End", minute, start, minute));
        start = null;
      }
    }
    return found;
  }

  private static List<ApiCall> between(List<ApiCall> calls, long from, long to) {
    return calls.stream().filter(call -> call.minute() >= from && call.minute() < to).toList();
  }

  private long baselineStart(long minute) {
    return Math.max(counted, (minute / 60 - 168) * 60);
  }

  private double limit(List<ApiCall> mine, long minute) {
    long from = baselineStart(minute);
    Map<Long, Long> counts = new HashMap<>();
    between(mine, from, minute).forEach(call -> counts.merge(call.minute(), 1L, Long::sum));
    double n = minute - from;
    if (n == 0) {
      return 3;
    }
    double mean = counts.values().stream().mapToLong(x -> x).sum() / n;
    double squares = counts.values().stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    double variance = (squares + (n - counts.size()) * mean * mean) / n;
    return mean + 3 + 6 * Math.sqrt(Math.max(variance, mean));
  }

  private String describe(
      Series series, List<ApiCall> mine, String state, long at, long start, long end) {
    List<ApiCall> unusual = between(mine, start, end);
    List<ApiCall> usual = between(mine, baselineStart(start), start);
    return line(
        series,
        state,
        at,
        end - start,
        start - baselineStart(start),
        usual.size(),
        unusual.size(),
        count(unusual, ApiCall::identity),
        count(usual, call -> call.errorCode() == null ? "null" : call.errorCode()));
  }

  private static Map<String, Long> count(List<ApiCall> calls, Function<ApiCall, String> value) {
    return calls.stream().collect(Collectors.groupingBy(value, Collectors.counting()));
  }
}
