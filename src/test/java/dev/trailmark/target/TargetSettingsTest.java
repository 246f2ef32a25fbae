package dev.trailmark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSettingsTest {

  @ParameterizedTest
  @CsvSource({"30s,PT30S", "15m,PT15M", "500ms,PT0.5S", "PT1M30S,PT1M30S", "1h,PT1H"})
  void durationsAreWrittenShortOrInIso(String text, Duration expected) {
    assertThat(TargetSettings.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "30", "ms", "-"})
  void otherTextIsNoDuration(String text) {
    assertThatThrownBy(() -> TargetSettings.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "host:4566", "http:///path"})
  void anEndpointIsAWebUrlWithAHost(String url) {
    assertThatThrownBy(() -> TargetSettings.endpoint(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url);
  }

  @Test
  void theKindAndTheEndpointHaveToAgree() {
    assertThatThrownBy(
            () ->
                new TargetSettings(
                    TargetKind.AWS,
                    Optional.of(URI.create("http://127.0.0.1:1")),
                    "us-east-1",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'endpoint'");
    assertThatThrownBy(() -> TargetKind.parse("moon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reference, endpoint or aws");
  }
}
