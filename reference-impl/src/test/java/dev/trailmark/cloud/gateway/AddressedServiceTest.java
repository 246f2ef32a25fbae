package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What is answered when the service that a request was signed for is not the one it addresses. */
class AddressedServiceTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @AutoClose private static Cloud cloud;

  @BeforeAll
  static void start() {
    cloud = Cloud.start();
  }

  /** A request whose scope names a service; its signature is never looked at. */
  private static HttpRequest.Builder signedFor(String service, String path) {
    Instant now = Clock.systemUTC().instant();
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    return HttpRequest.newBuilder(cloud.endpoint().resolve(path))
        .header("X-Amz-Date", time)
        .header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=%s"
                .formatted(
                    cloud.accounts().get(0).rootAccessKeyId(),
                    time.substring(0, 8),
                    service,
                    "0".repeat(64)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aQueryServiceThatIsNotHereIsNamedInXml() throws Exception {
    HttpResponse<String> answer = send(form("ec2", "Action=DescribeInstances&Version=2016-11-15"));

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body())
        .contains(
            "<Code>NotImplemented</Code>",
            "<Message>Trailmark does not implement the service ec2; `trailmark serve --operations`"
                + " lists what it does.</Message>");
  }

  @Test
  void aRestServiceThatAnswersInXmlIsNamedInXml() throws Exception {
    HttpResponse<String> answer = send(signedFor("route53", "/2013-04-01/hostedzone").GET());

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body())
        .startsWith("<ErrorResponse ")
        .contains("<Message>Trailmark does not implement the service route53; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/2015-03-31/functions"})
  void anyOtherServiceThatIsNotHereIsNamedInJson(String path) throws Exception {
    HttpResponse<String> answer =
        send(signedFor("lambda", path).POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(501);
    JsonNode error = new ObjectMapper().readTree(answer.body());
    assertThat(error.get("__type").asText()).isEqualTo("NotImplemented");
    assertThat(error.get("message").asText())
        .startsWith("Trailmark does not implement the service lambda; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms", "sts", "s3express"})
  void s3RefusesTheScopeOfAnotherService(String service) throws Exception {
    HttpResponse<String> answer = send(signedFor(service, "/bucket/key").GET());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body().replace("&quot;", "\""))
        .contains(
            "<Code>AuthorizationHeaderMalformed</Code>",
            "<Message>The authorization header is malformed; incorrect service \""
                + service
                + "\". This endpoint belongs to \"s3\".</Message>");
  }

  @Test
  void s3RefusesTheScopeOfAServiceThatIsNotHereWhereItHasTheBucket() throws Exception {
    Account account = cloud.accounts().get(0);
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        account.rootAccessKeyId(), account.rootSecretAccessKey())))
            .build()) {
      s3.createBucket(r -> r.bucket("functions"));
    }

    assertThat(send(signedFor("lambda", "/functions/key").GET()).body())
        .contains("<Code>AuthorizationHeaderMalformed</Code>", "lambda");
    assertThat(send(signedFor("lambda", "/function/key").GET()).statusCode()).isEqualTo(501);
  }

  @Test
  void aQueryServiceIsToldByItsVersion() throws Exception {
    String createUser = "Action=CreateUser&UserName=ada&Version=";

    HttpResponse<String> iam = send(form("elasticache", createUser + "2010-05-08"));
    assertThat(iam.statusCode()).isEqualTo(403);
    assertThat(iam.body())
        .contains(
            "<Code>SignatureDoesNotMatch</Code>",
            "<Message>Credential should be scoped to correct service: 'iam'. </Message>");

    assertThat(send(form("elasticache", createUser + "2015-02-02")).statusCode()).isEqualTo(501);
  }

  private static HttpRequest.Builder form(String service, String text) {
    return signedFor(service, "/")
        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        .POST(BodyPublishers.ofString(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sts", "ec2"})
  void kmsRefusesTheScopeOfAnotherService(String service) throws Exception {
    HttpResponse<String> answer =
        send(
            signedFor(service, "/")
                .header("X-Amz-Target", "TrentService.ListKeys")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = new ObjectMapper().readTree(answer.body());
    assertThat(error.get("__type").asText()).isEqualTo("InvalidSignatureException");
    assertThat(error.get("message").asText())
        .isEqualTo("Credential should be scoped to correct service: 'kms'. ");
  }
}
