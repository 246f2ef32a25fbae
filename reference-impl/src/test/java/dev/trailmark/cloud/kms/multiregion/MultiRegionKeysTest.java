package dev.trailmark.cloud.kms.multiregion;

import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.EUROPE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.HERE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

class MultiRegionKeysTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();

  @Test
  void aNewMultiRegionKeyIsThePrimaryOfNoReplicas() {
    KeyMetadata key = MultiRegionSet.create(kms).describe(HERE);

    assertThat(key.keyId()).matches("mrk-[0-9a-f]{32}");
    assertThat(key.multiRegion()).isTrue();
    assertThat(key.multiRegionConfiguration().multiRegionKeyTypeAsString()).isEqualTo("PRIMARY");
    assertThat(key.multiRegionConfiguration().primaryKey())
        .isEqualTo(MultiRegionKey.builder().arn(key.arn()).region(HERE).build());
    assertThat(key.multiRegionConfiguration().hasReplicaKeys()).isTrue();
    assertThat(key.multiRegionConfiguration().replicaKeys()).isEmpty();
    assertThat(kms.createKey().multiRegionConfiguration()).isNull();
  }

  @Test
  void aReplicaIsCreatingForAMomentAndThenEnabled() {
    MultiRegionSet set = MultiRegionSet.create(kms);

    KeyMetadata made = set.replicate(WEST).replicaKeyMetadata();

    assertThat(made.arn()).isEqualTo(set.arn(WEST));
    assertThat(made.keyStateAsString()).isEqualTo("Creating");
    assertThat(made.enabled()).isFalse();
    assertThat(made.description()).isEmpty();
    assertThat(made.currentKeyMaterialId()).as("told once it is complete").isNull();
    assertThat(set.refusal(WEST, "DisableKey", disabling(set)))
        .hasMessage(set.arn(WEST) + " is creating.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    kms.pass(Duration.ofSeconds(2));
    assertThat(set.state(WEST)).isEqualTo("Enabled");
    assertThat(set.describe(WEST).currentKeyMaterialId())
        .isEqualTo(set.describe(HERE).currentKeyMaterialId());
    assertThat(set.describe(WEST).multiRegionConfiguration())
        .isEqualTo(
            set.describe(HERE).multiRegionConfiguration().toBuilder()
                .multiRegionKeyType("REPLICA")
                .build());
    ServiceEvent event = kms.happened().get(0);
    assertThat(event)
        .extracting(ServiceEvent::name, ServiceEvent::region, ServiceEvent::response)
        .containsExactly("SynchronizeMultiRegionKey", HERE, Map.of("keyId", set.arn(HERE)));
  }

  @Test
  void whatOneRegionEncryptsEveryOtherDecrypts() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST, EUROPE);

    for (String from : List.of(HERE, WEST, EUROPE)) {
      SdkBytes blob = set.encrypt(from, from);
      for (String to : List.of(HERE, WEST, EUROPE)) {
        assertThat(set.decrypt(to, blob).plaintext().asUtf8String()).isEqualTo(from);
        assertThat(set.decrypt(to, blob).keyId()).isEqualTo(set.arn(to));
      }
    }
  }

  @Test
  void aRegionWithoutAReplicaDoesNotKnowTheCiphertext() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST);
    SdkBytes blob = set.encrypt(HERE, "text");

    assertThat(
            set.refusal(EUROPE, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build()))
        .hasMessageContaining("on the resource associated with this ciphertext")
        .extracting("code")
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void whatOneRegionSignsEveryOtherVerifies() {
    MultiRegionSet set =
        MultiRegionSet.create(
                kms, CreateKeyRequest.builder().keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
            .with(WEST);
    SdkBytes message = SdkBytes.fromUtf8String("message");

    SignResponse signed =
        set.in(
            WEST,
            "Sign",
            SignRequest.builder()
                .keyId(set.id())
                .message(message)
                .signingAlgorithm("ECDSA_SHA_256")
                .build());
    VerifyResponse verified =
        set.in(
            HERE,
            "Verify",
            VerifyRequest.builder()
                .keyId(set.id())
                .message(message)
                .signature(signed.signature())
                .signingAlgorithm("ECDSA_SHA_256")
                .build());

    assertThat(verified.signatureValid()).isTrue();
  }

  @Test
  void policyDescriptionAndTagsAreTheReplicasOwn() {
    MultiRegionSet set = MultiRegionSet.create(kms);
    Tag tag = Tag.builder().tagKey("stage").tagValue("test").build();

    ReplicateKeyResponse made =
        set.in(
            HERE,
            "ReplicateKey",
            set.replication(WEST).description("in the west").tags(tag).build());

    assertThat(made.replicaTags()).containsExactly(tag);
    assertThat(made.replicaPolicy()).contains("Enable IAM User Permissions");
    assertThat(set.describe(WEST).description()).isEqualTo("in the west");
    assertThat(set.describe(HERE).description()).isEmpty();
    ListResourceTagsResponse here =
        set.in(HERE, "ListResourceTags", ListResourceTagsRequest.builder().keyId(set.id()).build());
    assertThat(here.tags()).isEmpty();
    assertThat(
            set.refusal(
                HERE,
                "ReplicateKey",
                set.replication(EUROPE)
                    .policy(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"},"
                            + "\"Action\":\"kms:*\",\"Resource\":\"*\"}]}")
                    .build()))
        .hasMessage(
            "The new key policy will not allow you to update the key policy in the future.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1|ValidationException|us-east-1 cannot have a replica because it contains the"
            + " primary.",
        "us-west-2|AlreadyExistsException|You can create only one replica of each primary key in"
            + " each AWS Region.",
        "mars-east-1|ValidationException|Region mars-east-1 is not a valid Region or multi-Region"
            + " keys are not supported in Region mars-east-1.",
        "cn-north-1|ValidationException|The replica key Region must be in the same AWS partition as"
            + " the primary key Region.",
        "West|ValidationException|1 validation error detected: Value 'West' at 'replicaRegion'"
            + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
            + " ^([a-z]+-){2,3}\\d+$"
      })
  void noReplicaIsMadeWhereThereIsARelativeOrNoSuchRegion(
      String region, String code, String message) {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST);

    ServiceException refusal = set.refusal(HERE, "ReplicateKey", set.replication(region).build());
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  @Test
  void onlyAnEnabledPrimaryIsReplicated() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST);
    ReplicateKeyRequest request = set.replication(EUROPE).build();

    ServiceException ofReplica = set.refusal(WEST, "ReplicateKey", request);
    assertThat(ofReplica).hasMessage(set.arn(WEST) + " is not a multi-region primary key.");
    assertThat(ofReplica.code()).isEqualTo("UnsupportedOperationException");
    ServiceException ofSingle =
        kms.refusal(
            kms.admin, "ReplicateKey", request.toBuilder().keyId(kms.createKey().arn()).build());
    assertThat(ofSingle.code()).isEqualTo("UnsupportedOperationException");
    set.in(HERE, "DisableKey", disabling(set));
    assertThat(set.refusal(HERE, "ReplicateKey", request).code()).isEqualTo("DisabledException");
  }

  @Test
  void rotationIsSharedAndBelongsToThePrimary() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST);
    SdkBytes before = set.encrypt(WEST, "before");
    EnableKeyRotationRequest enabling =
        EnableKeyRotationRequest.builder().keyId(set.id()).rotationPeriodInDays(90).build();
    assertThat(set.refusal(WEST, "EnableKeyRotation", enabling).code())
        .isEqualTo("UnsupportedOperationException");
    set.in(HERE, "EnableKeyRotation", enabling);
    Instant due = kms.now().plus(Duration.ofDays(90));
    assertThat(rotation(set, WEST).nextRotationDate()).isEqualTo(due);

    kms.pass(Duration.ofDays(90));
    set.in(HERE, "RotateKeyOnDemand", RotateKeyOnDemandRequest.builder().keyId(set.id()).build());

    assertThat(set.describe(WEST).currentKeyMaterialId())
        .isEqualTo(set.describe(HERE).currentKeyMaterialId());
    assertThat(rotation(set, WEST).nextRotationDate()).isEqualTo(due.plus(Duration.ofDays(90)));
    assertThat(set.decrypt(WEST, set.encrypt(HERE, "after")).keyMaterialId())
        .isEqualTo(set.describe(HERE).currentKeyMaterialId());
    assertThat(set.decrypt(HERE, before).plaintext().asUtf8String()).isEqualTo("before");
    assertThat(kms.happened())
        .extracting(ServiceEvent::name, ServiceEvent::region)
        .contains(tuple("RotateKey", HERE))
        .doesNotContain(tuple("RotateKey", WEST));
    assertThat(
            set.refusal(
                WEST,
                "RotateKeyOnDemand",
                RotateKeyOnDemandRequest.builder().keyId(set.id()).build()))
        .hasMessage(set.arn(WEST) + " is not a multi-region primary key.");
  }

  @Test
  void aReplicaBecomesThePrimaryAndThePrimaryItsReplica() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST, EUROPE);
    set.in(HERE, "EnableKeyRotation", EnableKeyRotationRequest.builder().keyId(set.id()).build());

    set.leadFrom(WEST, HERE);

    List<TrailNotes.Elsewhere> elsewhere = kms.lastCall().trail().elsewhere();
    assertThat(elsewhere)
        .extracting(TrailNotes.Elsewhere::region, TrailNotes.Elsewhere::name)
        .containsExactly(tuple(WEST, "UpdatePrimaryRegion"));
    assertThat(set.state(HERE)).isEqualTo("Updating");
    assertThat(set.state(WEST)).isEqualTo("Updating");
    assertThat(set.state(EUROPE)).isEqualTo("Enabled");
    assertThat(set.decrypt(WEST, set.encrypt(HERE, "text")).plaintext().asUtf8String())
        .isEqualTo("text");
    assertThat(set.refusal(HERE, "DisableKey", disabling(set)))
        .hasMessage(set.arn(HERE) + " is updating.");
    assertThat(set.refusal(WEST, "ScheduleKeyDeletion", deletion(set, 7)))
        .hasMessage(set.arn(WEST) + " is updating.");
    kms.pass(Duration.ofSeconds(2));
    assertThat(set.state(HERE)).isEqualTo("Enabled");
    for (String region : List.of(HERE, WEST, EUROPE)) {
      KeyMetadata key = set.describe(region);
      assertThat(key.multiRegionConfiguration().primaryKey().region()).isEqualTo(WEST);
      assertThat(key.multiRegionConfiguration().replicaKeys())
          .extracting(MultiRegionKey::region)
          .containsExactlyInAnyOrder(HERE, EUROPE);
    }
    kms.pass(Duration.ofDays(366));
    assertThat(kms.happened())
        .extracting(ServiceEvent::name, ServiceEvent::region)
        .contains(tuple("RotateKey", WEST));
    assertThat(set.refusal(HERE, "UpdatePrimaryRegion", set.lead(EUROPE)).code())
        .isEqualTo("UnsupportedOperationException");
    assertThat(set.refusal(WEST, "UpdatePrimaryRegion", set.lead(WEST)).code())
        .isEqualTo("ValidationException");
    assertThat(set.refusal(WEST, "UpdatePrimaryRegion", set.lead("sa-east-1")))
        .hasMessage("Key '" + set.arn("sa-east-1") + "' does not exist");
  }

  @Test
  void aPrimaryWaitsForItsReplicasToBeGone() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST, EUROPE);
    SdkBytes blob = set.encrypt(HERE, "text");

    ScheduleKeyDeletionResponse answer = set.in(HERE, "ScheduleKeyDeletion", deletion(set, 10));

    assertThat(answer.keyStateAsString()).isEqualTo("PendingReplicaDeletion");
    assertThat(answer.deletionDate()).isNull();
    assertThat(answer.pendingWindowInDays()).isEqualTo(10);
    assertThat(set.describe(HERE).pendingDeletionWindowInDays()).isEqualTo(10);
    assertThat(set.decrypt(WEST, blob).plaintext().asUtf8String()).isEqualTo("text");
    set.in(WEST, "ScheduleKeyDeletion", deletion(set, 7));
    Instant end = kms.now().plus(Duration.ofDays(8));
    kms.pass(Duration.ofDays(1));
    set.in(EUROPE, "ScheduleKeyDeletion", deletion(set, 7));
    kms.pass(Duration.ofDays(6));
    assertThat(set.state(HERE)).isEqualTo("PendingReplicaDeletion");
    assertThat(set.describe(HERE).multiRegionConfiguration().replicaKeys())
        .extracting(MultiRegionKey::region)
        .containsExactly(EUROPE);
    kms.pass(Duration.ofDays(1));
    KeyMetadata key = set.describe(HERE);
    assertThat(key.keyStateAsString()).isEqualTo("PendingDeletion");
    assertThat(key.pendingDeletionWindowInDays()).isNull();
    assertThat(key.deletionDate()).isEqualTo(end.plus(Duration.ofDays(10)));
    kms.pass(Duration.ofDays(10));
    assertThat(kms.happened())
        .filteredOn(event -> event.name().equals("DeleteKey"))
        .extracting(ServiceEvent::region)
        .containsExactly(WEST, EUROPE, HERE);
  }

  @Test
  void aDeletedReplicaCanBeMadeAgainAndAPrimaryKept() {
    MultiRegionSet set = MultiRegionSet.create(kms).with(WEST);
    SdkBytes blob = set.encrypt(WEST, "text");
    set.in(WEST, "ScheduleKeyDeletion", deletion(set, 7));
    set.in(HERE, "ScheduleKeyDeletion", deletion(set, 7));
    set.in(HERE, "CancelKeyDeletion", CancelKeyDeletionRequest.builder().keyId(set.id()).build());
    assertThat(set.state(HERE)).isEqualTo("Disabled");
    assertThat(set.describe(HERE).pendingDeletionWindowInDays()).isNull();
    kms.pass(Duration.ofDays(7));
    assertThat(set.state(HERE)).isEqualTo("Disabled");

    set.in(HERE, "EnableKey", EnableKeyRequest.builder().keyId(set.id()).build());
    set.with(WEST);

    assertThat(set.decrypt(WEST, blob).plaintext().asUtf8String()).isEqualTo("text");
  }

  private GetKeyRotationStatusResponse rotation(MultiRegionSet set, String region) {
    return set.in(
        region,
        "GetKeyRotationStatus",
        GetKeyRotationStatusRequest.builder().keyId(set.id()).build());
  }

  private static DisableKeyRequest disabling(MultiRegionSet set) {
    return DisableKeyRequest.builder().keyId(set.id()).build();
  }

  private static ScheduleKeyDeletionRequest deletion(MultiRegionSet set, int days) {
    return ScheduleKeyDeletionRequest.builder().keyId(set.id()).pendingWindowInDays(days).build();
  }
}
