package dev.trailmark.cloud.kms.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

/** A key from its making to its deletion. */
class KeyLifeTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();

  @Test
  void aNewKeyHasTheDefaultsOfTheApi() {
    KeyMetadata key = kms.createKey();

    assertThat(key.keyId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:111122223333:key/" + key.keyId());
    assertThat(key.awsAccountId()).isEqualTo("111122223333");
    assertThat(key.enabled()).isTrue();
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.description()).isEmpty();
    assertThat(key.creationDate()).isEqualTo(kms.now());
    assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.customerMasterKeySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.keyUsageAsString()).isEqualTo("ENCRYPT_DECRYPT");
    assertThat(key.originAsString()).isEqualTo("AWS_KMS");
    assertThat(key.keyManagerAsString()).isEqualTo("CUSTOMER");
    assertThat(key.multiRegion()).isFalse();
    assertThat(key.encryptionAlgorithmsAsStrings()).containsExactly("SYMMETRIC_DEFAULT");
    assertThat(key.currentKeyMaterialId()).matches("[0-9a-f]{64}");
    assertThat(key.deletionDate()).isNull();
  }

  @Test
  void keysThatCannotBeMadeAreRefusedAndNotFaked() {
    assertThat(creating(CreateKeyRequest.builder().keySpec("HMAC_256")))
        .hasMessage(
            "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
                + " keys.");
    assertThat(creating(CreateKeyRequest.builder().keyUsage("SIGN_VERIFY")))
        .hasMessage("KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT");
    assertThat(creating(CreateKeyRequest.builder().keySpec("RSA_2048").keyUsage("KEY_AGREEMENT")))
        .hasMessage("KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048")
        .extracting("code")
        .isEqualTo("ValidationException");
    assertThat(creating(CreateKeyRequest.builder().origin("AWS_CLOUDHSM")).code())
        .isEqualTo("ValidationException");
    assertThat(creating(CreateKeyRequest.builder().keySpec("nonsense")))
        .hasMessageStartingWith(
            "1 validation error detected: Value 'nonsense' at 'keySpec' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [RSA_2048, ECC_NIST_P384,");
  }

  @Test
  void disablingAndEnablingMayBeRepeated() {
    KeyMetadata key = kms.createKey();
    DisableKeyRequest disable = DisableKeyRequest.builder().keyId(key.arn()).build();
    EnableKeyRequest enable = EnableKeyRequest.builder().keyId(key.keyId()).build();

    kms.call(kms.admin, "DisableKey", disable);
    kms.call(kms.admin, "DisableKey", disable);
    assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(describe(key).enabled()).isFalse();
    kms.call(kms.admin, "EnableKey", enable);
    kms.call(kms.admin, "EnableKey", enable);
    assertThat(describe(key).enabled()).isTrue();
    assertThat(kms.refusal(kms.nobody, "DisableKey", disable).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aScheduledDeletionCanBeCancelledAndLeavesTheKeyDisabled() {
    KeyMetadata key = kms.createKey();

    ScheduleKeyDeletionResponse scheduled = schedule(key, 7);
    assertThat(scheduled.keyId()).isEqualTo(key.arn());
    assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
    assertThat(scheduled.deletionDate()).isEqualTo(kms.now().plus(Duration.ofDays(7)));
    assertThat(describe(key).deletionDate()).isEqualTo(scheduled.deletionDate());
    assertThat(describe(key).enabled()).isFalse();

    CancelKeyDeletionResponse cancelled = kms.call(kms.admin, "CancelKeyDeletion", cancel(key));
    assertThat(cancelled.keyId()).isEqualTo(key.arn());
    assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(describe(key).deletionDate()).isNull();
    kms.pass(Duration.ofDays(30));
    kms.createKey();
    assertThat(describe(key).keyState()).isEqualTo(KeyState.DISABLED);
  }

  @Test
  void theWaitingPeriodIsBetweenSevenAndThirtyDaysAndThirtyByDefault() {
    KeyMetadata key = kms.createKey();

    assertThat(scheduling(key, 6).code()).isEqualTo("ValidationException");
    assertThat(scheduling(key, 31).code()).isEqualTo("ValidationException");
    assertThat(schedule(key, null).pendingWindowInDays()).isEqualTo(30);
  }

  @Test
  void aKeyPendingDeletionTakesNoChange() {
    KeyMetadata key = kms.createKey();
    schedule(key, 7);
    String reason = key.arn() + " is pending deletion.";

    assertThat(scheduling(key, 7)).hasMessage(reason);
    assertThat(refused("EnableKey", EnableKeyRequest.builder().keyId(key.keyId()).build()))
        .hasMessage(reason);
    assertThat(refused("DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build()))
        .hasMessage(reason);
    assertThat(
            refused(
                "UpdateKeyDescription",
                UpdateKeyDescriptionRequest.builder().keyId(key.keyId()).description("x").build()))
        .hasMessage(reason)
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    assertThat(
            refused(
                "CreateAlias",
                CreateAliasRequest.builder().aliasName("alias/a").targetKeyId(key.keyId()).build()))
        .hasMessage(reason);
  }

  @Test
  void onlyAKeyPendingDeletionCanBeSpared() {
    KeyMetadata key = kms.createKey();

    assertThat(refused("CancelKeyDeletion", cancel(key)))
        .hasMessage(key.arn() + " is not pending deletion (or pending replica deletion).")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
  }

  @Test
  void afterTheWaitingPeriodKeyAliasAndCiphertextAreLost() {
    KeyMetadata key = kms.createKey();
    kms.call(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName("alias/doomed").targetKeyId(key.keyId()).build());
    EncryptResponse made =
        kms.call(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId("alias/doomed")
                .plaintext(SdkBytes.fromUtf8String("x"))
                .build());
    schedule(key, 7);

    kms.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
    kms.pass(Duration.ofSeconds(1));
    assertGone(key, made.ciphertextBlob());

    kms.createKey();
    assertGone(key, made.ciphertextBlob());
    assertThat(
            Materials.named(
                kms.lastCall().state(), key.currentKeyMaterialId(), kms.lastCall().region()))
        .isNull();
  }

  @Test
  void aDescriptionCanBeReplacedByThoseWhoMay() {
    KeyMetadata key = kms.createKey();
    UpdateKeyDescriptionRequest request =
        UpdateKeyDescriptionRequest.builder().keyId(key.keyId()).description("new").build();

    kms.call(kms.admin, "UpdateKeyDescription", request);

    assertThat(describe(key).description()).isEqualTo("new");
    assertThat(kms.refusal(kms.nobody, "UpdateKeyDescription", request).code())
        .isEqualTo("AccessDeniedException");
  }

  private void assertGone(KeyMetadata key, SdkBytes blob) {
    assertThat(refused("DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build()))
        .hasMessage("Key '" + key.arn() + "' does not exist")
        .extracting("code")
        .isEqualTo("NotFoundException");
    assertThat(refused("DescribeKey", DescribeKeyRequest.builder().keyId("alias/doomed").build()))
        .hasMessage("Alias arn:aws:kms:us-east-1:111122223333:alias/doomed is not found.");
    assertThat(refused("Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build()))
        .hasMessageContaining(
            "on the resource associated with this ciphertext because the resource does not exist");
    ListKeysResponse keys = kms.call(kms.admin, "ListKeys", ListKeysRequest.builder().build());
    assertThat(keys.keys()).noneMatch(entry -> entry.keyId().equals(key.keyId()));
    ListAliasesResponse aliases =
        kms.call(kms.admin, "ListAliases", ListAliasesRequest.builder().build());
    assertThat(aliases.aliases()).noneMatch(alias -> alias.aliasName().equals("alias/doomed"));
  }

  private KeyMetadata describe(KeyMetadata key) {
    DescribeKeyResponse found =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build());
    return found.keyMetadata();
  }

  private ScheduleKeyDeletionResponse schedule(KeyMetadata key, Integer days) {
    return kms.call(kms.admin, "ScheduleKeyDeletion", scheduleRequest(key, days));
  }

  private ServiceException scheduling(KeyMetadata key, Integer days) {
    return refused("ScheduleKeyDeletion", scheduleRequest(key, days));
  }

  private static ScheduleKeyDeletionRequest scheduleRequest(KeyMetadata key, Integer days) {
    return ScheduleKeyDeletionRequest.builder()
        .keyId(key.keyId())
        .pendingWindowInDays(days)
        .build();
  }

  private static CancelKeyDeletionRequest cancel(KeyMetadata key) {
    return CancelKeyDeletionRequest.builder().keyId(key.keyId()).build();
  }

  private ServiceException creating(CreateKeyRequest.Builder request) {
    return refused("CreateKey", request.build());
  }

  private ServiceException refused(String operation, SdkPojo input) {
    return kms.refusal(kms.admin, operation, input);
  }
}
