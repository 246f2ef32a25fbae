package dev.trailmark.cloud.kms.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

class SignaturesTest {
  private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, SHA256withRSA, SHA-256",
    "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384, SHA384withRSA, SHA-384",
    "RSA_3072, RSASSA_PKCS1_V1_5_SHA_512, SHA512withRSA, SHA-512",
    "RSA_2048, RSASSA_PSS_SHA_256, RSASSA-PSS, SHA-256",
    "RSA_2048, RSASSA_PSS_SHA_384, RSASSA-PSS, SHA-384",
    "RSA_2048, RSASSA_PSS_SHA_512, RSASSA-PSS, SHA-512",
    "ECC_NIST_P256, ECDSA_SHA_256, SHA256withECDSA, SHA-256",
    "ECC_NIST_P384, ECDSA_SHA_384, SHA384withECDSA, SHA-384",
    "ECC_NIST_P521, ECDSA_SHA_512, SHA512withECDSA, SHA-512",
    "ECC_SECG_P256K1, ECDSA_SHA_256, SHA256withECDSA, SHA-256",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512, Ed25519, ",
    "SM2, SM2DSA, SM3withSM2, ",
    "ML_DSA_44, ML_DSA_SHAKE_256, ML-DSA-44, ",
    "ML_DSA_65, ML_DSA_SHAKE_256, ML-DSA-65, ",
    "ML_DSA_87, ML_DSA_SHAKE_256, ML-DSA-87, "
  })
  void signaturesHoldInsideAndOutside(String spec, String algorithm, String java, String digest)
      throws GeneralSecurityException {
    KeyMetadata key = kms.createKey(spec, "SIGN_VERIFY");

    SdkBytes signature = sign(key, algorithm, "RAW", MESSAGE);

    assertThat(verify(key, algorithm, "RAW", MESSAGE, signature).signatureValid()).isTrue();
    assertThat(holdsOutside(key, spec, java, digest, signature)).isTrue();
    assertThat(refusedVerification(key, algorithm, MESSAGE, tampered(signature)))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("KMSInvalidSignatureException");
    assertThat(refusedVerification(key, algorithm, new byte[] {1}, signature).code())
        .isEqualTo("KMSInvalidSignatureException");
    assertThat(refusedVerification(key, algorithm, MESSAGE, SdkBytes.fromByteArray(new byte[1])))
        .isNotNull();
    if (digest != null) {
      byte[] hash = MessageDigest.getInstance(digest).digest(MESSAGE);
      assertThat(verify(key, algorithm, "DIGEST", hash, signature).signatureValid()).isTrue();
      SdkBytes ofDigest = sign(key, algorithm, "DIGEST", hash);
      assertThat(verify(key, algorithm, "RAW", MESSAGE, ofDigest).signatureValid()).isTrue();
    }
  }

  @Test
  void anEd25519DigestIsSignedAsRfc8032Says() throws GeneralSecurityException {
    KeyMetadata key = kms.createKey("ECC_NIST_EDWARDS25519", "SIGN_VERIFY");
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(MESSAGE);

    SdkBytes signature = sign(key, "ED25519_PH_SHA_512", "DIGEST", hash);

    assertThat(verify(key, "ED25519_PH_SHA_512", "DIGEST", hash, signature).signatureValid())
        .isTrue();
    Signature outside = Signature.getInstance("Ed25519");
    outside.setParameter(new java.security.spec.EdDSAParameterSpec(true));
    outside.initVerify(publicKey(key, "ECC_NIST_EDWARDS25519"));
    outside.update(MESSAGE);
    assertThat(outside.verify(signature.asByteArray())).isTrue();
    assertThat(refusedSigning(key, "ED25519_PH_SHA_512", "RAW", MESSAGE).code())
        .isEqualTo("ValidationException");
    assertThat(refusedSigning(key, "ED25519_SHA_512", "DIGEST", hash))
        .hasMessage("Message type DIGEST is incompatible with key spec ECC_NIST_EDWARDS25519.");
  }

  @Test
  void aMessageRepresentativeIsSignedWithMlDsaOnly() {
    KeyMetadata key = kms.createKey("ML_DSA_44", "SIGN_VERIFY");
    byte[] mu = new byte[64];

    SdkBytes signature = sign(key, "ML_DSA_SHAKE_256", "EXTERNAL_MU", mu);

    assertThat(verify(key, "ML_DSA_SHAKE_256", "EXTERNAL_MU", mu, signature).signatureValid())
        .isTrue();
    assertThat(refusedSigning(key, "ML_DSA_SHAKE_256", "EXTERNAL_MU", new byte[63]).code())
        .isEqualTo("ValidationException");
    assertThat(refusedSigning(key, "ML_DSA_SHAKE_256", "DIGEST", mu).code())
        .isEqualTo("ValidationException");
    KeyMetadata curve = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");
    assertThat(refusedSigning(curve, "ECDSA_SHA_256", "EXTERNAL_MU", mu).code())
        .isEqualTo("ValidationException");
  }

  @Test
  void aDigestOfAnotherLengthIsRefused() {
    KeyMetadata key = kms.createKey("ECC_NIST_P384", "SIGN_VERIFY");

    assertThat(refusedSigning(key, "ECDSA_SHA_384", "DIGEST", new byte[32]))
        .hasMessage("Digest is invalid length for algorithm ECDSA_SHA_384.")
        .extracting("code")
        .isEqualTo("ValidationException");
  }

  @Test
  void keysAreUsedForWhatTheyAreMadeForOnly() {
    KeyMetadata key = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");
    KeyMetadata symmetric = kms.createKey();

    assertThat(refusedSigning(key, "ECDSA_SHA_384", "RAW", MESSAGE))
        .hasMessage("Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.")
        .extracting("code")
        .isEqualTo("InvalidKeyUsageException");
    assertThat(refusedSigning(symmetric, "ECDSA_SHA_256", "RAW", MESSAGE))
        .hasMessage(symmetric.arn() + " key usage is ENCRYPT_DECRYPT which is not valid for Sign.");
    assertThat(
            kms.refusal(kms.nobody, "Sign", signing(key, "ECDSA_SHA_256", "RAW", MESSAGE).build())
                .code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aDryRunSignsNothing() {
    KeyMetadata key = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");

    assertThat(
            kms.refusal(
                    kms.admin,
                    "Sign",
                    signing(key, "ECDSA_SHA_256", "RAW", MESSAGE).dryRun(true).build())
                .code())
        .isEqualTo("DryRunOperationException");
  }

  @Test
  void itsAlgorithmsAreListedInOrder() {
    assertThat(kms.createKey("RSA_2048", "SIGN_VERIFY").signingAlgorithmsAsStrings())
        .isEqualTo(
            List.of(
                "RSASSA_PKCS1_V1_5_SHA_256",
                "RSASSA_PKCS1_V1_5_SHA_384",
                "RSASSA_PKCS1_V1_5_SHA_512",
                "RSASSA_PSS_SHA_256",
                "RSASSA_PSS_SHA_384",
                "RSASSA_PSS_SHA_512"));
  }

  private boolean holdsOutside(
      KeyMetadata key, String spec, String java, String digest, SdkBytes signature)
      throws GeneralSecurityException {
    Signature outside =
        ofTheJdk(spec)
            ? Signature.getInstance(java)
            : Signature.getInstance(java, new BouncyCastleProvider());
    if (java.equals("RSASSA-PSS")) {
      int salt = MessageDigest.getInstance(digest).getDigestLength();
      outside.setParameter(
          new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
    }
    outside.initVerify(publicKey(key, spec));
    outside.update(MESSAGE);
    return outside.verify(signature.asByteArray());
  }

  private PublicKey publicKey(KeyMetadata key, String spec) throws GeneralSecurityException {
    GetPublicKeyResponse answer =
        kms.call(kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key.arn()).build());
    X509EncodedKeySpec encoded = new X509EncodedKeySpec(answer.publicKey().asByteArray());
    String family =
        spec.startsWith("RSA")
            ? "RSA"
            : spec.startsWith("ML_DSA")
                ? "ML-DSA"
                : spec.equals("ECC_NIST_EDWARDS25519") ? "Ed25519" : "EC";
    KeyFactory keys =
        ofTheJdk(spec)
            ? KeyFactory.getInstance(family)
            : KeyFactory.getInstance(family, new BouncyCastleProvider());
    return keys.generatePublic(encoded);
  }

  private static boolean ofTheJdk(String spec) {
    return spec.startsWith("RSA") || spec.startsWith("ECC_NIST");
  }

  private static SdkBytes tampered(SdkBytes signature) {
    byte[] bytes = signature.asByteArray();
    bytes[bytes.length - 1] ^= 1;
    return SdkBytes.fromByteArray(bytes);
  }

  private SdkBytes sign(KeyMetadata key, String algorithm, String type, byte[] message) {
    SignResponse answer =
        kms.call(kms.admin, "Sign", signing(key, algorithm, type, message).build());
    assertThat(answer.keyId()).isEqualTo(key.arn());
    assertThat(answer.signingAlgorithmAsString()).isEqualTo(algorithm);
    return answer.signature();
  }

  private ServiceException refusedSigning(
      KeyMetadata key, String algorithm, String type, byte[] message) {
    return kms.refusal(kms.admin, "Sign", signing(key, algorithm, type, message).build());
  }

  private static SignRequest.Builder signing(
      KeyMetadata key, String algorithm, String type, byte[] message) {
    return SignRequest.builder()
        .keyId(key.keyId())
        .signingAlgorithm(algorithm)
        .messageType(type)
        .message(SdkBytes.fromByteArray(message));
  }

  private VerifyResponse verify(
      KeyMetadata key, String algorithm, String type, byte[] message, SdkBytes signature) {
    return kms.call(
        kms.admin, "Verify", verification(key, algorithm, type, message, signature).build());
  }

  private ServiceException refusedVerification(
      KeyMetadata key, String algorithm, byte[] message, SdkBytes signature) {
    return kms.refusal(
        kms.admin, "Verify", verification(key, algorithm, "RAW", message, signature).build());
  }

  private static VerifyRequest.Builder verification(
      KeyMetadata key, String algorithm, String type, byte[] message, SdkBytes signature) {
    return VerifyRequest.builder()
        .keyId(key.keyId())
        .signingAlgorithm(algorithm)
        .messageType(type)
        .message(SdkBytes.fromByteArray(message))
        .signature(signature);
  }
}
