package dev.trailmark.cloud.kms.multiregion;

import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.EUROPE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.HERE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.Tag;

/** Who may replicate keys and move their primary, each permission given and withheld. */
class MultiRegionPermissionsTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final MultiRegionSet set = MultiRegionSet.create(kms);

  @Test
  void replicatingTakesCreateKeyInTheReplicasRegion() {
    Principal user =
        user(
            "replicator",
            allow("kms:ReplicateKey", "kms:ReplicaRegion", WEST, EUROPE),
            allow("kms:CreateKey", "aws:RequestedRegion", WEST));

    kms.call(user, "ReplicateKey", set.replication(WEST).build());

    assertThat(kms.refusal(user, "ReplicateKey", set.replication(EUROPE).build()))
        .hasMessageContaining("kms:CreateKey on resource: *")
        .extracting("code")
        .isEqualTo("AccessDeniedException");
    assertThat(kms.refusal(user, "ReplicateKey", set.replication("sa-east-1").build()))
        .hasMessageContaining("kms:ReplicateKey on resource: " + set.arn(HERE));
  }

  @Test
  void tagsOfAReplicaTakeTagResource() {
    Principal user =
        user(
            "tagless",
            allow("kms:ReplicateKey", "kms:ReplicaRegion", WEST),
            allow("kms:CreateKey", "kms:MultiRegionKeyType", "REPLICA"));
    Tag tag = Tag.builder().tagKey("a").tagValue("b").build();

    assertThat(kms.refusal(user, "ReplicateKey", set.replication(WEST).tags(tag).build()))
        .hasMessageContaining("kms:TagResource");
    kms.call(user, "ReplicateKey", set.replication(WEST).build());
  }

  @Test
  void movingThePrimaryTakesThePermissionInBothRegions() {
    set.with(WEST, EUROPE);
    Principal user =
        user(
            "mover",
            "{\"Effect\":\"Allow\",\"Action\":\"kms:UpdatePrimaryRegion\",\"Resource\":[\""
                + set.arn(HERE)
                + "\",\""
                + set.arn(WEST)
                + "\"]}");

    ServiceException refusal = kms.refusal(user, "UpdatePrimaryRegion", set.lead(EUROPE));
    assertThat(refusal)
        .hasMessageContaining("kms:UpdatePrimaryRegion on resource: " + set.arn(EUROPE));
    kms.call(user, "UpdatePrimaryRegion", set.lead(WEST));

    Principal limited =
        user("limited", allow("kms:UpdatePrimaryRegion", "kms:PrimaryRegion", EUROPE));
    kms.pass(Duration.ofSeconds(2));
    assertThat(
            catchThrowableOfType(
                ServiceException.class,
                () -> kms.call(limited, WEST, "UpdatePrimaryRegion", set.lead(HERE))))
        .hasMessageContaining("kms:UpdatePrimaryRegion on resource: " + set.arn(WEST));
    kms.call(limited, WEST, "UpdatePrimaryRegion", set.lead(EUROPE));
  }

  @Test
  void policiesTellPrimariesReplicasAndSingleKeysApart() {
    set.with(WEST);
    Principal ofReplicas =
        user("replicas", allow("kms:DescribeKey", "kms:MultiRegionKeyType", "REPLICA"));
    Principal ofPrimaries =
        user(
            "primaries",
            allow("kms:CreateKey", "kms:MultiRegionKeyType", "PRIMARY"),
            allow("kms:DescribeKey", "kms:MultiRegionKeyType", "PRIMARY"));
    DescribeKeyRequest description = DescribeKeyRequest.builder().keyId(set.id()).build();

    kms.call(ofReplicas, WEST, "DescribeKey", description);
    assertThat(kms.refusal(ofReplicas, "DescribeKey", description)).isNotNull();
    kms.call(ofPrimaries, HERE, "DescribeKey", description);
    CreateKeyResponse made =
        kms.call(ofPrimaries, "CreateKey", CreateKeyRequest.builder().multiRegion(true).build());
    assertThat(made.keyMetadata().multiRegion()).isTrue();
    assertThat(kms.refusal(ofPrimaries, "CreateKey", CreateKeyRequest.builder().build()))
        .isNotNull();
  }

  private Principal user(String name, String... statements) {
    return kms.user(
        KmsFixture.ACCOUNT,
        name,
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
  }

  private static String allow(String action, String key, String... values) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"%s\":[\"%s\"]}}}"
        .formatted(action, key, String.join("\",\"", values));
  }
}
