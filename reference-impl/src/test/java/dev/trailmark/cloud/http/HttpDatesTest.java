package dev.trailmark.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDatesTest {
  @Test
  void aDayHasTwoDigitsFromTheFirstOfAMonth() {
    assertThat(HttpDates.of(Instant.parse("2026-12-01T09:05:07Z")))
        .isEqualTo("Tue, 01 Dec 2026 09:05:07 GMT");
  }
}
