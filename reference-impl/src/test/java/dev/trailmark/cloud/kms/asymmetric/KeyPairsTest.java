package dev.trailmark.cloud.kms.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class KeyPairsTest {
  private static final SdkBytes SECRET = SdkBytes.fromUtf8String("attack at dawn");

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource({"RSAES_OAEP_SHA_1, SHA-1, 214", "RSAES_OAEP_SHA_256, SHA-256, 190"})
  void whatAPublicKeyEncryptsOutsideIsDecryptedInside(String algorithm, String digest, int longest)
      throws GeneralSecurityException {
    KeyMetadata key = kms.createKey("RSA_2048", "ENCRYPT_DECRYPT");
    Cipher outside = Cipher.getInstance("RSA/ECB/OAEPPadding");
    outside.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA").generatePublic(encoded(publicKey(key))),
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));

    SdkBytes blob = SdkBytes.fromByteArray(outside.doFinal(SECRET.asByteArray()));

    assertThat(decrypt(key, algorithm, blob)).isEqualTo(SECRET);
    assertThat(decrypt(key, algorithm, encrypt(key, algorithm, SECRET))).isEqualTo(SECRET);
    assertThat(
            kms.refusal(
                kms.admin,
                "Encrypt",
                encryption(key, algorithm, SdkBytes.fromByteArray(new byte[longest + 1])).build()))
        .hasMessage(
            "Algorithm %s and key spec RSA_2048 cannot encrypt data larger than %d bytes."
                .formatted(algorithm, longest))
        .extracting("code")
        .isEqualTo("ValidationException");
    assertThat(
            kms.refusal(
                kms.admin,
                "Decrypt",
                decryption(key, algorithm, SdkBytes.fromByteArray(new byte[256])).build()))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void anSm2CiphertextOpensUnderItsKeyAlone() {
    KeyMetadata key = kms.createKey("SM2", "ENCRYPT_DECRYPT");
    KeyMetadata other = kms.createKey("SM2", "ENCRYPT_DECRYPT");

    SdkBytes blob = encrypt(key, "SM2PKE", SECRET);

    assertThat(decrypt(key, "SM2PKE", blob)).isEqualTo(SECRET);
    assertThat(kms.refusal(kms.admin, "Decrypt", decryption(other, "SM2PKE", blob).build()).code())
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void aKeyPairTakesNeitherAnEncryptionContextNorTheSymmetricAlgorithm() {
    KeyMetadata key = kms.createKey("RSA_2048", "ENCRYPT_DECRYPT");

    assertThat(
            kms.refusal(
                    kms.admin,
                    "Encrypt",
                    encryption(key, "RSAES_OAEP_SHA_1", SECRET)
                        .encryptionContext(Map.of("a", "1"))
                        .build())
                .code())
        .isEqualTo("ValidationException");
    assertThat(kms.refusal(kms.admin, "Encrypt", encryption(key, null, SECRET).build()))
        .hasMessage("Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    assertThat(
            kms.refusal(
                kms.admin,
                "GenerateDataKey",
                GenerateDataKeyRequest.builder().keyId(key.arn()).keySpec("AES_256").build()))
        .hasMessage("You cannot generate a data key with an asymmetric CMK")
        .extracting("code")
        .isEqualTo("InvalidKeyUsageException");
  }

  @Test
  void aCiphertextCanMoveFromASymmetricKeyToAPairAndBack() {
    KeyMetadata symmetric = kms.createKey();
    KeyMetadata pair = kms.createKey("RSA_2048", "ENCRYPT_DECRYPT");
    SdkBytes blob = encrypt(symmetric, "SYMMETRIC_DEFAULT", SECRET);

    ReEncryptResponse there =
        kms.call(
            kms.admin,
            "ReEncrypt",
            ReEncryptRequest.builder()
                .ciphertextBlob(blob)
                .destinationKeyId(pair.arn())
                .destinationEncryptionAlgorithm("RSAES_OAEP_SHA_256")
                .build());
    assertThat(there.sourceKeyMaterialId()).isEqualTo(symmetric.currentKeyMaterialId());
    assertThat(there.destinationKeyMaterialId()).isNull();
    ReEncryptResponse back =
        kms.call(
            kms.admin,
            "ReEncrypt",
            ReEncryptRequest.builder()
                .ciphertextBlob(there.ciphertextBlob())
                .sourceKeyId(pair.arn())
                .sourceEncryptionAlgorithm("RSAES_OAEP_SHA_256")
                .destinationKeyId(symmetric.arn())
                .build());

    assertThat(decrypt(symmetric, "SYMMETRIC_DEFAULT", back.ciphertextBlob())).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @CsvSource({"ECC_NIST_P256, secp256r1", "ECC_NIST_P384, secp384r1", "ECC_NIST_P521, secp521r1"})
  void bothSidesDeriveTheSameSecret(String spec, String curve) throws GeneralSecurityException {
    KeyMetadata key = kms.createKey(spec, "KEY_AGREEMENT");
    KeyPair peer = curve(curve);

    DeriveSharedSecretResponse derived =
        kms.call(kms.admin, "DeriveSharedSecret", derivation(key, peer.getPublic()).build());

    KeyAgreement outside = KeyAgreement.getInstance("ECDH");
    outside.init(peer.getPrivate());
    outside.doPhase(KeyFactory.getInstance("EC").generatePublic(encoded(publicKey(key))), true);
    assertThat(derived.sharedSecret().asByteArray()).isEqualTo(outside.generateSecret());
    assertThat(derived.keyId()).isEqualTo(key.arn());
    assertThat(derived.keyOriginAsString()).isEqualTo("AWS_KMS");
  }

  @Test
  void aPeersKeyOfAnotherCurveOrNoneIsRefusedWithoutAWord() throws GeneralSecurityException {
    KeyMetadata key = kms.createKey("ECC_NIST_P256", "KEY_AGREEMENT");

    assertThat(
            kms.refusal(
                kms.admin,
                "DeriveSharedSecret",
                derivation(key, curve("secp384r1").getPublic()).build()))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("ValidationException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "DeriveSharedSecret",
                    derivation(key, curve("secp256r1").getPublic())
                        .publicKey(SdkBytes.fromUtf8String("no key"))
                        .build())
                .code())
        .isEqualTo("ValidationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSA_2048",
        "ECC_NIST_P256",
        "ECC_SECG_P256K1",
        "ECC_NIST_EDWARDS25519",
        "SM2",
        "ML_KEM_512",
        "ML_KEM_1024"
      })
  void aDataKeyPairsPrivateKeyComesInPlaintextAndEncrypted(String spec) {
    KeyMetadata key = kms.createKey();
    Map<String, String> context = Map.of("purpose", "pairs");

    GenerateDataKeyPairResponse made =
        kms.call(
            kms.admin,
            "GenerateDataKeyPair",
            GenerateDataKeyPairRequest.builder()
                .keyId(key.keyId())
                .keyPairSpec(spec)
                .encryptionContext(context)
                .build());

    assertThat(made.keyPairSpecAsString()).isEqualTo(spec);
    assertThat(made.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    DecryptResponse opened =
        kms.call(
            kms.admin,
            "Decrypt",
            DecryptRequest.builder()
                .ciphertextBlob(made.privateKeyCiphertextBlob())
                .encryptionContext(context)
                .build());
    assertThat(opened.plaintext()).isEqualTo(made.privateKeyPlaintext());
    assertThat(made.publicKey().asByteArray()).isNotEmpty();
    if (spec.startsWith("ML_KEM")) {
      assertThat(made.privateKeyPlaintext().asByteArray()).as("the seed alone").hasSize(86);
    }
  }

  @Test
  void withoutPlaintextThePrivateKeyIsEncryptedOnly() {
    KeyMetadata key = kms.createKey();
    GenerateDataKeyPairWithoutPlaintextResponse made =
        kms.call(
            kms.admin,
            "GenerateDataKeyPairWithoutPlaintext",
            GenerateDataKeyPairWithoutPlaintextRequest.builder()
                .keyId(key.keyId())
                .keyPairSpec("ECC_NIST_P256")
                .build());

    assertThat(made.privateKeyCiphertextBlob().asByteArray()).isNotEmpty();
    assertThat(
            kms.refusal(
                    kms.admin,
                    "GenerateDataKeyPairWithoutPlaintext",
                    GenerateDataKeyPairWithoutPlaintextRequest.builder()
                        .keyId(key.keyId())
                        .keyPairSpec("ECC_NIST_P256")
                        .dryRun(true)
                        .build())
                .code())
        .isEqualTo("DryRunOperationException");
  }

  private SdkBytes publicKey(KeyMetadata key) {
    GetPublicKeyResponse answer =
        kms.call(kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key.arn()).build());
    assertThat(answer.keySpecAsString()).isEqualTo(key.keySpecAsString());
    assertThat(answer.keyUsageAsString()).isEqualTo(key.keyUsageAsString());
    return answer.publicKey();
  }

  private static X509EncodedKeySpec encoded(SdkBytes key) {
    return new X509EncodedKeySpec(key.asByteArray());
  }

  private static KeyPair curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  private static DeriveSharedSecretRequest.Builder derivation(KeyMetadata key, PublicKey peer) {
    return DeriveSharedSecretRequest.builder()
        .keyId(key.keyId())
        .keyAgreementAlgorithm("ECDH")
        .publicKey(SdkBytes.fromByteArray(peer.getEncoded()));
  }

  private SdkBytes encrypt(KeyMetadata key, String algorithm, SdkBytes plaintext) {
    EncryptResponse answer =
        kms.call(kms.admin, "Encrypt", encryption(key, algorithm, plaintext).build());
    assertThat(answer.encryptionAlgorithmAsString()).isEqualTo(algorithm);
    return answer.ciphertextBlob();
  }

  private static EncryptRequest.Builder encryption(
      KeyMetadata key, String algorithm, SdkBytes plaintext) {
    return EncryptRequest.builder()
        .keyId(key.keyId())
        .encryptionAlgorithm(algorithm)
        .plaintext(plaintext);
  }

  private SdkBytes decrypt(KeyMetadata key, String algorithm, SdkBytes blob) {
    DecryptResponse answer =
        kms.call(kms.admin, "Decrypt", decryption(key, algorithm, blob).build());
    assertThat(answer.encryptionAlgorithmAsString()).isEqualTo(algorithm);
    return answer.plaintext();
  }

  private static DecryptRequest.Builder decryption(
      KeyMetadata key, String algorithm, SdkBytes blob) {
    return DecryptRequest.builder()
        .keyId(key.keyId())
        .encryptionAlgorithm(algorithm)
        .ciphertextBlob(blob);
  }
}
