package dev.trailmark.cloud.kms.policy;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PrincipalRewriting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/**
 * Key policies. A key has exactly one, named {@code default}; it is kept as the text that was put,
 * but with users and roles by their unique ids and accounts by their root users' ARNs.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key
 *     policies in AWS KMS</a>
 */
public final class KeyPolicies {
  private static final String NAME = "default";
  private static final String PUT = "kms:PutKeyPolicy";
  private static final String INVALID_PRINCIPALS =
      "Policy contains a statement with one or more invalid principals.";

  private KeyPolicies() {}

  static GetKeyPolicyResponse get(Call call, GetKeyPolicyRequest request) {
    checkName(request.policyName());
    return GetKeyPolicyResponse.builder()
        .policy(call.directory().shown(KeyUse.of(call).key().record().policy()))
        .policyName(NAME)
        .build();
  }

  static PutKeyPolicyResponse put(Call call, PutKeyPolicyRequest request) {
    checkName(request.policyName());
    KeyView key = KeyUse.of(call).key();
    PolicyDocument policy = accept(call, request.policy());
    if (!Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck())) {
      refuseLockout(call, key.arn(), policy, key.conditions());
    }
    KmsTables.change(call, key.record(), record -> record.under(policy.text()));
    return PutKeyPolicyResponse.builder().build();
  }

  static ListKeyPoliciesResponse list(Call call, ListKeyPoliciesRequest request) {
    if (request.marker() != null) {
      throw KmsError.INVALID_MARKER.fail();
    }
    return ListKeyPoliciesResponse.builder().policyNames(NAME).truncated(false).build();
  }

  /** Notes for the trail what it records of a request whether or not it was sent. */
  static void noteDefaults(Call call, PutKeyPolicyRequest request) {
    call.trail()
        .parameter("policyName", request.policyName() == null ? NAME : request.policyName())
        .parameter(
            "bypassPolicyLockoutSafetyCheck",
            Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()));
  }

  /** Notes for the trail the policy's name whether or not it was sent. */
  static void noteDefaults(Call call, GetKeyPolicyRequest request) {
    call.trail()
        .parameter("policyName", request.policyName() == null ? NAME : request.policyName());
  }

  /** Adds the condition key of the safety check. */
  static void conditions(PutKeyPolicyRequest request, Map<String, List<String>> keys) {
    keys.put(
        "kms:bypasspolicylockoutsafetycheck",
        List.of(Boolean.toString(Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()))));
  }

  /** Reads a policy that a caller wants a key to have; its text becomes the one to be stored. */
  public static PolicyDocument accept(Call call, String text) {
    for (String principal : parse(text).principals()) {
      if (!call.directory().exists(principal)) {
        throw KmsError.MALFORMED_POLICY.because(INVALID_PRINCIPALS);
      }
    }
    return parse(call.directory().bound(PrincipalRewriting.withRootArns(text)));
  }

  /**
   * Only principals get an explanation, as on AWS, which sends no message for text that is no
   * policy.
   */
  private static PolicyDocument parse(String text) {
    try {
      return PolicyDocument.parse(text, PolicyKind.KEY);
    } catch (MalformedPolicyException e) {
      throw switch (e.reason()) {
        case TOO_LARGE ->
            KmsError.LIMIT_EXCEEDED.because(
                "Policy size exceeds the limit of %d bytes", PolicyKind.KEY.limit());
        case INVALID_PRINCIPAL -> KmsError.MALFORMED_POLICY.because(INVALID_PRINCIPALS);
        default -> KmsError.MALFORMED_POLICY.fail();
      };
    }
  }

  /**
   * The lockout safety check: whoever sets a policy must be able to set another, with that check.
   *
   * @param conditions the condition keys that the key determines
   */
  public static void refuseLockout(
      Call call, String keyArn, PolicyDocument policy, Map<String, List<String>> conditions) {
    String account = call.accountId();
    Map<String, List<String>> keys = new HashMap<>(conditions);
    keys.put("kms:calleraccount", List.of(account));
    keys.put("kms:bypasspolicylockoutsafetycheck", List.of("false"));
    AccessCheck next =
        AccessCheck.on(PUT, keyArn, account).under(policy, Authority.KEY_POLICY).with(keys);
    if (!call.decide(next).allowed()) {
      throw KmsError.MALFORMED_POLICY.because(
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }

  private static void checkName(String name) {
    if (name != null && !name.equals(NAME)) {
      throw KmsError.NOT_FOUND.because("No such policy exists");
    }
  }
}
