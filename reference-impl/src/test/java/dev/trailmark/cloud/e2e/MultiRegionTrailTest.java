package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Multi-Region keys over HTTP, and what each region's trail tells of them. */
class MultiRegionTrailTest {
  private final ObjectMapper json = new ObjectMapper();
  private volatile Instant now = Instant.parse("2025-10-26T12:00:00Z");
  private final Cloud cloud = Cloud.builder().clock(() -> now).start();
  private final Account account = cloud.accounts().get(0);
  private final KmsClient east = kms(Region.US_EAST_1);
  private final KmsClient west = kms(Region.US_WEST_2);

  @AfterEach
  void close() {
    east.close();
    west.close();
    cloud.close();
  }

  @Test
  void bothRegionsRecordAReplicaAndAMoveOfThePrimary() {
    KeyMetadata key = east.createKey(r -> r.multiRegion(true)).keyMetadata();
    KeyMetadata replica =
        east.replicateKey(r -> r.keyId(key.keyId()).replicaRegion("us-west-2"))
            .replicaKeyMetadata();
    pass();
    SdkBytes blob =
        east.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("text")))
            .ciphertextBlob();
    assertThat(west.decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String())
        .isEqualTo("text");
    east.updatePrimaryRegion(r -> r.keyId(key.keyId()).primaryRegion("us-west-2"));
    pass();

    JsonNode replication = event(Region.US_EAST_1, "ReplicateKey");
    assertThat(replication.at("/requestParameters").toString())
        .isEqualTo(
            "{\"keyId\":\"%s\",\"replicaRegion\":\"us-west-2\",\"description\":\"\",\"bypassPolicyLockoutSafetyCheck\":false}"
                .formatted(key.keyId()));
    JsonNode metadata = replication.at("/responseElements/replicaKeyMetadata");
    assertThat(metadata.at("/arn").asText()).isEqualTo(replica.arn());
    assertThat(metadata.at("/keyState").asText()).isEqualTo("Creating");
    assertThat(metadata.at("/multiRegionConfiguration/replicaKeys/0/region").asText())
        .isEqualTo("us-west-2");
    assertThat(replication.at("/responseElements/replicaPolicy").asText()).contains("kms:*");
    JsonNode creation = event(Region.US_WEST_2, "CreateKey");
    assertThat(creation.at("/userIdentity/invokedBy").asText()).isEqualTo("kms.amazonaws.com");
    assertThat(creation.at("/requestID")).isEqualTo(replication.at("/requestID"));
    assertThat(creation.at("/responseElements/keyMetadata")).isEqualTo(metadata);
    assertThat(creation.at("/resources/0/ARN").asText()).isEqualTo(replica.arn());
    JsonNode synchronization = event(Region.US_EAST_1, "SynchronizeMultiRegionKey");
    assertThat(synchronization.at("/eventType").asText()).isEqualTo("AwsApiCall");
    assertThat(synchronization.at("/responseElements/keyId").asText()).isEqualTo(key.arn());
    assertThat(synchronization.at("/userIdentity/invokedBy").asText()).isEqualTo("AWS Internal");
    JsonNode before = event(Region.US_EAST_1, "UpdatePrimaryRegion");
    assertThat(before.at("/responseElements/keyId").asText()).isEqualTo(key.arn());
    JsonNode after = event(Region.US_WEST_2, "UpdatePrimaryRegion");
    assertThat(after.at("/requestParameters/keyId").asText()).isEqualTo(replica.arn());
    assertThat(after.at("/requestParameters/primaryRegion").asText()).isEqualTo("us-west-2");
    assertThat(after.at("/responseElements/keyId").asText()).isEqualTo(replica.arn());
    assertThat(after.has("resources")).isFalse();
  }

  private void pass() {
    now = now.plus(Duration.ofSeconds(3));
    cloud.settle();
  }

  private JsonNode event(Region region, String name) {
    try (CloudTrailClient trail =
        CloudTrailClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(region)
            .credentialsProvider(root())
            .build()) {
      return Awaitility.await()
          .until(
              () ->
                  trail
                      .lookupEvents(
                          r ->
                              r.lookupAttributes(
                                  a ->
                                      a.attributeKey(LookupAttributeKey.EVENT_NAME)
                                          .attributeValue(name)))
                      .events(),
              events -> events.size() == 1)
          .stream()
          .map(event -> read(event.cloudTrailEvent()))
          .findFirst()
          .orElseThrow();
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private KmsClient kms(Region region) {
    return KmsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(region)
        .credentialsProvider(root())
        .build();
  }

  private StaticCredentialsProvider root() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey()));
  }
}
