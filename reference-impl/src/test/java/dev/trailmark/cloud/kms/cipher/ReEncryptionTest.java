package dev.trailmark.cloud.kms.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.TrailNotes;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class ReEncryptionTest {
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata source = kms.createKey();
  private final KeyMetadata destination = kms.createKey();
  private final SdkBytes blob = encrypt();

  @Test
  void aCiphertextMovesToAnotherKeyAndContext() {
    ReEncryptResponse moved = kms.call(kms.admin, "ReEncrypt", request().build());

    assertThat(moved.sourceKeyId()).isEqualTo(source.arn());
    assertThat(moved.keyId()).isEqualTo(destination.arn());
    assertThat(moved.sourceKeyMaterialId()).isEqualTo(source.currentKeyMaterialId());
    assertThat(moved.destinationKeyMaterialId()).isEqualTo(destination.currentKeyMaterialId());
    assertThat(kms.lastCall().trail().resources())
        .extracting(TrailNotes.Resource::arn)
        .containsExactly(source.arn(), destination.arn());
    DecryptResponse opened =
        kms.call(
            kms.admin,
            "Decrypt",
            DecryptRequest.builder()
                .ciphertextBlob(moved.ciphertextBlob())
                .encryptionContext(Map.of("new", "2"))
                .build());
    assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
    assertThat(opened.keyId()).isEqualTo(destination.arn());
  }

  @Test
  void theOldContextMustMatch() {
    assertThat(
            kms.refusal(
                    kms.admin,
                    "ReEncrypt",
                    request().sourceEncryptionContext(Map.of("old", "2")).build())
                .code())
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void aWrongSourceKeyIsIncorrect() {
    assertThat(
            kms.refusal(kms.admin, "ReEncrypt", request().sourceKeyId(destination.keyId()).build())
                .code())
        .isEqualTo("IncorrectKeyException");
  }

  @Test
  void bothKeysMustBeEnabled() {
    kms.call(
        kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(destination.keyId()).build());

    assertThat(kms.refusal(kms.admin, "ReEncrypt", request().build()))
        .hasMessage(destination.arn() + " is disabled.");
  }

  @Test
  void bothDirectionsMustBePermitted() {
    Principal fromOnly = user("fromOnly", "kms:ReEncryptFrom");
    Principal toOnly = user("toOnly", "kms:ReEncryptTo");
    Principal both = user("both", "kms:ReEncrypt*");

    assertThat(kms.refusal(fromOnly, "ReEncrypt", request().build()))
        .hasMessageContaining("kms:ReEncryptTo on resource: " + destination.arn() + " because");
    assertThat(kms.refusal(toOnly, "ReEncrypt", request().build()))
        .hasMessageContaining(
            "kms:ReEncryptFrom on the resource associated with this ciphertext because no"
                + " identity-based policy allows");
    ReEncryptResponse moved = kms.call(both, "ReEncrypt", request().build());
    assertThat(moved.keyId()).isEqualTo(destination.arn());
  }

  private Principal user(String name, String action) {
    return kms.user(
        KmsFixture.ACCOUNT,
        name,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}]}"
            .formatted(action));
  }

  private ReEncryptRequest.Builder request() {
    return ReEncryptRequest.builder()
        .ciphertextBlob(blob)
        .sourceEncryptionContext(Map.of("old", "1"))
        .destinationKeyId(destination.keyId())
        .destinationEncryptionContext(Map.of("new", "2"));
  }

  private SdkBytes encrypt() {
    EncryptResponse made =
        kms.call(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(source.keyId())
                .plaintext(PLAINTEXT)
                .encryptionContext(Map.of("old", "1"))
                .build());
    return made.ciphertextBlob();
  }
}
