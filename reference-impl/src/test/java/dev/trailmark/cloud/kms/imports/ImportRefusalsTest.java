package dev.trailmark.cloud.kms.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;

/** What imports refuse, in the words of recorded answers of AWS, and what they do besides. */
class ImportRefusalsTest {
  private static final String NEW = "NEW_KEY_MATERIAL";

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSAES_PKCS1_V1_5, RSA_2048",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, RSA_AES_KEY_WRAP_SHA_256, RSA_2048",
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, SM2PKE, RSA_2048",
    "HMAC_256, GENERATE_VERIFY_MAC, RSA_AES_KEY_WRAP_SHA_1, RSA_4096",
    "RSA_2048, SIGN_VERIFY, RSAES_OAEP_SHA_256, RSA_2048",
    "ECC_NIST_P521, SIGN_VERIFY, RSAES_OAEP_SHA_256, RSA_2048",
    "ECC_NIST_P521, SIGN_VERIFY, RSAES_OAEP_SHA_1, SM2",
    "ML_KEM_512, ENCAPSULATE_DECAPSULATE, RSAES_OAEP_SHA_256, RSA_4096",
  })
  void aWrappingThatDoesNotGoWithTheKeyIsRefused(
      String spec, String usage, String algorithm, String wrappingKey) {
    ServiceException refusal =
        kms.refusal(
            kms.admin,
            "GetParametersForImport",
            GetParametersForImportRequest.builder()
                .keyId(external(spec, usage).keyId())
                .wrappingAlgorithm(algorithm)
                .wrappingKeySpec(wrappingKey)
                .build());

    assertThat(refusal)
        .hasMessage(
            "Wrapping algorithm %s and wrapping key spec %s cannot be used to import a %s key."
                .formatted(algorithm, wrappingKey, spec));
    assertThat(refusal.code()).isEqualTo("ValidationException");
  }

  @Test
  void theEndOfMaterialIsInTheNextYear() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key);

    assertRefused(
        request(key, parameters, 1, r -> r.expirationModel((String) null).validTo(kms.now())),
        "ValidationException",
        "ValidTo must be in the future");
    assertRefused(
        request(
            key,
            parameters,
            1,
            r ->
                r.expirationModel("KEY_MATERIAL_EXPIRES")
                    .validTo(kms.now().plus(Duration.ofDays(366)))),
        "ValidationException",
        "ValidTo must be less than 365 days in the future");
    assertRefused(
        request(key, parameters, 1, r -> r.validTo(kms.now().plus(Duration.ofDays(1)))),
        "ValidationException",
        "A validTo date cannot be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
  }

  @Test
  void materialIsToldApartByItsId() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key);
    String zeros = "0".repeat(64);
    String first = imported(request(key, parameters, 1, r -> {}));

    assertRefused(
        request(key, parameters, 1, r -> r.keyMaterialId(zeros)),
        "IncorrectKeyMaterialException",
        "Imported key material does not have the expected identifier (" + zeros + ").");
    assertRefused(
        request(key, parameters, 1, r -> r.importType(NEW)),
        "IncorrectKeyMaterialException",
        "Key material (id: %s) being imported as NEW_KEY_MATERIAL is already associated with KMS key %s."
            .formatted(first, key.arn()));
    assertRefused(
        request(key, parameters, 1, r -> r.importType(NEW).keyMaterialId(first)),
        "ValidationException",
        "Input parameter keyMaterialId cannot be used with NEW_KEY_MATERIAL importType.");
    String second = imported(request(key, parameters, 2, r -> r.importType(NEW)));
    ServiceException third = refused(request(key, parameters, 3, r -> r.importType(NEW)));
    assertThat(third)
        .hasMessageMatching(
            "New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key "
                + key.arn()
                + ", because another key material \\(id: "
                + second
                + "\\) is pending rotation\\.");
    assertThat(
            kms.refusal(
                kms.admin,
                "DeleteImportedKeyMaterial",
                DeleteImportedKeyMaterialRequest.builder()
                    .keyId(key.keyId())
                    .keyMaterialId(zeros)
                    .build()))
        .hasMessage(
            "Key material (id: %s) has never been imported into KMS key %s."
                .formatted(zeros, key.arn()));
  }

  @Test
  void onlySymmetricMaterialIsDescribedAndCountedAndListed() throws GeneralSecurityException {
    KeyMetadata key = external("HMAC_256", "GENERATE_VERIFY_MAC");
    GetParametersForImportResponse parameters = parameters(key);

    assertRefused(
        request(key, parameters, 1, r -> r.importType(NEW)),
        "ValidationException",
        "Input parameter importType cannot be used with HMAC_256 imported keys.");
    assertRefused(
        request(key, parameters, 1, r -> r.keyMaterialId("0".repeat(64))),
        "ValidationException",
        "Input parameter keyMaterialId cannot be used with HMAC_256 imported keys.");
    assertRefused(
        request(key, parameters, 1, r -> r.keyMaterialDescription("mine")),
        "ValidationException",
        "Input parameter keyMaterialDescription cannot be used with HMAC_256 imported keys.");
    assertThat(
            kms.refusal(
                kms.admin,
                "ListKeyRotations",
                ListKeyRotationsRequest.builder()
                    .keyId(key.keyId())
                    .includeKeyMaterial("ALL_KEY_MATERIAL")
                    .build()))
        .hasMessage("Input parameter includeKeyMaterial can only be used with symmetric keys.");
  }

  @Test
  void anImportEnablesADisabledKey() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    GetParametersForImportResponse parameters = parameters(key);
    imported(request(key, parameters, 1, r -> {}));
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());

    imported(request(key, parameters, 1, r -> {}));

    assertThat(state(key)).isEqualTo("Enabled");
  }

  @Test
  void deletingWhatIsNotThereIsNoFault() throws GeneralSecurityException {
    KeyMetadata key = external("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    DeleteImportedKeyMaterialRequest request =
        DeleteImportedKeyMaterialRequest.builder().keyId(key.keyId()).build();
    DeleteImportedKeyMaterialResponse none =
        kms.call(kms.admin, "DeleteImportedKeyMaterial", request);
    String id = imported(request(key, parameters(key), 1, r -> {}));
    kms.<SdkPojo>call(kms.admin, "DeleteImportedKeyMaterial", request);
    DeleteImportedKeyMaterialResponse again =
        kms.call(kms.admin, "DeleteImportedKeyMaterial", request);

    assertThat(none.keyId()).isEqualTo(key.arn());
    assertThat(none.keyMaterialId()).isNull();
    assertThat(again.keyMaterialId()).isEqualTo(id);
    assertThat(state(key)).isEqualTo("PendingImport");
  }

  private KeyMetadata external(String spec, String usage) {
    CreateKeyResponse made =
        kms.call(
            kms.admin,
            "CreateKey",
            CreateKeyRequest.builder().origin("EXTERNAL").keySpec(spec).keyUsage(usage).build());
    return made.keyMetadata();
  }

  private String state(KeyMetadata key) {
    DescribeKeyResponse found =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.arn()).build());
    return found.keyMetadata().keyStateAsString();
  }

  private GetParametersForImportResponse parameters(KeyMetadata key) {
    return kms.call(
        kms.admin,
        "GetParametersForImport",
        GetParametersForImportRequest.builder()
            .keyId(key.keyId())
            .wrappingAlgorithm("RSAES_OAEP_SHA_256")
            .wrappingKeySpec("RSA_2048")
            .build());
  }

  /** An import of 32 times the same byte. */
  private static ImportKeyMaterialRequest request(
      KeyMetadata key,
      GetParametersForImportResponse parameters,
      int filling,
      Consumer<ImportKeyMaterialRequest.Builder> change)
      throws GeneralSecurityException {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) filling);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray())),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    ImportKeyMaterialRequest.Builder request =
        ImportKeyMaterialRequest.builder()
            .keyId(key.keyId())
            .importToken(parameters.importToken())
            .encryptedKeyMaterial(SdkBytes.fromByteArray(cipher.doFinal(secret)))
            .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE");
    change.accept(request);
    return request.build();
  }

  private String imported(ImportKeyMaterialRequest request) {
    ImportKeyMaterialResponse response = kms.call(kms.admin, "ImportKeyMaterial", request);
    return response.keyMaterialId();
  }

  private ServiceException refused(ImportKeyMaterialRequest request) {
    return kms.refusal(kms.admin, "ImportKeyMaterial", request);
  }

  private void assertRefused(ImportKeyMaterialRequest request, String code, String message) {
    ServiceException refusal = refused(request);
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo(code);
  }
}
