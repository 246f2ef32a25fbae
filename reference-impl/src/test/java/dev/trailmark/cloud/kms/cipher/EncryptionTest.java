package dev.trailmark.cloud.kms.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;

class EncryptionTest {
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void aCiphertextTellsItsKey() {
    DecryptResponse opened = decrypt(encrypt(Map.of()), Map.of());

    assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
    assertThat(opened.keyId()).isEqualTo(key.arn());
    assertThat(opened.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(opened.encryptionAlgorithmAsString()).isEqualTo("SYMMETRIC_DEFAULT");
  }

  @Test
  void twoEncryptionsOfOnePlaintextDiffer() {
    assertThat(encrypt(Map.of())).isNotEqualTo(encrypt(Map.of()));
  }

  @Test
  void aCiphertextHasTheShapeOfThoseThatAwsMakes() {
    byte[] blob = encrypt(Map.of()).asByteArray();

    assertThat(java.util.Base64.getEncoder().encodeToString(blob)).startsWith("AQICAH");
    assertThat(blob).hasSize(5 + 32 + 1 + 16 + 4 + 67 + 11 + PLAINTEXT.asByteArray().length + 16);
    assertThat(CiphertextBlob.parse(blob).materialId()).isEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void theOrderOfTheContextDoesNotMatterButItsPairsDo() {
    SdkBytes blob = encrypt(Map.of("a", "1", "b", "2"));

    assertThat(decrypt(blob, Map.of("b", "2", "a", "1")).plaintext()).isEqualTo(PLAINTEXT);
    assertInvalid(blob, Map.of());
    assertInvalid(blob, Map.of("a", "1"));
    assertInvalid(blob, Map.of("a", "1", "b", "3"));
    assertInvalid(blob, Map.of("A", "1", "b", "2"));
    assertInvalid(blob, Map.of("a", "1b", "", "2"));
  }

  @Test
  void noChangedByteGoesUnnoticed() {
    byte[] blob = encrypt(Map.of("a", "1")).asByteArray();
    Random random = new Random(20251026);
    for (int at = 0; at < blob.length; at++) {
      byte[] changed = blob.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      ServiceException refused = refuse(SdkBytes.fromByteArray(changed), Map.of("a", "1"));
      assertThat(refused.code())
          .as("byte %d", at)
          .isIn("InvalidCiphertextException", "AccessDeniedException");
    }
  }

  @Test
  void garbageOfAnyLengthIsNoCiphertext() {
    byte[] blob = encrypt(Map.of()).asByteArray();
    Random random = new Random(7);
    for (int length = 1; length < 400; length++) {
      byte[] garbage = new byte[length];
      random.nextBytes(garbage);
      System.arraycopy(blob, 0, garbage, 0, Math.min(random.nextInt(60), length));
      ServiceException refused = refuse(SdkBytes.fromByteArray(garbage), Map.of());
      assertThat(refused.code()).isIn("InvalidCiphertextException", "AccessDeniedException");
    }
    for (int length = 1; length < blob.length; length++) {
      assertInvalid(SdkBytes.fromByteArray(java.util.Arrays.copyOf(blob, length)), Map.of());
    }
  }

  @Test
  void anotherKeyThanTheCiphertextsIsIncorrect() {
    SdkBytes blob = encrypt(Map.of());
    KeyMetadata other = kms.createKey();

    ServiceException refused =
        kms.refusal(
            kms.admin,
            "Decrypt",
            DecryptRequest.builder().ciphertextBlob(blob).keyId(other.keyId()).build());

    assertThat(refused.code()).isEqualTo("IncorrectKeyException");
    assertThat(refused)
        .hasMessage(
            "The key ID in the request does not identify a CMK that can perform this operation.");
    DecryptResponse opened =
        kms.call(
            kms.admin,
            "Decrypt",
            DecryptRequest.builder().ciphertextBlob(blob).keyId(key.arn()).build());
    assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
  }

  @Test
  void aDisabledKeyDoesNotDecrypt() {
    SdkBytes blob = encrypt(Map.of());
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());

    ServiceException refused = refuse(blob, Map.of());

    assertThat(refused.code()).isEqualTo("DisabledException");
    assertThat(refused).hasMessage(key.arn() + " is disabled.");
  }

  @Test
  void aKeyPendingDeletionDoesNotEncrypt() {
    kms.call(
        kms.admin,
        "ScheduleKeyDeletion",
        ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).build());

    ServiceException refused =
        kms.refusal(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder().keyId(key.keyId()).plaintext(PLAINTEXT).build());

    assertThat(refused.code()).isEqualTo("KMSInvalidStateException");
    assertThat(refused).hasMessage(key.arn() + " is pending deletion.");
  }

  @Test
  void plaintextHasALimit() {
    ServiceException refused =
        kms.refusal(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(key.keyId())
                .plaintext(SdkBytes.fromByteArray(new byte[4097]))
                .build());

    assertThat(refused.code()).isEqualTo("ValidationException");
    assertThat(refused)
        .hasMessage(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                + " Member must have length less than or equal to 4096");
    EncryptResponse largest =
        kms.call(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(key.keyId())
                .plaintext(SdkBytes.fromByteArray(new byte[4096]))
                .build());
    assertThat(decrypt(largest.ciphertextBlob(), Map.of()).plaintext().asByteArray()).hasSize(4096);
  }

  @Test
  void aDryRunSucceedsByAnErrorAndFailsAsTheCallWould() {
    EncryptRequest.Builder request =
        EncryptRequest.builder().keyId(key.keyId()).plaintext(PLAINTEXT).dryRun(true);

    assertThat(kms.refusal(kms.admin, "Encrypt", request.build()))
        .hasMessage("The request would have succeeded, but the DryRun option is set.")
        .extracting("code")
        .isEqualTo("DryRunOperationException");
    assertThat(kms.refusal(kms.nobody, "Encrypt", request.build()).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aSymmetricKeyHasNoAsymmetricAlgorithm() {
    ServiceException refused =
        kms.refusal(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(key.keyId())
                .plaintext(PLAINTEXT)
                .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                .build());

    assertThat(refused.code()).isEqualTo("InvalidKeyUsageException");
    assertThat(refused)
        .hasMessage(
            "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.");
  }

  @Test
  void theTrailLearnsMaterialAlgorithmAndKey() {
    encrypt(Map.of());

    assertThat(kms.lastCall().trail().additional())
        .containsEntry("keyMaterialId", key.currentKeyMaterialId());
    assertThat(kms.lastCall().trail().parameters())
        .containsEntry("encryptionAlgorithm", "SYMMETRIC_DEFAULT");
    assertThat(kms.lastCall().trail().resources())
        .singleElement()
        .satisfies(resource -> assertThat(resource.arn()).isEqualTo(key.arn()));
  }

  private SdkBytes encrypt(Map<String, String> context) {
    EncryptResponse made =
        kms.call(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(key.keyId())
                .plaintext(PLAINTEXT)
                .encryptionContext(context)
                .build());
    return made.ciphertextBlob();
  }

  private DecryptResponse decrypt(SdkBytes blob, Map<String, String> context) {
    return kms.call(kms.admin, "Decrypt", request(blob, context));
  }

  private ServiceException refuse(SdkBytes blob, Map<String, String> context) {
    return kms.refusal(kms.admin, "Decrypt", request(blob, context));
  }

  private void assertInvalid(SdkBytes blob, Map<String, String> context) {
    ServiceException refused = refuse(blob, context);
    assertThat(refused.code()).isEqualTo("InvalidCiphertextException");
    assertThat(refused.getMessage()).isNull();
  }

  private static DecryptRequest request(SdkBytes blob, Map<String, String> context) {
    return DecryptRequest.builder().ciphertextBlob(blob).encryptionContext(context).build();
  }
}
