package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
  void whatIsClosedLeavesNothingBehindAndMayBeClosedAgain() throws IOException {
    List<LogRecord> logged = new ArrayList<>();
    Logger logger = Logger.getLogger("dev.trailmark.cloud");
    Handler handler = new Listener(logged);
    logger.addHandler(handler);
    try {
      Cloud cloud = Cloud.start();
      URI endpoint = cloud.endpoint();
      cloud.close();
      cloud.close();

      assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
          .isInstanceOf(ConnectException.class);
      assertThat(logged).isEmpty();
    } finally {
      logger.removeHandler(handler);
    }
  }

  /** Keeps what is logged. */
  private static final class Listener extends Handler {
    private final List<LogRecord> logged;

    Listener(List<LogRecord> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord record) {
      logged.add(record);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> Cloud.builder().deliveryInterval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
