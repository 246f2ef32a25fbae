package dev.trailmark.cloud.kms.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyRequest;

/** What is nearly a signature, a MAC or a key is refused by the operations as AWS refuses it. */
class ForgedInputsTest {
  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("text");

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, ECDSA_SHA_256",
    "ECC_SECG_P256K1, ECDSA_SHA_256",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512",
    "RSA_2048, RSASSA_PSS_SHA_256",
    "ML_DSA_44, ML_DSA_SHAKE_256"
  })
  void noForgedSignatureIsVerified(String spec, String algorithm) {
    String key = kms.createKey(spec, "SIGN_VERIFY").keyId();
    SignResponse signed =
        kms.call(
            kms.admin,
            "Sign",
            SignRequest.builder().keyId(key).signingAlgorithm(algorithm).message(TEXT).build());
    byte[] good = signed.signature().asByteArray();
    byte[] changed = good.clone();
    changed[good.length - 1] ^= 1;

    for (byte[] forged :
        new byte[][] {
          changed,
          Arrays.copyOf(good, good.length - 1),
          Arrays.copyOf(good, good.length + 1),
          new byte[good.length],
          {0},
          HexFormat.of().parseHex("3006020100020100"), // r = s = 0
          HexFormat.of().parseHex("3006020101020101")
        }) {
      ServiceException refusal =
          kms.refusal(
              kms.admin,
              "Verify",
              VerifyRequest.builder()
                  .keyId(key)
                  .signingAlgorithm(algorithm)
                  .message(TEXT)
                  .signature(SdkBytes.fromByteArray(forged))
                  .build());
      assertThat(refusal).as(HexFormat.of().formatHex(forged)).isNotNull();
      assertThat(refusal.code()).isEqualTo("KMSInvalidSignatureException");
    }
  }

  @Test
  void noCutOrChangedMacIsVerified() {
    String key = kms.createKey("HMAC_256", "GENERATE_VERIFY_MAC").keyId();
    GenerateMacResponse made =
        kms.call(
            kms.admin,
            "GenerateMac",
            GenerateMacRequest.builder()
                .keyId(key)
                .macAlgorithm("HMAC_SHA_256")
                .message(TEXT)
                .build());
    byte[] good = made.mac().asByteArray();
    byte[] changed = good.clone();
    changed[0] ^= 1;

    for (byte[] forged :
        new byte[][] {changed, Arrays.copyOf(good, 16), Arrays.copyOf(good, 33), {0}}) {
      assertThat(
              kms.refusal(
                      kms.admin,
                      "VerifyMac",
                      VerifyMacRequest.builder()
                          .keyId(key)
                          .macAlgorithm("HMAC_SHA_256")
                          .message(TEXT)
                          .mac(SdkBytes.fromByteArray(forged))
                          .build())
                  .code())
          .isEqualTo("KMSInvalidMacException");
    }
  }

  /** Points of P-256 that are none, and what is no key at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
            + "0000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000001",
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000",
        "3019301306072a8648ce3d020106082a8648ce3d030107030200" + "00",
        "00",
        "3000"
      })
  void noSecretIsSharedWithAPointOffTheCurve(String peer) {
    String key = kms.createKey("ECC_NIST_P256", "KEY_AGREEMENT").keyId();

    ServiceException refusal =
        kms.refusal(
            kms.admin,
            "DeriveSharedSecret",
            DeriveSharedSecretRequest.builder()
                .keyId(key)
                .keyAgreementAlgorithm("ECDH")
                .publicKey(SdkBytes.fromByteArray(HexFormat.of().parseHex(peer)))
                .build());

    assertThat(refusal.code()).isEqualTo("ValidationException");
  }
}
