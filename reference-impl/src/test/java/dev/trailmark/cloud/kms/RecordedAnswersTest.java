package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;

/** Answers that were recorded from AWS where its documentation says nothing, or something else. */
class RecordedAnswersTest {
  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("text");

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @Test
  void enablingRotationAnewChangesNothingUnlessThePeriodDoes() {
    KeyMetadata key = kms.createKey();
    enable(key, 2560);
    Instant planned = kms.now().plus(Duration.ofDays(2560));
    kms.pass(Duration.ofDays(1));

    enable(key, null);
    enable(key, 2560);
    assertThat(status(key).nextRotationDate()).isEqualTo(planned);
    assertThat(status(key).rotationPeriodInDays()).isEqualTo(2560);
    enable(key, 90);
    assertThat(status(key).nextRotationDate()).isEqualTo(kms.now().plus(Duration.ofDays(90)));
    kms.call(
        kms.admin,
        "DisableKeyRotation",
        DisableKeyRotationRequest.builder().keyId(key.keyId()).build());
    enable(key, null);
    assertThat(status(key).rotationPeriodInDays()).as("the usual one").isEqualTo(365);
  }

  @Test
  void rotationIsOffWhileAKeyWaitsForItsDeletion() {
    KeyMetadata key = kms.createKey();
    enable(key, 90);
    Instant planned = status(key).nextRotationDate();

    kms.call(
        kms.admin,
        "ScheduleKeyDeletion",
        ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).build());
    assertThat(status(key))
        .isEqualTo(
            GetKeyRotationStatusResponse.builder()
                .keyId(key.arn())
                .keyRotationEnabled(false)
                .build());
    kms.call(
        kms.admin,
        "CancelKeyDeletion",
        CancelKeyDeletionRequest.builder().keyId(key.keyId()).build());
    assertThat(status(key).nextRotationDate()).isEqualTo(planned);
  }

  @Test
  void keysThatNeverRotateSaySoWithoutAFault() {
    KeyMetadata mac = kms.createKey("HMAC_256", "GENERATE_VERIFY_MAC");
    CreateKeyResponse external =
        kms.call(kms.admin, "CreateKey", CreateKeyRequest.builder().origin("EXTERNAL").build());

    assertThat(status(mac).keyRotationEnabled()).isFalse();
    assertThat(status(external.keyMetadata()).keyRotationEnabled()).isFalse();
    ListKeyRotationsResponse rotations =
        kms.call(
            kms.admin,
            "ListKeyRotations",
            ListKeyRotationsRequest.builder().keyId(mac.keyId()).build());
    assertThat(rotations.rotations()).isEmpty();
    assertThat(
            kms.<SdkPojo>call(
                kms.admin,
                "DisableKeyRotation",
                DisableKeyRotationRequest.builder().keyId(mac.keyId()).build()))
        .isNotNull();
    assertThat(
            kms.refusal(
                    kms.admin,
                    "EnableKeyRotation",
                    EnableKeyRotationRequest.builder().keyId(mac.keyId()).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "DisableKeyRotation",
                    DisableKeyRotationRequest.builder()
                        .keyId(external.keyMetadata().keyId())
                        .build())
                .getMessage())
        .isEqualTo(
            external.keyMetadata().arn()
                + " origin is EXTERNAL which is not valid for this operation.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EnableKeyRotation",
        "DisableKeyRotation",
        "GetKeyRotationStatus",
        "ListKeyRotations",
        "RotateKeyOnDemand"
      })
  void operationsOnRotationTakeNoAlias(String operation) {
    KeyMetadata key = kms.createKey();
    kms.call(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName("alias/a").targetKeyId(key.keyId()).build());
    Map<String, SdkPojo> requests =
        Map.of(
            "EnableKeyRotation",
            EnableKeyRotationRequest.builder().keyId("alias/a").build(),
            "DisableKeyRotation",
            DisableKeyRotationRequest.builder().keyId("alias/a").build(),
            "GetKeyRotationStatus",
            GetKeyRotationStatusRequest.builder()
                .keyId("arn:aws:kms:us-east-1:111122223333:alias/a")
                .build(),
            "ListKeyRotations",
            ListKeyRotationsRequest.builder().keyId("alias/a").build(),
            "RotateKeyOnDemand",
            RotateKeyOnDemandRequest.builder().keyId("alias/a").build());

    ServiceException refusal = kms.refusal(kms.admin, operation, requests.get(operation));

    assertThat(refusal).hasMessage("Key Aliases are not supported for this operation.");
    assertThat(refusal.code()).isEqualTo("InvalidArnException");
  }

  @Test
  void aMarkerThatIsNoneIsRefusedWithoutAWord() {
    ServiceException refusal =
        kms.refusal(
            kms.admin,
            "ListKeyRotations",
            ListKeyRotationsRequest.builder()
                .keyId(kms.createKey().keyId())
                .marker("none")
                .build());

    assertThat(refusal.code()).isEqualTo("InvalidMarkerException");
    assertThat(refusal.getMessage()).isNull();
  }

  @Test
  void aCiphertextOfAnRsaKeyDoesNotNameIt() {
    KeyMetadata pair = kms.createKey("RSA_2048", "ENCRYPT_DECRYPT");
    EncryptRequest encryption =
        EncryptRequest.builder()
            .keyId(pair.keyId())
            .plaintext(TEXT)
            .encryptionAlgorithm("RSAES_OAEP_SHA_1")
            .build();
    EncryptResponse sealed = kms.call(kms.admin, "Encrypt", encryption);
    DecryptRequest decryption =
        DecryptRequest.builder()
            .ciphertextBlob(sealed.ciphertextBlob())
            .encryptionAlgorithm("RSAES_OAEP_SHA_1")
            .build();

    assertThat(kms.refusal(kms.admin, "Decrypt", decryption)).hasMessage("KeyId must not be null");
    assertThat(
            kms.refusal(
                kms.admin,
                "ReEncrypt",
                ReEncryptRequest.builder()
                    .ciphertextBlob(sealed.ciphertextBlob())
                    .sourceEncryptionAlgorithm("RSAES_OAEP_SHA_1")
                    .destinationKeyId(kms.createKey().keyId())
                    .build()))
        .hasMessage("SourceKeyId must not be null");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "Decrypt",
                    decryption.toBuilder()
                        .keyId(pair.keyId())
                        .encryptionAlgorithm((String) null)
                        .build())
                .code())
        .as("the usual algorithm is not this key's")
        .isEqualTo("InvalidCiphertextException");
    assertThat(
            kms.refusal(
                kms.admin,
                "Encrypt",
                encryption.toBuilder().encryptionContext(Map.of("a", "1")).build()))
        .hasMessage(
            "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.");
  }

  @Test
  void aDisabledKeyTellsItsPublicKeyAndOneThatWillBeDeletedDoesNot() {
    KeyMetadata pair = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");
    GetPublicKeyRequest request = GetPublicKeyRequest.builder().keyId(pair.keyId()).build();
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(pair.keyId()).build());

    assertThat(kms.<SdkPojo>call(kms.admin, "GetPublicKey", request)).isNotNull();
    kms.call(
        kms.admin,
        "ScheduleKeyDeletion",
        ScheduleKeyDeletionRequest.builder().keyId(pair.keyId()).build());
    assertThat(kms.refusal(kms.admin, "GetPublicKey", request))
        .hasMessage(pair.arn() + " is pending deletion.");
  }

  @Test
  void aPrivateKeyOfACurveComesWithItsPublicKeyInside() {
    GenerateDataKeyPairResponse made =
        kms.call(
            kms.admin,
            "GenerateDataKeyPair",
            GenerateDataKeyPairRequest.builder()
                .keyId(kms.createKey().keyId())
                .keyPairSpec("ECC_NIST_P256")
                .build());

    assertThat(made.privateKeyPlaintext().asByteArray()).hasSize(150);
    assertThat(made.privateKeyCiphertextBlob().asByteArray()).hasSize(307);
  }

  private void enable(KeyMetadata key, Integer days) {
    kms.call(
        kms.admin,
        "EnableKeyRotation",
        EnableKeyRotationRequest.builder().keyId(key.keyId()).rotationPeriodInDays(days).build());
  }

  private GetKeyRotationStatusResponse status(KeyMetadata key) {
    return kms.call(
        kms.admin,
        "GetKeyRotationStatus",
        GetKeyRotationStatusRequest.builder().keyId(key.keyId()).build());
  }
}
