package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoggingRecordTest {
  private static final Instant NOW = Instant.parse("2025-10-27T00:01:14Z");

  @Test
  void whatIsDeliveredNeverMovesBack() {
    FeedRecord feed = new FeedRecord(0, null, null, null).advance(100);

    assertThat(feed.advance(40).cursor()).isEqualTo(100);
    assertThat(feed.advance(140).cursor()).isEqualTo(140);
  }

  @Test
  void aStoppedTrailWantsWhatWasRecordedBeforeAndOneStartedAnewEverythingAgain() {
    LoggingRecord stopped = LoggingRecord.NEVER.start(NOW, 10).stop(NOW, 100);

    assertThat(stopped.wants(100)).isTrue();
    assertThat(stopped.wants(101)).isFalse();
    assertThat(stopped.start(NOW, 200).wants(201)).isTrue();
  }
}
