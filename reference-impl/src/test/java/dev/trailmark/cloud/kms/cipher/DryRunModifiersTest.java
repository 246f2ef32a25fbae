package dev.trailmark.cloud.kms.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;

class DryRunModifiersTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void permissionsAreTestedWithoutACiphertext() {
    DecryptRequest request = ignoring().keyId(key.keyId()).build();

    assertThat(kms.refusal(kms.admin, "Decrypt", request).code())
        .isEqualTo("DryRunOperationException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "Decrypt",
                    request.toBuilder()
                        .ciphertextBlob(SdkBytes.fromUtf8String("no ciphertext"))
                        .build())
                .code())
        .isEqualTo("DryRunOperationException");
    assertThat(kms.refusal(kms.nobody, "Decrypt", request).code())
        .isEqualTo("AccessDeniedException");
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());
    assertThat(kms.refusal(kms.admin, "Decrypt", request).code()).isEqualTo("DisabledException");
  }

  @Test
  void withoutCiphertextTheKeyMustBeNamed() {
    assertThat(kms.refusal(kms.admin, "Decrypt", ignoring().build()))
        .hasMessageContaining("Value null at 'keyId'");
    assertThat(
            kms.refusal(
                kms.admin,
                "ReEncrypt",
                ReEncryptRequest.builder()
                    .destinationKeyId(key.keyId())
                    .dryRun(true)
                    .dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")
                    .build()))
        .hasMessageContaining("Value null at 'sourceKeyId'");
  }

  @Test
  void modifiersCountInDryRunsOnly() {
    assertThat(
            kms.refusal(kms.admin, "Decrypt", ignoring().dryRun(false).keyId(key.keyId()).build()))
        .hasMessageContaining("Value null at 'ciphertextBlob'");
    assertThat(
            kms.refusal(
                kms.admin,
                "Decrypt",
                ignoring().dryRunModifiersWithStrings("ALL").keyId(key.keyId()).build()))
        .hasMessageContaining("'dryRunModifiers'");
  }

  @Test
  void reEncryptionIsTestedUnderBothKeys() {
    KeyMetadata other = kms.createKey();
    ReEncryptRequest request =
        ReEncryptRequest.builder()
            .sourceKeyId(key.keyId())
            .destinationKeyId(other.keyId())
            .dryRun(true)
            .dryRunModifiersWithStrings("IGNORE_CIPHERTEXT")
            .build();

    assertThat(kms.refusal(kms.admin, "ReEncrypt", request).code())
        .isEqualTo("DryRunOperationException");
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(other.keyId()).build());
    assertThat(kms.refusal(kms.admin, "ReEncrypt", request).code()).isEqualTo("DisabledException");
  }

  private static DecryptRequest.Builder ignoring() {
    return DecryptRequest.builder().dryRun(true).dryRunModifiersWithStrings("IGNORE_CIPHERTEXT");
  }
}
