package dev.trailmark.cloud.kms.policy;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;

/** The operations on key policies: one row each. */
public final class KeyPolicyTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public KeyPolicyTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(getKeyPolicy(), putKeyPolicy(), listKeyPolicies());
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
}
