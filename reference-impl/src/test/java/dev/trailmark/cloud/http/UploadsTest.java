package dev.trailmark.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trailmark.cloud.gateway.Probe;
import dev.trailmark.cloud.http.RawClient.Answer;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.ResponseBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Large bodies in both directions, and clients that do not behave. */
@Timeout(60)
class UploadsTest {
  private static final int LARGE = 32 << 20;

  private final Probe probe = new Probe();
  private RawClient client;
  private int port;

  @BeforeEach
  void start() throws IOException {
    probe.service.put = RequestsTest::digest;
    port = probe.listen("127.0.0.1");
    client = new RawClient("127.0.0.1", port);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    probe.close();
  }

  @Test
  void aClientThatSendsItsWholeBodyFirstStillReadsTheRefusal() throws IOException {
    probe.service.put = UploadsTest::refuse;

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: " + LARGE);
    client.write(new byte[LARGE]);
    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("<Code>AccessDenied</Code>");
    assertThat(answer.header("connection")).isEqualTo("close");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @Test
  void aRefusalDoesNotWaitForTheBody() throws IOException {
    probe.service.put = UploadsTest::refuse;

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: " + LARGE);

    assertThat(client.answer().status()).isEqualTo(403);
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOnOnceItsBodyIsWanted() throws IOException {
    byte[] body = RequestsTest.random(100_000);

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 100000", "Expect: 100-continue");
    assertThat(client.answerToHead().status()).isEqualTo(100);
    client.write(body);

    assertThat(client.answer().header("etag")).isEqualTo(RequestsTest.digestOf(body));
  }

  @Test
  void aClientThatAsksFirstForASmallBodyIsToldToGoOn() throws IOException {
    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 2", "Expect: 100-continue");
    assertThat(client.answerToHead().status()).isEqualTo(100);

    assertThat(client.write("ab").answer().header("etag"))
        .isEqualTo(RequestsTest.digestOf("ab".getBytes()));
  }

  @Test
  void aClientThatAsksFirstIsRefusedWithoutItsBody() throws IOException {
    probe.service.put = UploadsTest::refuse;

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 100000", "Expect: 100-continue");
    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("connection")).isEqualTo("close");
  }

  @Test
  void aClientThatGoesAwayInMidBodyHoldsNoWorker() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      RawClient gone = new RawClient("127.0.0.1", port);
      clients.add(gone.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 1000000"));
      gone.write(new byte[100_000]);
    }
    await().until(() -> probe.workers.getActiveCount() == 10);

    for (RawClient gone : clients) {
      gone.reset();
    }

    awaitIdleWorkers();
  }

  @Test
  void aClientThatGoesAwayInMidAnswerHoldsNoWorker() throws IOException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    answerWithoutEnd(failure);
    client.send("GET /b/k HTTP/1.1", "Host: x");
    client.answerToHead();
    await().until(() -> probe.workers.getActiveCount() == 1);

    client.reset();

    awaitIdleWorkers();
    assertThat(failure.get()).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerThatBreaksOffBreaksTheConnection() throws IOException {
    probe.service.get =
        (call, in) -> {
          call.reply(
              new Body(
                  1000,
                  out -> {
                    out.write(new byte[10]);
                    throw new IOException("disk");
                  }));
          return GetObjectResponse.builder().build();
        };

    client.send("GET /b/k HTTP/1.1", "Host: x");
    Answer answer = client.answer();

    assertThat(answer.header("content-length")).isEqualTo("1000");
    assertThat(answer.body().length).isLessThan(1000);
    assertThat(client.isClosedByServer()).isTrue();
  }

  @Test
  void aLargeAnswerArrivesWholeAtAClientThatReadsLate() throws IOException {
    byte[] content = RequestsTest.random(LARGE);
    CountDownLatch begun = new CountDownLatch(1);
    probe.service.get =
        (call, in) -> {
          call.reply(
              new Body(
                  LARGE,
                  out -> {
                    begun.countDown();
                    for (int from = 0; from < LARGE; from += 65536) {
                      out.write(content, from, 65536);
                    }
                  }));
          return GetObjectResponse.builder().build();
        };

    client.send("GET /b/k HTTP/1.1", "Host: x");
    assertThat(opened(begun)).isTrue();

    assertThat(client.answer().body()).isEqualTo(content);
  }

  @Test
  void manyConnectionsAreServedAtOnce() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      clients.add(new RawClient("127.0.0.1", port));
    }
    for (RawClient one : clients) {
      one.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 1").write("a");
    }

    for (RawClient one : clients) {
      assertThat(one.answer().status()).isEqualTo(200);
      one.close();
    }
  }

  @Test
  void closingEndsUploadsAndAnswersUnderWay() throws IOException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    answerWithoutEnd(failure);
    try (RawClient reading = new RawClient("127.0.0.1", port)) {
      client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: 1000000");
      client.write(new byte[100_000]);
      reading.send("GET /b/k HTTP/1.1", "Host: x");
      reading.answerToHead();
      await().until(() -> probe.workers.getActiveCount() == 2);

      probe.closeFront();

      assertThat(probe.workers.isTerminated()).isTrue();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private void answerWithoutEnd(AtomicReference<Exception> failure) {
    probe.service.get =
        (call, in) -> {
          call.reply(
              new Body(
                  Long.MAX_VALUE,
                  out -> {
                    try {
                      while (true) {
                        out.write(new byte[65536]);
                      }
                    } catch (IOException e) {
                      failure.set(e);
                      throw e;
                    }
                  }));
          return GetObjectResponse.builder().build();
        };
  }

  private void awaitIdleWorkers() {
    await().atMost(20, TimeUnit.SECONDS).until(() -> probe.workers.getActiveCount() == 0);
  }

  private static boolean opened(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static PutObjectResponse refuse(Call call, Object input) {
    throw new ServiceException("AccessDenied", 403, "Access Denied");
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Body(long length, Content content) implements ResponseBody {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }
  }
}
