package dev.trailmark.cloud.cloudtrail.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.trailmark.cloud.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unusual, minute by minute; time is what the calls say. */
class AnalysisTest {
  private static final Set<String> BOTH = Set.of(Series.CALL_RATE, Series.ERROR_RATE);
  private static final long DAY = 24 * 60;
  private static final long BEGIN = 1000 * DAY;
  private static final long NOW = BEGIN + 10 * DAY + 17;

  private static ApiCall call(long minute, String name, String error, String who) {
    return new ApiCall(
        minute, "kms.amazonaws.com", name, name.startsWith("Get"), error, who, "agent");
  }

  private static Analysis analysis(Set<String> types) {
    Analysis.Terms terms = new Analysis.Terms(types, BEGIN, BEGIN, 36 * 60);
    return new Analysis(terms, BEGIN, series -> new TreeMap<>(), Map.of(), () -> "shared");
  }

  private static List<Finding> found(Set<String> types, List<ApiCall> calls) {
    Analysis analysis = analysis(types);
    calls.stream().sorted(Comparator.comparingLong(ApiCall::minute)).forEach(analysis::add);
    analysis.advance(NOW + DAY);
    return analysis.findings();
  }

  private static List<ApiCall> burst(long minute, int count, String name, String error) {
    List<ApiCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(call(minute, name, error, "arn:" + i % 2));
    }
    return calls;
  }

  @Test
  void aQuietAccountHasNone() {
    assertThat(found(BOTH, List.of())).isEmpty();
    assertThat(found(BOTH, burst(NOW, 3, "CreateKey", null))).isEmpty();
  }

  @Test
  void aSteadyRateHasNone() {
    List<ApiCall> steady = new ArrayList<>();
    for (long minute = BEGIN; minute < NOW; minute += 3) {
      steady.addAll(burst(minute, 10, "CreateKey", null));
    }
    assertThat(found(BOTH, steady)).isEmpty();
  }

  @Test
  void aBurstStartsAndEndsWithItsAveragesAndWhoMadeIt() {
    List<ApiCall> calls = new ArrayList<>();
    for (long minute = BEGIN; minute < NOW; minute += 100) {
      calls.add(call(minute, "CreateKey", null, "arn:usual"));
    }
    calls.addAll(burst(NOW, 50, "CreateKey", null));
    calls.addAll(burst(NOW + 1, 30, "CreateKey", "AccessDenied"));

    List<Finding> found = found(Set.of(Series.CALL_RATE), calls);

    assertThat(found).extracting(Finding::state).containsExactly("Start", "End");
    Finding start = found.get(0);
    assertThat(start.minute()).isEqualTo(NOW);
    assertThat(start.activity().activity().count()).isEqualTo(50);
    Baseline baseline = start.activity().baseline();
    assertThat(baseline.minutes()).isEqualTo(7 * DAY + 17);
    assertThat(baseline.average()).isCloseTo(0.01, within(0.0002));
    assertThat(baseline.attributes().identities().keySet()).containsExactly("arn:usual");
    Finding end = found.get(1);
    assertThat(end.minute()).isEqualTo(NOW + 2);
    assertThat(end.duration()).isEqualTo(2);
    assertThat(end.activity().activity().count()).isEqualTo(80);
    assertThat(end.activity().activity().attributes().identities())
        .containsOnly(Map.entry("arn:0", 40L), Map.entry("arn:1", 40L));
    assertThat(end.activity().activity().attributes().errors())
        .containsOnly(Map.entry("null", 50L), Map.entry("AccessDenied", 30L));
    assertThat(end.activity().baseline()).isEqualTo(baseline);
  }

  @Test
  void callsThatOnlyReadHaveNoCallRateButAnErrorRate() {
    List<ApiCall> calls = new ArrayList<>(burst(NOW, 40, "GetKeyPolicy", null));
    calls.addAll(burst(NOW, 10, "GetKeyPolicy", "AccessDenied"));
    calls.addAll(burst(NOW, 2, "GetKeyPolicy", "NotFoundException"));

    assertThat(found(BOTH, calls))
        .extracting(finding -> finding.activity().series().key(), Finding::state)
        .containsExactly(
            tuple("kms.amazonaws.com/GetKeyPolicy/AccessDenied", "Start"),
            tuple("kms.amazonaws.com/GetKeyPolicy/AccessDenied", "End"));
  }

  @Test
  void onlyTypesThatAreWantedAreFound() {
    List<ApiCall> calls = burst(NOW, 40, "CreateKey", "LimitExceededException");

    assertThat(found(Set.of(Series.CALL_RATE), calls))
        .extracting(finding -> finding.activity().series().type())
        .containsOnly(Series.CALL_RATE);
    assertThat(found(Set.of(Series.ERROR_RATE), calls))
        .extracting(finding -> finding.activity().series().type())
        .containsOnly(Series.ERROR_RATE);
    assertThat(found(Set.of(), calls)).isEmpty();
  }

  @Test
  void nothingIsUnusualBeforeTheHistoryIsLongEnough() {
    assertThat(found(BOTH, burst(BEGIN + 36 * 60 - 1, 40, "CreateKey", null))).isEmpty();
    assertThat(found(BOTH, burst(BEGIN + 36 * 60, 40, "CreateKey", null))).hasSize(2);
  }

  @Test
  void theExamplesOfTheDocumentationAreUnusual() {
    assertThat(limit(18, 1)).isLessThan(4);
    assertThat(limit(17_702, 1)).isLessThan(50);
    assertThat(limit(861_036, 85)).isLessThan(664);
  }

  /** The limit after a week of so many calls, as evenly as they can be made. */
  private static double limit(int calls, int most) {
    TreeMap<Long, HourRecord> hours = new TreeMap<>();
    for (int i = 0; i * most < calls; i++) {
      long minute = BEGIN + i % (7 * DAY);
      Tally some = new Tally(Math.min(most, calls - i * most), Attributes.NONE);
      hours.put(minute / 60, hours.getOrDefault(minute / 60, HourRecord.EMPTY).with(minute, some));
    }
    return Baseline.of(hours, BEGIN, BEGIN + 7 * DAY).limit();
  }

  @Test
  void aCallThatComesLateCountsInItsOwnMinute() {
    Analysis analysis = analysis(BOTH);
    analysis.advance(NOW);
    analysis.add(call(NOW - 90, "CreateKey", null, "arn"));
    TreeMap<Long, HourRecord> changed = new TreeMap<>();
    analysis.changes((series, hour, record) -> changed.put(hour, record));

    assertThat(changed).hasSize(1).containsKey((NOW - 90) / 60);
    assertThat(changed.firstEntry().getValue().total()).isEqualTo(1);
    assertThat(analysis.findings()).isEmpty();
  }

  /** Cut into rounds anywhere, the analysis finds what a look at all calls finds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void randomCallsAreJudgedAsByTheNaiveModel(int round) {
    long seed = Seeds.seed() * 31 + round;
    Random random = new Random(seed);
    List<ApiCall> calls = randomCalls(random);
    long end = BEGIN + 9 * DAY;

    List<Finding> found = inRounds(calls, random, end);

    NaiveInsights naive = new NaiveInsights(calls, BEGIN);
    List<String> expected =
        calls.stream()
            .flatMap(call -> call.series().stream())
            .distinct()
            .flatMap(series -> naive.find(series, end).stream())
            .sorted()
            .toList();
    assertThat(found.stream().map(NaiveInsights::text).sorted())
        .as("seed %d", seed)
        .isEqualTo(expected);
    assertThat(expected).as("seed %d", seed).isNotEmpty();
  }

  private static List<ApiCall> randomCalls(Random random) {
    List<ApiCall> calls = new ArrayList<>();
    String[] errors = {null, null, "AccessDenied", "NotFoundException"};
    for (int i = 0; i < 400; i++) {
      long minute = BEGIN + random.nextInt((int) (9 * DAY) - 10);
      int many = random.nextInt(12) == 0 ? 1 + random.nextInt(60) : 1;
      String name = random.nextBoolean() ? "CreateKey" : "GetKeyPolicy";
      for (int j = 0; j < many; j++) {
        long at = minute + random.nextInt(1 + many / 12);
        calls.add(call(at, name, errors[random.nextInt(4)], "arn:" + random.nextInt(3)));
      }
    }
    calls.sort(Comparator.comparingLong(ApiCall::minute));
    return calls;
  }

  private static List<Finding> inRounds(List<ApiCall> calls, Random random, long end) {
    Map<Series, TreeMap<Long, HourRecord>> kept = new HashMap<>();
    Map<Series, OpenRecord> open = Map.of();
    List<Finding> found = new ArrayList<>();
    long minute = BEGIN;
    int next = 0;
    while (minute < end) {
      Analysis.Terms terms = new Analysis.Terms(BOTH, BEGIN, BEGIN, 0);
      Analysis analysis =
          new Analysis(
              terms,
              minute,
              series -> new TreeMap<>(kept.getOrDefault(series, new TreeMap<>())),
              open,
              () -> "shared");
      minute = Math.min(end, minute + 1 + random.nextInt(700));
      while (next < calls.size() && calls.get(next).minute() < minute) {
        analysis.add(calls.get(next++));
      }
      analysis.advance(minute);
      analysis.changes(
          (series, hour, record) ->
              kept.computeIfAbsent(series, key -> new TreeMap<>()).put(hour, record));
      open = analysis.open();
      found.addAll(analysis.findings());
    }
    return found;
  }

  @Test
  void valuesThatCallersSendAreBounded() {
    Tally tally = Tally.NOTHING;
    for (int i = 0; i < 1000; i++) {
      tally = tally.with(call(NOW, "CreateKey", null, "arn:" + i));
    }
    assertThat(tally.count()).isEqualTo(1000);
    assertThat(tally.attributes().identities()).hasSize(64);
    assertThat(Attributes.top(tally.attributes().agents(), 2))
        .containsExactly(new Attributes.Share("agent", 500));
    assertThat(
            Stream.of(Attributes.top(Map.of("a", 1L, "b", 3L, "c", 3L), 1))
                .flatMap(List::stream)
                .map(Attributes.Share::value))
        .containsExactly("b", "c", "a");
  }
}
