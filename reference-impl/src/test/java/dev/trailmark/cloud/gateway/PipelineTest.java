package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/** The pipeline over real HTTP, with one service behind it and the SDK's client before it. */
class PipelineTest {
  private static final String ACCOUNT = "111122223333";
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private Store store;
  private HttpFront front;
  private CloudTrailClient client;

  @BeforeEach
  void start() throws Exception {
    store = Stores.inMemory();
    ExecutorService workers = HttpFront.newWorkers();
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                List.of(new CloudTrailService()),
                store,
                new Ids(),
                new RootOnly(),
                key ->
                    key.equals(KEY)
                        ? new Credential(KEY, SECRET, null, true, Principal.root(ACCOUNT, KEY))
                        : null,
                Clock.systemUTC(),
                Clock.systemUTC(),
                "us-east-1",
                Throttle.NONE,
                workers));
    front = Loopback.listen(gateway.pipeline(), workers);
    client = client(SECRET);
  }

  @AfterEach
  void stop() {
    client.close();
    front.close();
    store.close();
  }

  private CloudTrailClient client(String secret) {
    return CloudTrailClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)))
        .build();
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  @Test
  void aSignedCallIsAnswered() {
    assertThat(client.describeTrails().trailList()).isEmpty();
  }

  @Test
  void aWrongSecretIsRefusedAndNotRecorded() {
    try (CloudTrailClient wrong = client("not-the-secret")) {
      assertThatThrownBy(wrong::describeTrails)
          .isInstanceOfSatisfying(
              CloudTrailException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
              });
    }
    assertThat(recordsOf("DescribeTrails")).isEmpty();
  }

  @Test
  void aRegionThatAwsDoesNotHaveIsRefused() {
    try (CloudTrailClient nowhere =
        CloudTrailClient.builder()
            .endpointOverride(endpoint())
            .region(Region.of("nowhere-1"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .build()) {
      assertThatThrownBy(nowhere::describeTrails)
          .isInstanceOfSatisfying(
              CloudTrailException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorMessage())
                      .isEqualTo("Credential should be scoped to a valid region."));
    }
  }

  @Test
  void anUnsignedCallToAServiceOtherThanS3MissesItsToken() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint())
                    .header("X-Amz-Target", "CloudTrail_20131101.DescribeTrails")
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("MissingAuthenticationToken");
  }

  @Test
  void aFailedCallIsRecordedWithItsError() {
    assertThatThrownBy(() -> client.getTrail(r -> r.name("nowhere")))
        .isInstanceOf(TrailNotFoundException.class)
        .hasMessageContaining("Unknown trail: nowhere for the user: " + ACCOUNT);

    List<Event> records = recordsOf("GetTrail");
    assertThat(records).hasSize(1);
    assertThat(records.get(0).username()).isEqualTo("root");
    assertThat(records.get(0).cloudTrailEvent())
        .contains("\"errorCode\":\"TrailNotFoundException\"")
        .contains("\"requestParameters\":{\"name\":\"nowhere\"}")
        .contains("\"eventCategory\":\"Management\"");
  }

  @Test
  void anOperationThatIsNotThereSaysSo() {
    assertThatThrownBy(() -> client.listChannels(r -> {}))
        .isInstanceOfSatisfying(
            CloudTrailException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(501);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
              assertThat(e.awsErrorDetails().errorMessage()).contains("cloudtrail:ListChannels");
            });
  }

  @Test
  void aParameterThatIsNotHonouredIsRefused() {
    assertThatThrownBy(
            () -> client.getInsightSelectors(r -> r.trailName("trail").eventDataStore("store")))
        .isInstanceOfSatisfying(
            CloudTrailException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(501);
              assertThat(e.awsErrorDetails().errorMessage()).contains("EventDataStore");
            });
  }

  @Test
  void aMissingParameterIsNamed() {
    assertThatThrownBy(() -> client.createTrail(r -> r.name("trail")))
        .isInstanceOfSatisfying(
            CloudTrailException.class,
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "1 validation error detected: Value null at 's3BucketName' failed to"
                            + " satisfy constraint: Member must not be null"));
  }

  private List<Event> recordsOf(String eventName) {
    return client
        .lookupEvents(
            LookupEventsRequest.builder()
                .lookupAttributes(
                    LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.EVENT_NAME)
                        .attributeValue(eventName)
                        .build())
                .build())
        .events();
  }
}
