package dev.trailmark.cloud.kms;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;

/** The operations on a key's material: rotation and import, one row each. */
final class MaterialTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  MaterialTable(KeyAccess on) {
    this.on = on;
  }

  List<Operation<?, ?>> rows() {
    return List.of(
        enableKeyRotation(),
        disableKeyRotation(),
        getKeyRotationStatus(),
        rotateKeyOnDemand(),
        listKeyRotations(),
        getParametersForImport(),
        importKeyMaterial(),
        deleteImportedKeyMaterial());
  }

  private Operation<?, ?> enableKeyRotation() {
    return Operation.of("EnableKeyRotation", EnableKeyRotationRequest::builder, Rotation::enable)
        .access(
            on.rotating(
                "kms:EnableKeyRotation",
                EnableKeyRotationRequest::keyId,
                (request, keys) -> {
                  if (request.rotationPeriodInDays() != null) {
                    keys.put(
                        "kms:rotationperiodindays",
                        List.of(request.rotationPeriodInDays().toString()));
                  }
                }))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.ROTATION_PERIOD)
        .honours(KEY_ID, "RotationPeriodInDays")
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> disableKeyRotation() {
    return Operation.of("DisableKeyRotation", DisableKeyRotationRequest::builder, Rotation::disable)
        .access(on.rotating("kms:DisableKeyRotation", DisableKeyRotationRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(KmsTrail.silentChange())
        .build();
  }

  private Operation<?, ?> getKeyRotationStatus() {
    return Operation.of(
            "GetKeyRotationStatus", GetKeyRotationStatusRequest::builder, Rotation::status)
        .access(on.rotationOf("kms:GetKeyRotationStatus", GetKeyRotationStatusRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .build();
  }

  private Operation<?, ?> rotateKeyOnDemand() {
    return Operation.of("RotateKeyOnDemand", RotateKeyOnDemandRequest::builder, Rotation::onDemand)
        .access(on.rotating("kms:RotateKeyOnDemand", RotateKeyOnDemandRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(TrailRule.write())
        .build();
  }

  private Operation<?, ?> listKeyRotations() {
    return Operation.of("ListKeyRotations", ListKeyRotationsRequest::builder, KeyRotations::list)
        .access(on.rotating("kms:ListKeyRotations", ListKeyRotationsRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER, KmsLimits.INCLUDE_KEY_MATERIAL)
        .honours(KEY_ID, "Limit", "Marker", "IncludeKeyMaterial")
        .build();
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
                              ? "KEY_MATERIAL_EXPIRES"
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
