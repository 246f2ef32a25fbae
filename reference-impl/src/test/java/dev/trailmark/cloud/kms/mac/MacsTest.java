package dev.trailmark.cloud.kms.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

class MacsTest {
  private static final SdkBytes MESSAGE =
      SdkBytes.fromString("some important message", StandardCharsets.UTF_8);

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource({
    "HMAC_224, HMAC_SHA_224, 28",
    "HMAC_256, HMAC_SHA_256, 32",
    "HMAC_384, HMAC_SHA_384, 48",
    "HMAC_512, HMAC_SHA_512, 64"
  })
  void aCodeHoldsForItsMessageAlone(String spec, String algorithm, int length) {
    KeyMetadata key = kms.createKey(spec, "GENERATE_VERIFY_MAC");

    GenerateMacResponse made = kms.call(kms.admin, "GenerateMac", request(key, algorithm).build());

    assertThat(made.mac().asByteArray()).hasSize(length);
    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(key.macAlgorithmsAsStrings()).containsExactly(algorithm);
    assertThat(key.currentKeyMaterialId()).isNull();
    VerifyMacResponse verified =
        kms.call(kms.admin, "VerifyMac", verification(key, algorithm, made.mac()).build());
    assertThat(verified.macValid()).isTrue();
    assertThat(
            kms.refusal(
                kms.admin,
                "VerifyMac",
                verification(key, algorithm, made.mac())
                    .message(SdkBytes.fromUtf8String("another"))
                    .build()))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("KMSInvalidMacException");
  }

  @Test
  void wrongAlgorithmsAndKeysAreNamed() {
    KeyMetadata key = kms.createKey("HMAC_256", "GENERATE_VERIFY_MAC");
    KeyMetadata symmetric = kms.createKey();

    assertThat(kms.refusal(kms.admin, "GenerateMac", request(key, "HMAC_SHA_512").build()))
        .hasMessage("Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.")
        .extracting("code")
        .isEqualTo("InvalidKeyUsageException");
    assertThat(kms.refusal(kms.admin, "GenerateMac", request(symmetric, "HMAC_SHA_256").build()))
        .hasMessage(
            symmetric.arn() + " key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.");
    assertThat(kms.refusal(kms.admin, "GenerateMac", request(key, "INVALID").build()))
        .hasMessage(
            "1 validation error detected: Value 'INVALID' at 'macAlgorithm' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [HMAC_SHA_384, HMAC_SHA_256,"
                + " HMAC_SHA_224, HMAC_SHA_512]");
    assertThat(kms.refusal(kms.nobody, "GenerateMac", request(key, "HMAC_SHA_256").build()).code())
        .isEqualTo("AccessDeniedException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "GetPublicKey",
                    GetPublicKeyRequest.builder().keyId(key.keyId()).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
  }

  private static GenerateMacRequest.Builder request(KeyMetadata key, String algorithm) {
    return GenerateMacRequest.builder().keyId(key.keyId()).macAlgorithm(algorithm).message(MESSAGE);
  }

  private static VerifyMacRequest.Builder verification(
      KeyMetadata key, String algorithm, SdkBytes mac) {
    return VerifyMacRequest.builder()
        .keyId(key.keyId())
        .macAlgorithm(algorithm)
        .message(MESSAGE)
        .mac(mac);
  }
}
