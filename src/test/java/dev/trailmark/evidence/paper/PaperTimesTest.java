package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaperTimesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "October 26, 2025, 21:01:14 (UTC-03:00)",
        "Last modified: Oct 26, 2025, 21:01:14 (UTC-3)",
        "October 26, 2025, 09:01:14 PM (UTC-03:00)",
        "2025-10-26T21:01:14-03:00",
        "2025-10-27T00:01:14Z",
        "2025-10-27T00:01:14.000Z",
        "\"LastModified\": \"2025-10-27T00:01:14+00:00\",",
        "2025-10-27 00:01:14 UTC",
        "Mon, 27 Oct 2025 00:01:14 GMT",
        "27 October 2025, 00:01:14 UTC",
      })
  void timesAreReadAsPeopleCopyThem(String text) {
    assertThat(PaperTimes.in(text))
        .singleElement()
        .satisfies(
            time -> assertThat(time.instant()).contains(Instant.parse("2025-10-27T00:01:14Z")));
  }

  @Test
  void aTimeWithoutItsZoneIsToldApart() {
    assertThat(PaperTimes.in("uploaded October 26, 2025, 21:01:14"))
        .singleElement()
        .satisfies(
            time -> {
              assertThat(time.instant()).isEmpty();
              assertThat(time.text()).isEqualTo("October 26, 2025, 21:01:14");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Foobar 26, 2025, 21:01:14",
        "October 99, 2025, 21:01:14",
        "12:01:13",
        "UTC-03:00"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(PaperTimes.in(text)).isEmpty();
  }
}
