package dev.trailmark.cloud.kms.key;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.GrantTerms;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.kms.tagging.Tags;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

/** The operations that manage keys and their states: one row each. */
public final class KeyTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public KeyTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(
        createKey(),
        describeKey(),
        getKeyLastUsage(),
        listKeys(),
        updateKeyDescription(),
        enableKey(),
        disableKey(),
        scheduleKeyDeletion(),
        cancelKeyDeletion());
  }

  private static Operation<?, ?> createKey() {
    return Operation.of("CreateKey", CreateKeyRequest::builder, KeyCreation::create)
        .access(KeyCreation::access)
        .constrain(KmsLimits.KEY_SPEC, KmsLimits.MASTER_KEY_SPEC, KmsLimits.KEY_USAGE)
        .constrain(KmsLimits.ORIGIN, KmsLimits.DESCRIPTION)
        .constrain(KmsLimits.KEY_STORE, KmsLimits.XKS_KEY_LENGTH, KmsLimits.XKS_KEY)
        .constrain(KmsLimits.POLICY, KmsLimits.POLICY_CHARACTERS, Tags.eachTag())
        .honours(
            "Policy",
            "Description",
            "KeyUsage",
            "CustomerMasterKeySpec",
            "KeySpec",
            "Origin",
            "BypassPolicyLockoutSafetyCheck",
            "Tags",
            "MultiRegion",
            "CustomKeyStoreId",
            "XksKeyId")
        .trail(TrailRule.write())
        .onWorker()
        .build();
  }

  private Operation<?, ?> describeKey() {
    return Operation.of("DescribeKey", DescribeKeyRequest::builder, Keys::describe)
        .access(
            on.shared(
                "kms:DescribeKey",
                DescribeKeyRequest::keyId,
                (request, keys) -> {},
                GrantTerms.tokens(DescribeKeyRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "GrantTokens")
        .build();
  }

  private Operation<?, ?> getKeyLastUsage() {
    return Operation.of("GetKeyLastUsage", GetKeyLastUsageRequest::builder, KeyLastUse::get)
        .access(on.managed("kms:GetKeyLastUsage", GetKeyLastUsageRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .onWorker()
        .build();
  }

  private static Operation<?, ?> listKeys() {
    return Operation.of("ListKeys", ListKeysRequest::builder, Keys::list)
        .access(KeyAccess.any("kms:ListKeys"))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .honours("Limit", "Marker")
        .build();
  }

  private Operation<?, ?> updateKeyDescription() {
    return Operation.of(
            "UpdateKeyDescription", UpdateKeyDescriptionRequest::builder, Keys::updateDescription)
        .access(on.managed("kms:UpdateKeyDescription", UpdateKeyDescriptionRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("Description"), KmsLimits.DESCRIPTION)
        .honours(KEY_ID, "Description")
        .trail(KmsTrail.silentChange())
        .build();
  }

  private Operation<?, ?> enableKey() {
    return Operation.of("EnableKey", EnableKeyRequest::builder, KeyStateChanges::enable)
        .access(on.managed("kms:EnableKey", EnableKeyRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> disableKey() {
    return Operation.of("DisableKey", DisableKeyRequest::builder, KeyStateChanges::disable)
        .access(on.managed("kms:DisableKey", DisableKeyRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> scheduleKeyDeletion() {
    return Operation.of(
            "ScheduleKeyDeletion", ScheduleKeyDeletionRequest::builder, KeyStateChanges::schedule)
        .access(
            KeyAccess.after(
                KeyStateChanges::checkWaitingPeriod,
                on.managed(
                    "kms:ScheduleKeyDeletion",
                    ScheduleKeyDeletionRequest::keyId,
                    KeyStateChanges::conditions)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.WAITING_PERIOD)
        .honours(KEY_ID, "PendingWindowInDays")
        .trail(TrailRule.write())
        .build();
  }

  private Operation<?, ?> cancelKeyDeletion() {
    return Operation.of(
            "CancelKeyDeletion", CancelKeyDeletionRequest::builder, KeyStateChanges::cancel)
        .access(on.managed("kms:CancelKeyDeletion", CancelKeyDeletionRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(TrailRule.write())
        .build();
  }
}
