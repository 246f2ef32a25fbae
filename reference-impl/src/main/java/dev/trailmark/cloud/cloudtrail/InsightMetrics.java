package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.cloudtrail.insight.HourRecord;
import dev.trailmark.cloud.cloudtrail.insight.InsightWriter;
import dev.trailmark.cloud.cloudtrail.insight.Series;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataResponse;

/**
 * The rates that Insights are found by, as data points.
 *
 * <p>A value is the calls or errors a minute, on average over the period. AWS says that values
 * "represent" the rate and not in which unit, so that is unconfirmed. Points are there for the
 * fifteen days for which AWS keeps minutes; AWS keeps periods of five minutes for 63 days and hours
 * for 90. The start counts, the end does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListInsightsMetricData.html">
 *     ListInsightsMetricData</a>
 */
final class InsightMetrics {
  private static final int MOST = 21_600;
  private static final int HOUR = 3600;
  private static final int MINUTE = 60;
  private static final Set<Integer> PERIODS = Set.of(MINUTE, 300, HOUR);
  private static final Duration OLDEST = Duration.ofDays(90);

  ListInsightsMetricDataResponse list(Call call, ListInsightsMetricDataRequest request) {
    Series series = seriesOf(request);
    int period = periodOf(request);
    int limit = limitOf(request);
    Instant from = Objects.requireNonNullElse(request.startTime(), call.time().minus(OLDEST));
    Instant to = endOf(call, request);
    if (!from.isBefore(to)) {
      throw invalid("StartTime %s is not before EndTime %s.".formatted(from, to));
    }
    TreeMap<Long, Long> points = points(call, series, period / MINUTE);
    long first = Math.max(ceiling(from, period), startOf(request, period));
    long end = ceiling(to, period);
    List<Long> shown =
        zeros(request)
            ? filled(Math.max(first, oldest(call, period)), end, period, limit + 1)
            : List.copyOf(points.subMap(Math.min(first, end), end).keySet());
    boolean more = shown.size() > limit;
    List<Long> page = more ? shown.subList(0, limit) : shown;
    return ListInsightsMetricDataResponse.builder()
        .eventSource(request.eventSource())
        .eventName(request.eventName())
        .insightType(request.insightTypeAsString())
        .errorCode(request.errorCode())
        .timestamps(page.stream().map(InsightWriter::time).toList())
        .values(
            page.stream()
                .map(minute -> points.getOrDefault(minute, 0L) * (double) MINUTE / period)
                .toList())
        .nextToken(more ? Long.toString(shown.get(limit)) : null)
        .build();
  }

  /** The future has no points. */
  private static Instant endOf(Call call, ListInsightsMetricDataRequest request) {
    return request.endTime() == null || request.endTime().isAfter(call.time())
        ? call.time()
        : request.endTime();
  }

  private static Series seriesOf(ListInsightsMetricDataRequest request) {
    String type = request.insightTypeAsString();
    boolean errors = Series.ERROR_RATE.equals(type);
    if (!errors && !Series.CALL_RATE.equals(type)) {
      throw invalid("InsightType takes ApiCallRateInsight and ApiErrorRateInsight.");
    }
    if (errors != (request.errorCode() != null)) {
      throw invalid("ErrorCode goes with ApiErrorRateInsight, and with that only.");
    }
    return new Series(request.eventSource(), request.eventName(), false, request.errorCode());
  }

  private static int periodOf(ListInsightsMetricDataRequest request) {
    int period = Objects.requireNonNullElse(request.period(), HOUR);
    if (!PERIODS.contains(period)) {
      throw invalid("Period takes 60, 300 and 3600.");
    }
    return period;
  }

  private static int limitOf(ListInsightsMetricDataRequest request) {
    int limit = Objects.requireNonNullElse(request.maxResults(), MOST);
    if (limit < 1 || limit > MOST) {
      throw invalid("MaxResults is %d; it must be between 1 and %d.".formatted(limit, MOST));
    }
    return limit;
  }

  private static boolean zeros(ListInsightsMetricDataRequest request) {
    String type = Objects.requireNonNullElse(request.dataTypeAsString(), "NonZeroData");
    return switch (type) {
      case "NonZeroData" -> false;
      case "FillWithZeros" -> true;
      default -> throw invalid("DataType takes FillWithZeros and NonZeroData.");
    };
  }

  /** The minute that a token goes on with; tokens are of the same period. */
  private static long startOf(ListInsightsMetricDataRequest request, int period) {
    if (request.nextToken() == null) {
      return 0;
    }
    try {
      long minute = Long.parseLong(request.nextToken());
      if (minute >= 0 && minute % (period / MINUTE) == 0) {
        return minute;
      }
    } catch (NumberFormatException e) {
      // Falls through: not a token of ours.
    }
    throw invalid("Invalid token.");
  }

  private static ServiceException invalid(String text) {
    return CloudTrailError.INVALID_PARAMETER.because("%s", text);
  }

  /** The first minute of a period that begins then or later. */
  private static long ceiling(Instant time, int period) {
    long periods = -Math.floorDiv(-time.getEpochSecond(), (long) period);
    long exact = time.getNano() > 0 && time.getEpochSecond() % period == 0 ? periods + 1 : periods;
    return exact * (period / MINUTE);
  }

  private static long oldest(Call call, int period) {
    return ceiling(call.time().minus(Insights.KEPT), period);
  }

  private static List<Long> filled(long first, long end, int period, int most) {
    List<Long> minutes = new ArrayList<>();
    for (long at = first; at < end && minutes.size() < most; at += period / MINUTE) {
      minutes.add(at);
    }
    return minutes;
  }

  /** What was counted, by the first minute of each period. */
  private static TreeMap<Long, Long> points(Call call, Series series, int minutes) {
    TreeMap<Long, Long> points = new TreeMap<>();
    String prefix = Insights.hours(call.accountId(), call.region()) + series.key() + "/";
    for (Map.Entry<String, HourRecord> hour :
        call.state().range(HourRecord.KIND, prefix).entrySet()) {
      int[] counts = hour.getValue().minutes();
      long first = Insights.hourOf(hour.getKey()) * counts.length;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          points.merge(
              Math.floorDiv(first + i, (long) minutes) * minutes, (long) counts[i], Long::sum);
        }
      }
    }
    return points;
  }
}
