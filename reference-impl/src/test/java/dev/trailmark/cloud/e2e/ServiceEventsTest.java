package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** What KMS does of its own accord as simulated time passes, as the trail tells it. */
class ServiceEventsTest {
  private final ObjectMapper json = new ObjectMapper();
  private volatile Instant now = Instant.parse("2025-10-26T12:00:00Z");

  @Test
  void aRotationAndADeletionAreRecordedWithTheirTimes() {
    try (Cloud cloud = Cloud.builder().clock(() -> now).start()) {
      Account account = cloud.accounts().get(0);
      StaticCredentialsProvider root =
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey()));
      try (KmsClient kms =
              KmsClient.builder()
                  .endpointOverride(cloud.endpoint())
                  .region(Region.US_EAST_1)
                  .credentialsProvider(root)
                  .build();
          CloudTrailClient trail =
              CloudTrailClient.builder()
                  .endpointOverride(cloud.endpoint())
                  .region(Region.US_EAST_1)
                  .credentialsProvider(root)
                  .build()) {
        KeyMetadata key = kms.createKey().keyMetadata();
        kms.enableKeyRotation(r -> r.keyId(key.keyId()).rotationPeriodInDays(90));
        now = now.plus(Duration.ofDays(90));
        cloud.settle();
        kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
        now = now.plus(Duration.ofDays(7));
        cloud.settle();

        assertThat(catchThrowable(() -> kms.describeKey(r -> r.keyId(key.keyId()))))
            .isInstanceOf(NotFoundException.class);
        List<JsonNode> rotations = events(trail, "RotateKey", 2);
        assertThat(rotations)
            .extracting(event -> event.at("/serviceEventDetails/rotationType").asText())
            .containsExactlyInAnyOrder("AUTOMATIC", "ON_DEMAND");
        JsonNode deletion = events(trail, "DeleteKey", 1).get(0);
        assertThat(deletion.at("/eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(deletion.at("/userIdentity"))
            .isEqualTo(
                json.createObjectNode()
                    .put("accountId", account.id())
                    .put("invokedBy", "AWS Internal"));
        assertThat(deletion.at("/eventTime").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(deletion.at("/resources/0/ARN").asText()).isEqualTo(key.arn());
        assertThat(deletion.at("/requestParameters").isNull()).isTrue();
        assertThat(deletion.has("serviceEventDetails")).isFalse();
        assertThat(List.of(deletion, rotations.get(0), rotations.get(1)))
            .allMatch(event -> event.at("/responseElements/keyId").asText().equals(key.arn()))
            .noneMatch(event -> event.has("requestID"));
      }
    }
  }

  private List<JsonNode> events(CloudTrailClient trail, String name, int count) {
    List<Event> found = new ArrayList<>();
    Awaitility.await()
        .until(
            () -> {
              found.clear();
              found.addAll(
                  trail
                      .lookupEvents(
                          r ->
                              r.lookupAttributes(
                                  a ->
                                      a.attributeKey(LookupAttributeKey.EVENT_NAME)
                                          .attributeValue(name)))
                      .events());
              return found.size() == count;
            });
    return found.stream().map(event -> read(event.cloudTrailEvent())).toList();
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
