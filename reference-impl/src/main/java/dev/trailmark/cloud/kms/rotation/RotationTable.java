package dev.trailmark.cloud.kms.rotation;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;

/** The operations on rotation: one row each. */
public final class RotationTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public RotationTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(
        enableKeyRotation(),
        disableKeyRotation(),
        getKeyRotationStatus(),
        rotateKeyOnDemand(),
        listKeyRotations());
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
}
