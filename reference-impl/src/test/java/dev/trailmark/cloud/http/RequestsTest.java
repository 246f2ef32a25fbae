package dev.trailmark.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.ExpectedLog;
import dev.trailmark.cloud.gateway.Probe;
import dev.trailmark.cloud.http.RawClient.Answer;
import dev.trailmark.cloud.operation.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What a request may look like on the wire, and how it arrives. */
class RequestsTest {
  @RegisterExtension final ExpectedLog log = ExpectedLog.of(ResponseWriter.class);
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

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65535, 65536, 65537, 1 << 24})
  void aBodyOfAnySizeArrivesWhole(int size) throws IOException {
    byte[] body = random(size);

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Content-Length: " + size).write(body);

    assertThat(client.answer().header("etag")).isEqualTo(digestOf(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65535, 65536, 65537, 1 << 22})
  void aBodyInTransferChunksArrivesWhole(int size) throws IOException {
    byte[] body = random(size);

    client.send("PUT /b/k HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
    for (int from = 0; from < size; from += 5000) {
      int length = Math.min(5000, size - from);
      client.write(Integer.toHexString(length) + "\r\n");
      client.write(Arrays.copyOfRange(body, from, from + length)).write("\r\n");
    }
    client.write("0\r\n\r\n");

    assertThat(client.answer().header("etag")).isEqualTo(digestOf(body));
  }

  @ParameterizedTest
  @CsvSource({"100, ", "100, Content-Length: 100", "70000, ", "70000, Content-Length: 70000"})
  void aTransferChunkThatHttpDoesNotHaveIsABadRequest(int before, String length)
      throws IOException {
    client.send(
        "PUT /b/k HTTP/1.1",
        "Host: x",
        "Transfer-Encoding: chunked",
        length == null ? "X-Other: x" : length);
    client.write(Integer.toHexString(before) + "\r\n" + "a".repeat(before) + "\r\nzz\r\n");

    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("<Code>BadRequest</Code>");
    assertThat(answer.header("connection")).isEqualTo("close");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 4\r\n", ""})
  void whatFollowsABodyInTransferChunksIsNotTakenForARequest(String length) throws IOException {
    client.write(
        "PUT /b/k HTTP/1.1\r\nHost: x\r\n"
            + length
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + "PUT /b/smuggled HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

    Answer answer = client.answer();

    assertThat(answer.header("etag")).isEqualTo(digestOf(new byte[0]));
    assertThat(answer.header("connection")).isEqualTo("close");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Other: x", "Host: x\r\nHost: y", "Host: x\r\nHost: x"})
  void aRequestNamesItsHostOnce(String lines) throws IOException {
    client.send("PUT /b/k HTTP/1.1", lines, "Content-Length: 0");

    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("<Code>BadRequest</Code>");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @Test
  void versionOneOfHttpNeedsNoHost() throws IOException {
    client.send("PUT /b/k HTTP/1.0", "Content-Length: 0");

    assertThat(client.answer().status()).isEqualTo(200);
  }

  @Test
  void aRequestMayArriveByteByByte() throws IOException {
    for (char c : "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc".toCharArray()) {
      client.write(String.valueOf(c));
    }

    assertThat(client.answer().header("etag")).isEqualTo(digestOf("abc".getBytes()));
  }

  @Test
  void requestsInOnePieceAreAnsweredInTheirOrder() throws IOException {
    client.write(
        "PUT /b/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"
            + "PUT /b/2 HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n"
            + "2".repeat(70000)
            + "PUT /b/3 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n3");

    assertThat(client.answer().header("etag")).isEqualTo(digestOf("1".getBytes()));
    assertThat(client.answer().header("etag")).isEqualTo(digestOf("2".repeat(70000).getBytes()));
    assertThat(client.answer().header("etag")).isEqualTo(digestOf("3".getBytes()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: abc",
        "Content-Length: -1",
        "Content-Length: +1",
        "Content-Length: 1x",
        "Content-Length: 99999999999999999999",
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1, 2",
        "Bad Header: x",
        "No colon"
      })
  void aHeadThatIsNotHttpIsABadRequest(String line) throws IOException {
    client.send("PUT /b/k HTTP/1.1", "Host: x", line).write("a");

    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("<Code>BadRequest</Code>");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip, chunked",
        "identity",
        "chunked\r\nTransfer-Encoding: identity",
        "chunked\r\nTransfer-Encoding: chunked"
      })
  void aBodyInAnotherTransferCodingIsNotImplemented(String coding) throws IOException {
    client.send("PUT /b/k HTTP/1.1", "Host: x", "Transfer-Encoding: " + coding);

    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.text()).contains("<Code>NotImplemented</Code>");
    assertThat(client.isClosedByServer()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "GET", "GET  HTTP/1.1", "\u0001\u0002 / HTTP/1.1"})
  void aRequestLineThatIsNotHttpIsABadRequest(String line) throws IOException {
    client.send(line, "Host: x");

    assertThat(client.answer().status()).isEqualTo(400);
    assertThat(client.isClosedByServer()).isTrue();
  }

  @Test
  void aHeadThatIsTooLongIsRefusedAsAwsRefusesIt() throws IOException {
    client.send("GET /b/k HTTP/1.1", "Host: x", "x-amz-meta-a: " + "a".repeat(70_000));

    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("<Code>RequestHeaderSectionTooLarge</Code>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b//k", "/b/a%2Fb", "/b/./a/../c", "/b/a%20b+c", "/b/%E2%82%AC", "/b/*"})
  void aPathArrivesAsItWasSent(String path) throws IOException {
    assertThat(pathSeen(path)).isEqualTo(path);
  }

  @Test
  void bytesOutsideOfAsciiArriveEscaped() throws IOException {
    String sent =
        new String("/b/é?a".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(pathSeen(sent)).isEqualTo("/b/%C3%A9");
  }

  @Test
  void theAbsoluteFormOfATargetNamesTheSamePath() throws IOException {
    assertThat(pathSeen("http://x/b/k%2F1")).isEqualTo("/b/k%2F1");
  }

  @Test
  void aHeadKeepsItsContentLengthAndHasNoBody() throws IOException {
    probe.service.head = (call, in) -> HeadObjectResponse.builder().contentLength(123456L).build();
    probe.service.get = (call, in) -> GetObjectResponse.builder().build();

    client.send("HEAD /b/k HTTP/1.1", "Host: x");
    client.send("GET /b/k HTTP/1.1", "Host: x");

    assertThat(client.answerToHead().header("content-length")).isEqualTo("123456");
    assertThat(client.answer().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void someAnswersHaveNoBody(int status) throws IOException {
    probe.service.get =
        (call, in) -> {
          call.status(status);
          return GetObjectResponse.builder().build();
        };

    client.send("GET /b/k HTTP/1.1", "Host: x").send("GET /b/k HTTP/1.1", "Host: x");

    assertThat(client.answerToHead().status()).isEqualTo(status);
    assertThat(client.answerToHead().status()).isEqualTo(status);
  }

  @Test
  void anAnswerSaysWhenItWasMade() throws IOException {
    client.send("GET /b/k HTTP/1.1", "Host: x");

    assertThat(client.answer().header("date"))
        .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
  }

  @Test
  void aHeaderThatCannotBeSentDoesNotLeaveTheClientWaiting() throws IOException {
    probe.service.get =
        (call, in) -> {
          call.header("x-amz-meta-a", "line\r\nInjected: yes");
          return GetObjectResponse.builder().build();
        };

    client.send("GET /b/k HTTP/1.1", "Host: x");
    Answer answer = client.answer();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("injected")).isNull();
    assertThat(log.messages()).contains("an answer could not be written");
  }

  @Test
  void ipv6IsServedToo() throws IOException {
    try (Probe other = new Probe();
        RawClient six = new RawClient("::1", other.listen("::1"))) {
      six.send("GET /b/k HTTP/1.1", "Host: [::1]:4566");

      assertThat(six.answer().status()).isEqualTo(200);
    }
  }

  private String pathSeen(String target) throws IOException {
    String[] seen = new String[1];
    probe.service.get =
        (call, in) -> {
          seen[0] = call.wire().rawPath();
          return GetObjectResponse.builder().build();
        };
    client.send("GET " + target + " HTTP/1.1", "Host: x");
    assertThat(client.answer().status()).isEqualTo(200);
    return seen[0];
  }

  static PutObjectResponse digest(Call call, Object input) {
    try (InputStream body = call.body().stream()) {
      return PutObjectResponse.builder().eTag(digestOf(body.readAllBytes())).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String digestOf(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return "\"" + bytes.length + "-" + Long.toHexString(crc.getValue()) + "\"";
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
