package dev.trailmark.cloud.kms.multiregion;

import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.EUROPE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.HERE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;

/** Multi-Region keys whose material is imported: the same in each region, and in each by itself. */
class MultiRegionImportsTest {
  private static final String NEW = "NEW_KEY_MATERIAL";

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final MultiRegionSet set =
      MultiRegionSet.create(kms, CreateKeyRequest.builder().origin("EXTERNAL"));

  @Test
  void aReplicaWaitsForTheMaterialOfItsPrimary() throws GeneralSecurityException {
    assertThat(set.refusal(HERE, "ReplicateKey", set.replication(WEST).build()))
        .hasMessage(set.arn(HERE) + " is pending import.");
    set.in(HERE, "ImportKeyMaterial", imported(HERE, 1, null));

    set.with(WEST);

    assertThat(set.state(WEST)).isEqualTo("PendingImport");
    assertThat(set.refusal(WEST, "ImportKeyMaterial", imported(WEST, 2, null)).code())
        .isEqualTo("IncorrectKeyMaterialException");
    assertThat(set.refusal(WEST, "ImportKeyMaterial", imported(WEST, 2, NEW)))
        .hasMessage(
            "Input parameter ImportType NEW_KEY_MATERIAL cannot be used on replica Multi-Region"
                + " keys");
    assertThat(
            set.refusal(
                WEST,
                "ImportKeyMaterial",
                imported(WEST, 1, null).toBuilder().keyMaterialDescription("west").build()))
        .hasMessage("Key material description can only be specified on primary Multi-Region keys");
    set.in(WEST, "ImportKeyMaterial", imported(WEST, 1, null));
    assertThat(set.state(WEST)).isEqualTo("Enabled");
    assertThat(set.decrypt(WEST, set.encrypt(HERE, "text")).plaintext().asUtf8String())
        .isEqualTo("text");
  }

  @Test
  void deletingMaterialInOneRegionLeavesTheOthersAlone() throws GeneralSecurityException {
    set.in(HERE, "ImportKeyMaterial", imported(HERE, 1, null));
    set.with(WEST);
    set.in(WEST, "ImportKeyMaterial", imported(WEST, 1, null));
    SdkBytes blob = set.encrypt(WEST, "text");

    set.in(
        HERE,
        "DeleteImportedKeyMaterial",
        DeleteImportedKeyMaterialRequest.builder().keyId(set.id()).build());

    assertThat(set.state(HERE)).isEqualTo("PendingImport");
    assertThat(set.decrypt(WEST, blob).plaintext().asUtf8String()).isEqualTo("text");
  }

  @Test
  void newMaterialIsRotatedToOnceEveryRegionHasIt() throws GeneralSecurityException {
    set.in(HERE, "ImportKeyMaterial", imported(HERE, 1, null));
    set.with(WEST, EUROPE);
    set.in(WEST, "ImportKeyMaterial", imported(WEST, 1, null));
    set.in(EUROPE, "ImportKeyMaterial", imported(EUROPE, 1, null));
    SdkBytes before = set.encrypt(EUROPE, "before");
    RotateKeyOnDemandRequest rotation = RotateKeyOnDemandRequest.builder().keyId(set.id()).build();

    set.in(HERE, "ImportKeyMaterial", imported(HERE, 2, NEW));
    assertThat(states(HERE)).isEqualTo("CURRENT,PENDING_MULTI_REGION_IMPORT_AND_ROTATION");
    set.in(WEST, "ImportKeyMaterial", imported(WEST, 2, "EXISTING_KEY_MATERIAL"));
    assertThat(set.refusal(HERE, "RotateKeyOnDemand", rotation))
        .hasMessage(
            "Cannot perform key material rotation: Key material has not been imported for replicas"
                + " of the Multi-Region key.");
    set.in(EUROPE, "ImportKeyMaterial", imported(EUROPE, 2, "EXISTING_KEY_MATERIAL"));
    assertThat(states(WEST)).isEqualTo("CURRENT,PENDING_ROTATION");
    set.in(HERE, "RotateKeyOnDemand", rotation);

    assertThat(states(EUROPE)).isEqualTo("NON_CURRENT,CURRENT");
    assertThat(set.decrypt(WEST, before).plaintext().asUtf8String()).isEqualTo("before");
    SdkBytes after = set.encrypt(WEST, "after");
    assertThat(set.decrypt(HERE, after).keyMaterialId())
        .isEqualTo(set.describe(EUROPE).currentKeyMaterialId())
        .isNotEqualTo(set.decrypt(HERE, before).keyMaterialId());
  }

  @Test
  void materialThatNoRegionRotatedToIsForgottenEverywhere() throws GeneralSecurityException {
    set.in(HERE, "ImportKeyMaterial", imported(HERE, 1, null));
    set.with(WEST);
    set.in(WEST, "ImportKeyMaterial", imported(WEST, 1, null));
    set.in(HERE, "ImportKeyMaterial", imported(HERE, 2, NEW));
    ListKeyRotationsResponse all = rotations(HERE);

    set.in(
        HERE,
        "DeleteImportedKeyMaterial",
        DeleteImportedKeyMaterialRequest.builder()
            .keyId(set.id())
            .keyMaterialId(all.rotations().get(1).keyMaterialId())
            .build());
    kms.pass(Duration.ofSeconds(1));

    assertThat(states(HERE)).isEqualTo("CURRENT");
    assertThat(states(WEST)).isEqualTo("CURRENT");
    assertThat(set.state(WEST)).isEqualTo("Enabled");
  }

  private String states(String region) {
    return String.join(
        ",",
        rotations(region).rotations().stream()
            .map(rotation -> rotation.keyMaterialStateAsString())
            .toList());
  }

  private ListKeyRotationsResponse rotations(String region) {
    return set.in(
        region,
        "ListKeyRotations",
        ListKeyRotationsRequest.builder()
            .keyId(set.id())
            .includeKeyMaterial("ALL_KEY_MATERIAL")
            .build());
  }

  /** A request to import one of two materials. */
  private ImportKeyMaterialRequest imported(String region, int number, String type)
      throws GeneralSecurityException {
    GetParametersForImportResponse parameters =
        set.in(
            region,
            "GetParametersForImport",
            GetParametersForImportRequest.builder()
                .keyId(set.id())
                .wrappingAlgorithm("RSAES_OAEP_SHA_1")
                .wrappingKeySpec("RSA_2048")
                .build());
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray())));
    byte[] material = new byte[32];
    Arrays.fill(material, (byte) number);
    return ImportKeyMaterialRequest.builder()
        .keyId(set.id())
        .importToken(parameters.importToken())
        .encryptedKeyMaterial(SdkBytes.fromByteArray(cipher.doFinal(material)))
        .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE")
        .importType(type)
        .build();
  }
}
