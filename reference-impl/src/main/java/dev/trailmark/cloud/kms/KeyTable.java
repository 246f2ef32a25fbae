package dev.trailmark.cloud.kms;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

/** The operations that manage keys, their policies, states and tags: one row each. */
final class KeyTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  KeyTable(KeyAccess on) {
    this.on = on;
  }

  List<Operation<?, ?>> rows() {
    return List.of(
        createKey(),
        describeKey(),
        getKeyLastUsage(),
        listKeys(),
        updateKeyDescription(),
        enableKey(),
        disableKey(),
        scheduleKeyDeletion(),
        cancelKeyDeletion(),
        getKeyPolicy(),
        putKeyPolicy(),
        listKeyPolicies(),
        tagResource(),
        untagResource(),
        listResourceTags());
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
    return Operation.of("EnableKey", EnableKeyRequest::builder, KeyStates::enable)
        .access(on.managed("kms:EnableKey", EnableKeyRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> disableKey() {
    return Operation.of("DisableKey", DisableKeyRequest::builder, KeyStates::disable)
        .access(on.managed("kms:DisableKey", DisableKeyRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> scheduleKeyDeletion() {
    return Operation.of(
            "ScheduleKeyDeletion", ScheduleKeyDeletionRequest::builder, KeyStates::schedule)
        .access(
            KeyAccess.after(
                KeyStates::checkWaitingPeriod,
                on.managed(
                    "kms:ScheduleKeyDeletion",
                    ScheduleKeyDeletionRequest::keyId,
                    KeyStates::conditions)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.WAITING_PERIOD)
        .honours(KEY_ID, "PendingWindowInDays")
        .trail(TrailRule.write())
        .build();
  }

  private Operation<?, ?> cancelKeyDeletion() {
    return Operation.of("CancelKeyDeletion", CancelKeyDeletionRequest::builder, KeyStates::cancel)
        .access(on.managed("kms:CancelKeyDeletion", CancelKeyDeletionRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .honours(KEY_ID)
        .trail(TrailRule.write())
        .build();
  }

  private Operation<?, ?> getKeyPolicy() {
    return Operation.of("GetKeyPolicy", GetKeyPolicyRequest::builder, KeyPolicies::get)
        .access(
            KeyAccess.noting(
                KeyPolicies::noteDefaults,
                on.managed("kms:GetKeyPolicy", GetKeyPolicyRequest::keyId)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.POLICY_NAME, KmsLimits.POLICY_NAME_LENGTH)
        .honours(KEY_ID, "PolicyName")
        .build();
  }

  private Operation<?, ?> putKeyPolicy() {
    return Operation.of("PutKeyPolicy", PutKeyPolicyRequest::builder, KeyPolicies::put)
        .access(
            KeyAccess.noting(
                KeyPolicies::noteDefaults,
                on.managed(
                    "kms:PutKeyPolicy", PutKeyPolicyRequest::keyId, KeyPolicies::conditions)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.POLICY_NAME, KmsLimits.POLICY_NAME_LENGTH)
        .constrain(required("Policy"), KmsLimits.POLICY, KmsLimits.POLICY_CHARACTERS)
        .honours(KEY_ID, "PolicyName", "Policy", "BypassPolicyLockoutSafetyCheck")
        .trail(KmsTrail.silentChange())
        .build();
  }

  private Operation<?, ?> listKeyPolicies() {
    return Operation.of("ListKeyPolicies", ListKeyPoliciesRequest::builder, KeyPolicies::list)
        .access(on.managed("kms:ListKeyPolicies", ListKeyPoliciesRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .honours(KEY_ID, "Limit", "Marker")
        .build();
  }

  private Operation<?, ?> tagResource() {
    return Operation.of("TagResource", TagResourceRequest::builder, Tags::tag)
        .access(on.managed("kms:TagResource", TagResourceRequest::keyId, Tags::conditions))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("Tags"), Tags.eachTag())
        .honours(KEY_ID, "Tags")
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> untagResource() {
    return Operation.of("UntagResource", UntagResourceRequest::builder, Tags::untag)
        .access(on.managed("kms:UntagResource", UntagResourceRequest::keyId, Tags::conditions))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("TagKeys"), Tags.eachTagKey())
        .honours(KEY_ID, "TagKeys")
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> listResourceTags() {
    return Operation.of("ListResourceTags", ListResourceTagsRequest::builder, Tags::list)
        .access(on.managed("kms:ListResourceTags", ListResourceTagsRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .honours(KEY_ID, "Limit", "Marker")
        .build();
  }
}
