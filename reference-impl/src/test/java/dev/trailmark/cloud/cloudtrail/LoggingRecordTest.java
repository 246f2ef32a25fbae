package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoggingRecordTest {
  private static final Instant NOW = Instant.parse("2025-10-27T00:01:14Z");

  @Test
  void aTrailStartedAnewWhileItsLogsWereDeliveredDoesNotMoveBack() {
    LoggingRecord restarted = LoggingRecord.NEVER.start(NOW, 100);

    assertThat(restarted.advance(40).cursor()).isEqualTo(100);
    assertThat(restarted.succeed(NOW, 40).cursor()).isEqualTo(100);
    assertThat(restarted.succeed(NOW, 140).cursor()).isEqualTo(140);
  }
}
