package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a simulator refuses to start with, and what it says then. */
class CloudBuilderTest {
  @Test
  void aPortInUseIsNamedInOneLine() {
    try (Cloud first = Cloud.start()) {
      int port = first.endpoint().getPort();

      assertThatThrownBy(() -> Cloud.builder().port(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ")
          .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
  }

  @Test
  void anAddressThatIsNotOursIsNamedInOneLine() {
    assertThatThrownBy(() -> Cloud.builder().host("192.0.2.1").start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
  }

  @Test
  void theEndpointOfAnIpv6AddressIsInBrackets() {
    try (Cloud cloud = Cloud.builder().host("::1").start()) {
      assertThat(cloud.endpoint().toString()).matches("http://\\[::1]:\\d+");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "us-east-9", "US-EAST-1", "aws-global"})
  void aRegionThatDoesNotExistIsRefused(String region) {
    assertThatThrownBy(() -> Cloud.builder().region(region))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + region + "' is not an AWS region");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void aPortThatDoesNotExistIsRefused(int port) {
    assertThatThrownBy(() -> Cloud.builder().port(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(port));
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> Cloud.builder().deliveryInterval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
