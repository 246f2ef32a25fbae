package dev.trailmark.cloud.kms.imports;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;

/** The operations on imported key material: one row each. */
public final class ImportTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public ImportTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(getParametersForImport(), importKeyMaterial(), deleteImportedKeyMaterial());
  }

  private Operation<?, ?> getParametersForImport() {
    return Operation.of(
            "GetParametersForImport", GetParametersForImportRequest::builder, Imports::parameters)
        .access(
            on.managed(
                "kms:GetParametersForImport",
                GetParametersForImportRequest::keyId,
                (request, keys) -> {
                  keys.put("kms:wrappingalgorithm", List.of(request.wrappingAlgorithmAsString()));
                  keys.put("kms:wrappingkeyspec", List.of(request.wrappingKeySpecAsString()));
                }))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("WrappingAlgorithm"), KmsLimits.WRAPPING_ALGORITHM)
        .constrain(required("WrappingKeySpec"), KmsLimits.WRAPPING_KEY_SPEC)
        .honours(KEY_ID, "WrappingAlgorithm", "WrappingKeySpec")
        .onWorker()
        .build();
  }

  private Operation<?, ?> importKeyMaterial() {
    return Operation.of(
            "ImportKeyMaterial", ImportKeyMaterialRequest::builder, Imports::importMaterial)
        .access(
            on.managed(
                "kms:ImportKeyMaterial",
                ImportKeyMaterialRequest::keyId,
                (request, keys) -> {
                  keys.put(
                      "kms:expirationmodel",
                      List.of(
                          request.expirationModel() == null
                              ? MaterialEntry.EXPIRES
                              : request.expirationModelAsString()));
                  if (request.validTo() != null) {
                    keys.put("kms:validto", List.of(request.validTo().toString()));
                  }
                }))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("ImportToken"), KmsLimits.IMPORT_TOKEN)
        .constrain(required("EncryptedKeyMaterial"), KmsLimits.ENCRYPTED_KEY_MATERIAL)
        .constrain(KmsLimits.EXPIRATION_MODEL, KmsLimits.IMPORT_TYPE)
        .constrain(KmsLimits.MATERIAL_DESCRIPTION, KmsLimits.MATERIAL_DESCRIPTION_CHARACTERS)
        .constrain(KmsLimits.MATERIAL_ID, KmsLimits.MATERIAL_ID_CHARACTERS)
        .honours(
            KEY_ID,
            "ImportToken",
            "EncryptedKeyMaterial",
            "ValidTo",
            "ExpirationModel",
            "ImportType",
            "KeyMaterialDescription",
            "KeyMaterialId")
        .trail(
            TrailRule.<ImportKeyMaterialRequest, ImportKeyMaterialResponse>write()
                .omitting("ImportToken", "EncryptedKeyMaterial"))
        .onWorker()
        .build();
  }

  private Operation<?, ?> deleteImportedKeyMaterial() {
    return Operation.of(
            "DeleteImportedKeyMaterial", DeleteImportedKeyMaterialRequest::builder, Imports::delete)
        .access(
            on.managed("kms:DeleteImportedKeyMaterial", DeleteImportedKeyMaterialRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.MATERIAL_ID, KmsLimits.MATERIAL_ID_CHARACTERS)
        .honours(KEY_ID, "KeyMaterialId")
        .trail(TrailRule.write())
        .build();
  }
}
