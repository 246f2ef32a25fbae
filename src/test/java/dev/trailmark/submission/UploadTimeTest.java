package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-10-26T21:01:14-03:00",
        "2025-10-27T00:01:14Z",
        "Mon, 27 Oct 2025 00:01:14 GMT",
        "October 26, 2025, 21:01:14 (UTC-03:00)"
      })
  void timesAreTakenAsTheConsoleTheCliAndIso8601WriteThem(String text) {
    assertThat(UploadTime.parse(text)).contains(Instant.parse("2025-10-27T00:01:14Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2025-10-26T21:01:14", "October 26, 2025, 21:01:14", ""})
  void aTimeWithoutItsOffsetIsNone(String text) {
    assertThat(UploadTime.parse(text)).isEmpty();
  }
}
