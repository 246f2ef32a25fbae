package dev.trailmark.cloud.kms.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.kms.multiregion.MultiRegionSet;
import dev.trailmark.cloud.operation.ServiceException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;

/** ML-KEM keys: secrets shared with whoever has the public key, and what else they are not for. */
class EncapsulationsTest {
  private static final String USAGE = "ENCAPSULATE_DECAPSULATE";

  private static final Map<String, Function<String, SdkPojo>> REQUESTS =
      Map.of(
          "Sign",
          id ->
              SignRequest.builder()
                  .keyId(id)
                  .message(SdkBytes.fromUtf8String("m"))
                  .signingAlgorithm("ML_DSA_SHAKE_256")
                  .build(),
          "Encrypt",
          id ->
              EncryptRequest.builder()
                  .keyId(id)
                  .plaintext(SdkBytes.fromUtf8String("m"))
                  .encryptionAlgorithm("RSAES_OAEP_SHA_256")
                  .build(),
          "DeriveSharedSecret",
          id ->
              DeriveSharedSecretRequest.builder()
                  .keyId(id)
                  .keyAgreementAlgorithm("ECDH")
                  .publicKey(SdkBytes.fromUtf8String("k"))
                  .build(),
          "GenerateDataKeyPair",
          id -> GenerateDataKeyPairRequest.builder().keyId(id).keyPairSpec("ML_KEM_512").build());

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey("ML_KEM_512", USAGE);

  @ParameterizedTest
  @CsvSource({"ML_KEM_512, 768", "ML_KEM_768, 1088", "ML_KEM_1024, 1568"})
  void aSecretThatIsEncapsulatedInsideOrOutsideIsRecoveredInside(String spec, int length)
      throws IOException {
    KeyMetadata made = kms.createKey(spec, USAGE);
    EncapsulateResponse inside = encapsulated(made);
    SecretWithEncapsulation outside =
        new MLKEMGenerator(new SecureRandom())
            .generateEncapsulated(PublicKeyFactory.createKey(publicKey(made).asByteArray()));

    assertThat(inside.sharedSecretCiphertextBlob().asByteArray()).hasSize(length);
    assertThat(inside.sharedSecret().asByteArray()).hasSize(32);
    assertThat(inside.keyId()).isEqualTo(made.arn());
    assertThat(inside.encapsulationAlgorithmAsString()).isEqualTo("ML_KEM");
    DecapsulateResponse recovered = recovered(made, inside.sharedSecretCiphertextBlob());
    assertThat(recovered.sharedSecret()).isEqualTo(inside.sharedSecret());
    assertThat(recovered.keyId()).isEqualTo(made.arn());
    assertThat(recovered.encapsulationAlgorithmAsString()).isEqualTo("ML_KEM");
    assertThat(recovered(made, SdkBytes.fromByteArray(outside.getEncapsulation())).sharedSecret())
        .isEqualTo(SdkBytes.fromByteArray(outside.getSecret()));
    assertThat(encapsulated(made).sharedSecret()).isNotEqualTo(inside.sharedSecret());
  }

  @Test
  void theKeyTellsItsAlgorithmWhereverItIsDescribed() {
    DescribeKeyResponse described =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build());
    GetPublicKeyResponse published =
        kms.call(
            kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key.keyId()).build());

    assertThat(key.encapsulationAlgorithmsAsStrings()).containsExactly("ML_KEM");
    assertThat(described.keyMetadata()).isEqualTo(key);
    assertThat(key.hasSigningAlgorithms() || key.hasKeyAgreementAlgorithms()).isFalse();
    assertThat(published.encapsulationAlgorithmsAsStrings()).containsExactly("ML_KEM");
    assertThat(published.hasEncryptionAlgorithms()).isFalse();
    assertThat(published.keySpecAsString()).isEqualTo("ML_KEM_512");
    assertThat(published.keyUsageAsString()).isEqualTo(USAGE);
  }

  /** FIPS 203's implicit rejection: nothing tells the secret of an altered ciphertext. */
  @Test
  void anAlteredCiphertextGivesAnotherSecretAndAlwaysTheSame() {
    EncapsulateResponse made = encapsulated(key);
    byte[] altered = made.sharedSecretCiphertextBlob().asByteArray();
    altered[0] ^= 1;
    SdkBytes sent = SdkBytes.fromByteArray(altered);

    SdkBytes secret = recovered(key, sent).sharedSecret();

    assertThat(secret.asByteArray()).hasSize(32);
    assertThat(secret).isNotEqualTo(made.sharedSecret());
    assertThat(recovered(key, sent).sharedSecret()).isEqualTo(secret);
    KeyMetadata other = kms.createKey("ML_KEM_512", USAGE);
    assertThat(recovered(other, made.sharedSecretCiphertextBlob()).sharedSecret())
        .isNotEqualTo(made.sharedSecret());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 767, 769, 1088, 6144})
  void aCiphertextOfAnotherLengthIsRefusedAlsoInADryRun(int length) {
    SdkBytes blob = SdkBytes.fromByteArray(new byte[length]);

    assertThat(refused(kms.admin, decapsulation(key, blob)))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("InvalidCiphertextException");
    assertThat(refused(kms.admin, decapsulation(key, blob).dryRun(true)).code())
        .isEqualTo("InvalidCiphertextException");
  }

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT",
    "RSA_2048, ENCRYPT_DECRYPT",
    "ECC_NIST_P256, KEY_AGREEMENT",
    "HMAC_256, GENERATE_VERIFY_MAC"
  })
  void aKeyForAnythingElseIsRefused(String spec, String usage) {
    KeyMetadata other = kms.createKey(spec, usage);

    assertThat(refused(kms.admin, encapsulation(other)))
        .hasMessage(other.arn() + " key usage is " + usage + " which is not valid for Encapsulate.")
        .extracting("code")
        .isEqualTo("InvalidKeyUsageException");
    assertThat(
            refused(kms.admin, decapsulation(other, SdkBytes.fromByteArray(new byte[768])))
                .getMessage())
        .endsWith("key usage is " + usage + " which is not valid for Decapsulate.");
  }

  @ParameterizedTest
  @CsvSource({
    "Sign, SIGN_VERIFY",
    "Encrypt, ENCRYPT_DECRYPT",
    "DeriveSharedSecret, KEY_AGREEMENT",
    "GenerateDataKeyPair, ENCRYPT_DECRYPT",
  })
  void anMlKemKeyIsForNothingElse(String operation, String usage) {
    assertThat(kms.refusal(kms.admin, operation, REQUESTS.get(operation).apply(key.keyId())))
        .hasMessage(
            key.arn() + " key usage is " + USAGE + " which is not valid for " + operation + ".")
        .extracting("code")
        .isEqualTo("InvalidKeyUsageException");
    assertThat(
            kms.refusal(
                kms.admin,
                "CreateKey",
                CreateKeyRequest.builder().keySpec("ML_KEM_1024").keyUsage(usage).build()))
        .hasMessage("KeyUsage " + usage + " is not compatible with KeySpec ML_KEM_1024")
        .extracting("code")
        .isEqualTo("ValidationException");
  }

  @Test
  void anMlKemKeyDoesNotRotate() {
    assertThat(
            kms.refusal(
                    kms.admin,
                    "EnableKeyRotation",
                    EnableKeyRotationRequest.builder().keyId(key.keyId()).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "RotateKeyOnDemand",
                    RotateKeyOnDemandRequest.builder().keyId(key.keyId()).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
  }

  @Test
  void aReplicaRecoversWhatThePrimaryEncapsulated() {
    MultiRegionSet set =
        MultiRegionSet.create(kms, CreateKeyRequest.builder().keySpec("ML_KEM_768").keyUsage(USAGE))
            .with(MultiRegionSet.WEST);
    EncapsulateResponse made =
        set.in(
            MultiRegionSet.HERE,
            "Encapsulate",
            EncapsulateRequest.builder().keyId(set.id()).encapsulationAlgorithm("ML_KEM").build());

    DecapsulateResponse recovered =
        set.in(
            MultiRegionSet.WEST,
            "Decapsulate",
            DecapsulateRequest.builder()
                .keyId(set.id())
                .encapsulationAlgorithm("ML_KEM")
                .sharedSecretCiphertextBlob(made.sharedSecretCiphertextBlob())
                .build());

    assertThat(recovered.sharedSecret()).isEqualTo(made.sharedSecret());
    assertThat(recovered.keyId()).isEqualTo(set.arn(MultiRegionSet.WEST));
  }

  @Test
  void neitherAnswerShowsTheSecretInItsText() {
    EncapsulateResponse made = encapsulated(key);
    DecapsulateResponse recovered = recovered(key, made.sharedSecretCiphertextBlob());

    for (SdkPojo answer : List.of(made, recovered)) {
      assertThat(answer.toString()).contains("Sensitive Data Redacted");
    }
    assertThat(kms.recorded("Encapsulate", made)).isNull();
    assertThat(kms.recorded("Decapsulate", recovered)).isNull();
  }

  private SdkBytes publicKey(KeyMetadata of) {
    return kms.<GetPublicKeyResponse>call(
            kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(of.keyId()).build())
        .publicKey();
  }

  private EncapsulateResponse encapsulated(KeyMetadata under) {
    return kms.call(kms.admin, "Encapsulate", encapsulation(under).build());
  }

  private DecapsulateResponse recovered(KeyMetadata under, SdkBytes blob) {
    return kms.call(kms.admin, "Decapsulate", decapsulation(under, blob).build());
  }

  private static EncapsulateRequest.Builder encapsulation(KeyMetadata under) {
    return EncapsulateRequest.builder().keyId(under.keyId()).encapsulationAlgorithm("ML_KEM");
  }

  private static DecapsulateRequest.Builder decapsulation(KeyMetadata under, SdkBytes blob) {
    return DecapsulateRequest.builder()
        .keyId(under.keyId())
        .encapsulationAlgorithm("ML_KEM")
        .sharedSecretCiphertextBlob(blob);
  }

  private ServiceException refused(Principal principal, EncapsulateRequest.Builder request) {
    return kms.refusal(principal, "Encapsulate", request.build());
  }

  private ServiceException refused(Principal principal, DecapsulateRequest.Builder request) {
    return kms.refusal(principal, "Decapsulate", request.build());
  }
}
