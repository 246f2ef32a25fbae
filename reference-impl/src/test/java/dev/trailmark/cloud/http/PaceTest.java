package dev.trailmark.cloud.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PaceTest {
  private final Pace pace = new Pace();

  private void seconds(int count, int bytesEach) throws IOException {
    for (int i = 0; i < count; i++) {
      pace.passed(bytesEach);
      pace.waited(Duration.ofSeconds(1).toNanos());
    }
  }

  @Test
  void aClientThatSendsFourKibibytesASecondIsBorneForEver() {
    assertThatCode(() -> seconds(3_600, 4096)).doesNotThrowAnyException();
  }

  @Test
  void aSlowerOneIsGivenUpAfterThirtySecondsOfWaiting() throws IOException {
    seconds(29, 4095);

    assertThatThrownBy(() -> seconds(1, 4095))
        .isInstanceOf(IOException.class)
        .hasMessage("122850 bytes passed in 30 s of waiting; at least 4096 a second have to");
  }

  @Test
  void whatWentFastBeforeDoesNotExcuseAHalt() throws IOException {
    seconds(30, 1 << 20);

    assertThatThrownBy(() -> seconds(30, 0)).isInstanceOf(IOException.class);
  }

  @Test
  void timeThatWasNotSpentWaitingDoesNotCount() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                pace.passed(1);
                pace.waited(0);
              }
            })
        .doesNotThrowAnyException();
  }

  /** A reader is freed although its client never stops sending. */
  @Test
  @Timeout(20)
  void aTrickleEndsTheReading() {
    HttpServerRequest request =
        (HttpServerRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> null);
    BodyPipe pipe =
        new BodyPipe(request, 60, new Pace(TimeUnit.MILLISECONDS.toNanos(50)), () -> {});
    ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
    client.scheduleWithFixedDelay(
        () -> pipe.offer(Buffer.buffer("x")), 0, 5, TimeUnit.MILLISECONDS);
    try {
      assertThatThrownBy(pipe::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("at least 4096 a second have to");
    } finally {
      client.shutdownNow();
    }
  }
}
