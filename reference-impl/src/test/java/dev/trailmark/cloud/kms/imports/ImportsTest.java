package dev.trailmark.cloud.kms.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.crypto.EncodedPair;
import dev.trailmark.cloud.crypto.KeyEncapsulation;
import dev.trailmark.cloud.crypto.PairSpec;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

class ImportsTest {
  private static final String OAEP = "RSAES_OAEP_SHA_256";

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final byte[] material = material(1);

  @Test
  void aKeyWithoutMaterialWaitsForItsImport() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    assertThat(key.keyStateAsString()).isEqualTo("PendingImport");
    assertThat(key.enabled()).isFalse();
    assertThat(key.currentKeyMaterialId()).isNull();
    assertThat(kms.refusal(kms.admin, "Encrypt", encryption(key)))
        .hasMessage(key.arn() + " is pending import.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");

    ImportKeyMaterialResponse imported = importOf(key, parameters(key, OAEP), material);

    KeyMetadata now = describe(key);
    assertThat(imported.keyId()).isEqualTo(key.arn());
    assertThat(now.keyStateAsString()).isEqualTo("Enabled");
    assertThat(now.expirationModelAsString()).isEqualTo("KEY_MATERIAL_DOES_NOT_EXPIRE");
    assertThat(now.currentKeyMaterialId()).isEqualTo(imported.keyMaterialId()).hasSize(64);
    assertThat(decrypt(encrypt(key)).plaintext().asUtf8String()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"})
  void secretKeysAreWrappedUnderTheWrappingKeyItself(String wrapping)
      throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");

    importOf(key, parameters(key, wrapping), wrapping, material);

    assertThat(decrypt(encrypt(key)).plaintext().asUtf8String()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSAES_OAEP_SHA_1",
        "RSAES_OAEP_SHA_256",
        "RSA_AES_KEY_WRAP_SHA_1",
        "RSA_AES_KEY_WRAP_SHA_256"
      })
  void privateKeysOfCurvesAreWrappedWithAndWithoutAKeyInBetween(String wrapping)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair own = generator.generateKeyPair();
    KeyMetadata key = external("ECC_NIST_P256", "SIGN_VERIFY");

    importOf(key, parameters(key, wrapping), wrapping, own.getPrivate().getEncoded());

    GetPublicKeyResponse shown =
        kms.call(kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key.arn()).build());
    assertThat(shown.publicKey().asByteArray()).isEqualTo(own.getPublic().getEncoded());
  }

  @Test
  void deletedMaterialCanBeBroughtBackButNotReplaced() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key, OAEP);
    String id = importOf(key, parameters, material).keyMaterialId();
    SdkBytes blob = encrypt(key);

    kms.call(
        kms.admin,
        "DeleteImportedKeyMaterial",
        DeleteImportedKeyMaterialRequest.builder().keyId(key.keyId()).build());

    assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(id);
    assertThat(
            kms.refusal(
                kms.admin, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build()))
        .hasMessage(key.arn() + " is pending import.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    assertThat(refusedImport(request(key, parameters, OAEP, material(2))))
        .hasMessage("Imported key material does not have the expected identifier (" + id + ").")
        .extracting("code")
        .isEqualTo("IncorrectKeyMaterialException");
    assertThat(importOf(key, parameters, material).keyMaterialId()).isEqualTo(id);
    assertThat(decrypt(blob).plaintext().asUtf8String()).isEqualTo("text");
  }

  @Test
  void materialExpires() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key, OAEP);
    Instant end = kms.now().plus(Duration.ofDays(3));
    assertThat(
            refusedImport(request(key, parameters, OAEP, material).expirationModel((String) null)))
        .hasMessage("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES")
        .extracting("code")
        .isEqualTo("ValidationException");

    kms.call(
        kms.admin,
        "ImportKeyMaterial",
        request(key, parameters, OAEP, material)
            .expirationModel("KEY_MATERIAL_EXPIRES")
            .validTo(end)
            .build());
    assertThat(describe(key).validTo()).isEqualTo(end);
    kms.pass(Duration.ofDays(3));

    assertThat(describe(key).keyStateAsString()).isEqualTo("PendingImport");
    assertThat(describe(key).validTo()).isNull();
    assertThat(kms.happened().get(0).name()).isEqualTo("DeleteExpiredKeyMaterial");
    assertThat(kms.happened().get(0).time()).isEqualTo(end);
  }

  @Test
  void aSymmetricKeyRotatesToMaterialThatWasBroughtForIt() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key, OAEP);
    String first = importOf(key, parameters, material).keyMaterialId();
    SdkBytes blob = encrypt(key);
    RotateKeyOnDemandRequest rotate = RotateKeyOnDemandRequest.builder().keyId(key.keyId()).build();
    assertThat(kms.refusal(kms.admin, "RotateKeyOnDemand", rotate))
        .hasMessage("No available key material pending rotation for the key: " + key.arn() + ".")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");

    ImportKeyMaterialResponse second =
        kms.call(
            kms.admin,
            "ImportKeyMaterial",
            request(key, parameters, OAEP, material(2))
                .importType("NEW_KEY_MATERIAL")
                .keyMaterialDescription("for 2026")
                .build());
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(first);
    assertThat(
            refusedImport(
                request(key, parameters, OAEP, material(3)).importType("NEW_KEY_MATERIAL")))
        .hasMessageContaining("is pending rotation.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    kms.call(kms.admin, "RotateKeyOnDemand", rotate);

    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(second.keyMaterialId());
    assertThat(decrypt(blob).keyMaterialId()).isEqualTo(first);
    ListKeyRotationsResponse all =
        kms.call(
            kms.admin,
            "ListKeyRotations",
            ListKeyRotationsRequest.builder()
                .keyId(key.keyId())
                .includeKeyMaterial("ALL_KEY_MATERIAL")
                .build());
    assertThat(all.rotations())
        .extracting(
            RotationsListEntry::keyMaterialStateAsString,
            RotationsListEntry::importStateAsString,
            RotationsListEntry::keyMaterialDescription)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("NON_CURRENT", "IMPORTED", null),
            org.assertj.core.groups.Tuple.tuple("CURRENT", "IMPORTED", "for 2026"));
  }

  @Test
  void aPrivateKeyOfOnesOwnSignsInside() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair own = generator.generateKeyPair();
    KeyMetadata key = external("RSA_2048", "SIGN_VERIFY");
    KeyMetadata larger = external("RSA_3072", "SIGN_VERIFY");
    String wrapping = "RSA_AES_KEY_WRAP_SHA_256";

    importOf(key, parameters(key, wrapping), wrapping, own.getPrivate().getEncoded());

    GetPublicKeyResponse shown =
        kms.call(kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key.arn()).build());
    assertThat(shown.publicKey().asByteArray()).isEqualTo(own.getPublic().getEncoded());
    software.amazon.awssdk.services.kms.model.SignResponse signed =
        kms.call(
            kms.admin,
            "Sign",
            software.amazon.awssdk.services.kms.model.SignRequest.builder()
                .keyId(key.keyId())
                .signingAlgorithm("RSASSA_PKCS1_V1_5_SHA_256")
                .message(SdkBytes.fromUtf8String("m"))
                .build());
    Signature outside = Signature.getInstance("SHA256withRSA");
    outside.initVerify(own.getPublic());
    outside.update("m".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(outside.verify(signed.signature().asByteArray())).isTrue();
    assertThat(
            refusedImport(
                    request(
                        larger,
                        parameters(larger, wrapping),
                        wrapping,
                        own.getPrivate().getEncoded()))
                .code())
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void anMlKemKeyOfOnesOwnRecoversInside() throws GeneralSecurityException {
    EncodedPair own = PairSpec.ML_KEM_768.generate(new SecureRandom());
    KeyMetadata key = external("ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    KeyMetadata other = external("ML_KEM_512", "ENCAPSULATE_DECAPSULATE");
    String wrapping = "RSA_AES_KEY_WRAP_SHA_256";

    importOf(key, parameters(key, wrapping), wrapping, own.privateKey());

    KeyEncapsulation.Encapsulated outside =
        KeyEncapsulation.encapsulate(own.publicKey(), new SecureRandom());
    DecapsulateResponse recovered =
        kms.call(
            kms.admin,
            "Decapsulate",
            DecapsulateRequest.builder()
                .keyId(key.keyId())
                .encapsulationAlgorithm("ML_KEM")
                .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(outside.ciphertext()))
                .build());
    assertThat(recovered.sharedSecret().asByteArray()).isEqualTo(outside.secret());
    assertThat(
            refusedImport(request(other, parameters(other, wrapping), wrapping, own.privateKey()))
                .code())
        .isEqualTo("InvalidCiphertextException");
  }

  @Test
  void tokensAreForTheirKeyAndForADay() throws GeneralSecurityException {
    KeyMetadata key = external("HMAC_256", "GENERATE_VERIFY_MAC");
    KeyMetadata other = external("HMAC_256", "GENERATE_VERIFY_MAC");
    GetParametersForImportResponse parameters = parameters(key, OAEP);
    assertThat(parameters.parametersValidTo()).isEqualTo(kms.now().plus(Duration.ofDays(1)));

    assertThat(refusedImport(request(other, parameters, OAEP, material)).code())
        .isEqualTo("InvalidImportTokenException");
    assertThat(
            refusedImport(
                    request(key, parameters, OAEP, material)
                        .encryptedKeyMaterial(SdkBytes.fromByteArray(new byte[256])))
                .code())
        .isEqualTo("InvalidCiphertextException");
    assertThat(refusedImport(request(key, parameters, OAEP, new byte[16])).code())
        .isEqualTo("InvalidCiphertextException");
    kms.pass(Duration.ofDays(1));
    assertThat(refusedImport(request(key, parameters, OAEP, material)).code())
        .isEqualTo("ExpiredImportTokenException");
  }

  @Test
  void keysWhoseMaterialKmsMadeTakeNone() {
    KeyMetadata key = kms.createKey();

    assertThat(kms.refusal(kms.admin, "GetParametersForImport", forImport(key, OAEP)))
        .hasMessage(key.arn() + " origin is AWS_KMS which is not valid for this operation.")
        .extracting("code")
        .isEqualTo("UnsupportedOperationException");
  }

  private KeyMetadata external(String spec, String usage) {
    CreateKeyResponse made =
        kms.call(
            kms.admin,
            "CreateKey",
            CreateKeyRequest.builder().origin("EXTERNAL").keySpec(spec).keyUsage(usage).build());
    return made.keyMetadata();
  }

  private GetParametersForImportResponse parameters(KeyMetadata key, String wrapping) {
    return kms.call(kms.admin, "GetParametersForImport", forImport(key, wrapping));
  }

  private static GetParametersForImportRequest forImport(KeyMetadata key, String wrapping) {
    return GetParametersForImportRequest.builder()
        .keyId(key.keyId())
        .wrappingAlgorithm(wrapping)
        .wrappingKeySpec("RSA_2048")
        .build();
  }

  private ImportKeyMaterialResponse importOf(
      KeyMetadata key, GetParametersForImportResponse parameters, byte[] secret)
      throws GeneralSecurityException {
    return importOf(key, parameters, OAEP, secret);
  }

  private ImportKeyMaterialResponse importOf(
      KeyMetadata key, GetParametersForImportResponse parameters, String wrapping, byte[] secret)
      throws GeneralSecurityException {
    return kms.call(
        kms.admin, "ImportKeyMaterial", request(key, parameters, wrapping, secret).build());
  }

  private ServiceException refusedImport(ImportKeyMaterialRequest.Builder request) {
    return kms.refusal(kms.admin, "ImportKeyMaterial", request.build());
  }

  private static ImportKeyMaterialRequest.Builder request(
      KeyMetadata key, GetParametersForImportResponse parameters, String wrapping, byte[] secret)
      throws GeneralSecurityException {
    return ImportKeyMaterialRequest.builder()
        .keyId(key.keyId())
        .importToken(parameters.importToken())
        .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE")
        .encryptedKeyMaterial(SdkBytes.fromByteArray(wrap(parameters, wrapping, secret)));
  }

  /** Wraps as openssl would, outside of the simulator. */
  private static byte[] wrap(
      GetParametersForImportResponse parameters, String wrapping, byte[] secret)
      throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    String digest = wrapping.endsWith("SHA_1") ? "SHA-1" : "SHA-256";
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
    if (!wrapping.startsWith("RSA_AES")) {
      return cipher.doFinal(secret);
    }
    byte[] temporary = material(9);
    Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
    aes.init(Cipher.WRAP_MODE, new SecretKeySpec(temporary, "AES"));
    byte[] inner = aes.wrap(new SecretKeySpec(secret, "AES"));
    byte[] outer = cipher.doFinal(temporary);
    byte[] both = Arrays.copyOf(outer, outer.length + inner.length);
    System.arraycopy(inner, 0, both, outer.length, inner.length);
    return both;
  }

  private static byte[] material(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  private KeyMetadata describe(KeyMetadata key) {
    DescribeKeyResponse answer =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build());
    return answer.keyMetadata();
  }

  private static EncryptRequest encryption(KeyMetadata key) {
    return EncryptRequest.builder()
        .keyId(key.keyId())
        .plaintext(SdkBytes.fromUtf8String("text"))
        .build();
  }

  private SdkBytes encrypt(KeyMetadata key) {
    EncryptResponse answer = kms.call(kms.admin, "Encrypt", encryption(key));
    return answer.ciphertextBlob();
  }

  private DecryptResponse decrypt(SdkBytes blob) {
    return kms.call(kms.admin, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());
  }
}
