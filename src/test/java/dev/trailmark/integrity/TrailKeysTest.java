package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Public keys as CloudTrail hands them out, in pages, or not at all. */
class TrailKeysTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DigestMaker trail = new DigestMaker(31).hour(1).hour(0);
  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private int status = 200;
  private HttpServer server;
  private Target target;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    TargetSettings settings =
        TargetSettings.endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .withCredentials(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")));
    target = Target.open(settings, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    target.close();
    server.stop(0);
  }

  @Test
  void oneQuestionServesAMonthAndAllPagesAreRead() throws IOException {
    answers.add("{\"PublicKeyList\":[],\"NextToken\":\"more\"}");
    answers.add(page(trail));

    Verification result = check(trail);

    assertThat(result.proved()).isTrue();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1).path("NextToken").asText()).isEqualTo("more");
    assertThat(Instant.ofEpochSecond(asked.get(0).path("StartTime").asLong()))
        .isEqualTo(Instant.parse("2025-09-27T01:57:14Z"));
    assertThat(Instant.ofEpochSecond(asked.get(0).path("EndTime").asLong()))
        .isEqualTo(Instant.parse("2025-10-27T03:57:14Z"));
  }

  @Test
  void aKeyThatCloudTrailNeverHadIsAForgers() throws IOException {
    DigestMaker forger = DigestMaker.forger(31).hour(1).hour(0);
    answers.add(page(trail));

    Verification result = check(forger);

    assertThat(result.tampered()).isTrue();
    assertThat(result.verdicts().get(0).reason())
        .startsWith("public key not found in region us-east-1 for fingerprint ");
    assertThat(asked).hasSize(1);
  }

  @Test
  void whereKeysCannotBeFetchedNothingIsProvedAndNothingIsCalledForged() {
    status = 400;
    answers.add("{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}");

    Verification result = check(trail);

    assertThat(result.proved()).isFalse();
    assertThat(result.tampered()).isFalse();
    assertThat(result.verdicts().get(0).reason())
        .contains("could not be fetched: cloudtrail:ListPublicKeys: 400 AccessDeniedException");
  }

  private Verification check(DigestMaker made) {
    return ChainCheck.run(new MapBucket(made), new TrailKeys(target), Span.ALWAYS);
  }

  /** What the API answers, which is what the CLI prints but for the form of times. */
  private static String page(DigestMaker made) throws IOException {
    JsonNode keys = JSON.readTree(made.publicKeys());
    return keys.toString()
        .replace("\"2025-10-20T00:00:00+00:00\"", "1760918400")
        .replace("\"2025-11-20T00:00:00+00:00\"", "1763596800");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(JSON.readTree(exchange.getRequestBody()));
    String answer = answers.get(Math.min(asked.size(), answers.size()) - 1);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
