package dev.trailmark.cloud.kms.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

class DataKeysTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void aDataKeyComesInPlaintextAndEncryptedUnderItsContext() {
    GenerateDataKeyResponse made =
        generate(request().keySpec("AES_256").encryptionContext(Map.of("a", "1")));

    assertThat(made.plaintext().asByteArray()).hasSize(32);
    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(decrypt(made.ciphertextBlob(), Map.of("a", "1"))).isEqualTo(made.plaintext());
    assertThat(
            kms.refusal(
                    kms.admin,
                    "Decrypt",
                    DecryptRequest.builder().ciphertextBlob(made.ciphertextBlob()).build())
                .code())
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void itsLengthIsAskedForInOneWay() {
    assertThat(generate(request().keySpec("AES_128")).plaintext().asByteArray()).hasSize(16);
    assertThat(generate(request().numberOfBytes(1024)).plaintext().asByteArray()).hasSize(1024);
    for (GenerateDataKeyRequest.Builder wrong :
        List.of(request(), request().keySpec("AES_256").numberOfBytes(32))) {
      assertThat(refused(wrong))
          .hasMessage("Please specify either number of bytes or key spec.")
          .extracting("code")
          .isEqualTo("ValidationException");
    }
    assertThat(refused(request().numberOfBytes(1025)))
        .hasMessage(
            "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy"
                + " constraint: Member must have value less than or equal to 1024");
    assertThat(refused(request().keySpec("AES_192")))
        .hasMessageStartingWith(
            "1 validation error detected: Value 'AES_192' at 'keySpec' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [");
  }

  @Test
  void withoutPlaintextOnlyTheCiphertextIsAnswered() {
    GenerateDataKeyWithoutPlaintextResponse made =
        kms.call(
            kms.admin,
            "GenerateDataKeyWithoutPlaintext",
            GenerateDataKeyWithoutPlaintextRequest.builder()
                .keyId(key.keyId())
                .keySpec("AES_256")
                .build());

    assertThat(decrypt(made.ciphertextBlob(), Map.of()).asByteArray()).hasSize(32);
    assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void aDisabledKeyMakesNone() {
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());

    assertThat(refused(request().keySpec("AES_256")))
        .hasMessage(key.arn() + " is disabled.")
        .extracting("code")
        .isEqualTo("DisabledException");
  }

  @Test
  void aDataKeyNeedsItsOwnPermission() {
    assertThat(kms.refusal(kms.nobody, "GenerateDataKey", request().keySpec("AES_256").build()))
        .hasMessageEndingWith(
            "because no identity-based policy allows the kms:GenerateDataKey action");
  }

  @Test
  void randomBytesAreRandomAndPermitted() {
    GenerateRandomRequest request = GenerateRandomRequest.builder().numberOfBytes(32).build();
    GenerateRandomResponse one = kms.call(kms.admin, "GenerateRandom", request);
    GenerateRandomResponse two = kms.call(kms.admin, "GenerateRandom", request);

    assertThat(one.plaintext().asByteArray()).hasSize(32);
    assertThat(Arrays.equals(one.plaintext().asByteArray(), two.plaintext().asByteArray()))
        .isFalse();
    assertThat(kms.refusal(kms.nobody, "GenerateRandom", request))
        .hasMessageContaining("kms:GenerateRandom on resource: * because");
    assertThat(random(null)).hasMessage("NumberOfBytes is required.");
    assertThat(random(0))
        .hasMessage(
            "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy"
                + " constraint: Member must have value greater than or equal to 1");
  }

  private ServiceException random(Integer bytes) {
    return kms.refusal(
        kms.admin, "GenerateRandom", GenerateRandomRequest.builder().numberOfBytes(bytes).build());
  }

  private GenerateDataKeyRequest.Builder request() {
    return GenerateDataKeyRequest.builder().keyId(key.keyId());
  }

  private GenerateDataKeyResponse generate(GenerateDataKeyRequest.Builder request) {
    return kms.call(kms.admin, "GenerateDataKey", request.build());
  }

  private ServiceException refused(GenerateDataKeyRequest.Builder request) {
    return kms.refusal(kms.admin, "GenerateDataKey", request.build());
  }

  private SdkBytes decrypt(SdkBytes blob, Map<String, String> context) {
    DecryptResponse opened =
        kms.call(
            kms.admin,
            "Decrypt",
            DecryptRequest.builder().ciphertextBlob(blob).encryptionContext(context).build());
    return opened.plaintext();
  }
}
