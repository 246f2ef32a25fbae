package dev.trailmark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class TargetTest {

  private static Target at(URI url) {
    return Target.open(
        TargetSettings.endpoint(url)
            .withCredentials(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"))),
        Clock.systemUTC());
  }

  private static URI free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static HttpServer answering(int status, String contentType, String body)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", contentType);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Reply<?> describeKeyAt(int status, String contentType, String body)
      throws IOException {
    HttpServer server = answering(status, contentType, body);
    try (Target target = at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      return target.ask(
          "kms:DescribeKey", () -> target.clients().kms().describeKey(r -> r.keyId("k")));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aSimulatorOnTlsIsTrustedByItsAuthorityOnly(@TempDir Path folder) {
    SimulatorSettings plain = SimulatorSettings.embedded("us-east-1", Duration.ofHours(1));
    SimulatorSettings secure =
        new SimulatorSettings(
            plain.host(),
            plain.port(),
            plain.region(),
            Optional.of(folder),
            plain.delivery(),
            plain.digests(),
            plain.insightWarmUp(),
            false,
            Optional.empty(),
            false,
            List.of(),
            Optional.of(new SimulatorSettings.Tls(Optional.empty())),
            OptionalInt.empty(),
            Optional.empty());
    try (BundledSimulator simulator = BundledSimulator.start(secure)) {
      TargetSettings settings =
          TargetSettings.endpoint(simulator.endpoint())
              .withCredentials(simulator.firstAccount().root());
      try (Target stranger = Target.open(settings, Clock.systemUTC())) {
        assertThat(stranger.unusable())
            .hasValueSatisfying(
                reason ->
                    assertThat(reason)
                        .contains("PKIX path building failed")
                        .endsWith(
                            "trust its certificate by AWS_CA_BUNDLE or --ca-certificate, if it is"
                                + " the right one"));
      }
      Path authority = folder.resolve("tls/ca.pem");
      assertThat(simulator.authority()).contains(authority);
      try (Target friend = Target.open(settings.withAuthority(authority), Clock.systemUTC())) {
        assertThat(friend.unusable()).isEmpty();
        assertThat(friend.http().getUnsigned("bucket", "key"))
            .isInstanceOfSatisfying(
                Reply.Answered.class, answer -> assertThat(answer.toString()).contains("404"));
        assertThat(friend.websites().visit("GET", "bucket", "/page"))
            .isInstanceOfSatisfying(
                Reply.Answered.class,
                answer ->
                    assertThat(((HttpAnswer) answer.value()).text())
                        .contains("Code: NoSuchBucket", "BucketName: bucket"));
      }
    }
  }

  @Test
  void anUnreachableEndpointGivesNoAnswerAndNamesItselfAndTheRemedy() throws IOException {
    URI nowhere = free();
    try (Target target = at(nowhere)) {
      assertThat(target.identity())
          .asInstanceOf(type(Reply.Unanswered.class))
          .satisfies(
              silence ->
                  assertThat(silence.reason())
                      .contains(nowhere.toString())
                      .contains("see whether it runs")
                      .doesNotContain("\n"));
      assertThat(target.http().getUnsigned("bucket", "key"))
          .asInstanceOf(type(Reply.Unanswered.class))
          .satisfies(
              silence ->
                  assertThat(silence.reason()).contains("got no answer: connection refused"));
    }
  }

  @Test
  void aRefusalKeepsCodeStatusAndMessage() throws IOException {
    String body = "{\"__type\":\"NotFoundException\",\"message\":\"Invalid keyId 'k'\"}";

    assertThat(describeKeyAt(400, "application/x-amz-json-1.1", body))
        .isEqualTo(
            new Reply.Refused<>(new AwsError("NotFoundException", 400, "Invalid keyId 'k'")));
  }

  @Test
  void wrongCredentialsSayNothingAboutTheQuestion() throws IOException {
    String body =
        "{\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token …\"}";

    assertThat(describeKeyAt(400, "application/x-amz-json-1.1", body))
        .asInstanceOf(type(Reply.Unanswered.class))
        .satisfies(silence -> assertThat(silence.reason()).contains("check the access key"));
  }

  @Test
  void anAnswerThatCannotBeReadIsNotTakenForASilentTarget() throws IOException {
    assertThat(describeKeyAt(200, "application/x-amz-json-1.1", "<h1>Welcome</h1>"))
        .asInstanceOf(type(Reply.Unanswered.class))
        .satisfies(
            silence ->
                assertThat(silence.reason())
                    .endsWith("it answered what is no answer of AWS's; look at what it sends"));
  }

  @Test
  void aBrokenTargetGivesNoAnswerButOneThatLacksTheCallRefusesIt() throws IOException {
    assertThat(describeKeyAt(500, "text/html", "<h1>oops</h1>"))
        .isInstanceOf(Reply.Unanswered.class);
    assertThat(
            describeKeyAt(501, "application/x-amz-json-1.1", "{\"__type\":\"NotImplemented\"}")
                .refusal())
        .map(AwsError::status)
        .contains(501);
  }

  private static Optional<String> unusable(int status, String contentType, String body)
      throws IOException {
    HttpServer server = answering(status, contentType, body);
    try (Target target = at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      return target.unusable();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatDoesNotSpeakAsAwsDoesIsUnusable() throws IOException {
    assertThat(unusable(501, "text/html", "<h1>Unsupported method ('POST')</h1>"))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("does not answer as AWS does: 501")
                    .endsWith("see whether the URL is right"));
    assertThat(unusable(200, "text/html", "<h1>Welcome</h1>")).isPresent();
  }

  @Test
  void wrongCredentialsAndNoServerAreUnusableAndARefusalInAwsWordsIsNot() throws IOException {
    assertThat(unusable(403, "text/xml", stsError("InvalidClientTokenId")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("check the access key"));
    assertThat(unusable(403, "text/xml", stsError("AccessDenied"))).isEmpty();
    try (Target target = at(free())) {
      assertThat(target.unusable())
          .hasValueSatisfying(reason -> assertThat(reason).contains("see whether it runs"));
    }
  }

  @Test
  void aTargetWithoutStsIsUsableWhenAnotherServiceAnswers() throws IOException {
    assertThat(unusable(400, "application/x-amz-json-1.1", "{\"__type\":\"NotImplemented\"}"))
        .isEmpty();
  }

  private static String stsError(String code) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>"
        + code
        + "</Code><Message>No.</Message></Error></ErrorResponse>";
  }

  @Test
  void anErrorInXmlIsReadFromARawAnswer() {
    String xml = "<Error><Code>InvalidArgument</Code><Message>a &quot;b&quot;</Message></Error>";
    HttpAnswer answer = new HttpAnswer(400, Map.of(), xml.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.error()).isEqualTo(new AwsError("InvalidArgument", 400, "a \"b\""));
  }

  @Test
  void anObjectsUrlEncodesEverythingButSlashes() throws IOException {
    try (Target target = at(URI.create("http://127.0.0.1:1"))) {
      assertThat(target.http().objectUrl("bucket", "a b/ü+.png").toString())
          .isEqualTo("http://127.0.0.1:1/bucket/a%20b/%C3%BC%2B.png");
    }
  }

  @Test
  void aRoleSessionStandsForItsRole() {
    assertThat(CallerIdentity.principalOf("arn:aws:sts::111122223333:assumed-role/Lab/session"))
        .isEqualTo("arn:aws:iam::111122223333:role/Lab");
    assertThat(CallerIdentity.principalOf("arn:aws:iam::111122223333:user/a"))
        .isEqualTo("arn:aws:iam::111122223333:user/a");
  }

  @Test
  void theBundledSimulatorIsNotOpenedAsAnEndpoint() {
    assertThatThrownBy(() -> Target.open(TargetSettings.reference(), Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
