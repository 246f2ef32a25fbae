package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.State;
import java.util.List;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/**
 * Policies that narrow a session.
 *
 * @param inline the policy passed as text, if any
 * @param managed ARNs of managed policies, of which the default versions count while the session
 *     lasts
 */
record SessionPolicies(List<String> inline, List<String> managed) {
  static final SessionPolicies NONE = new SessionPolicies(List.of(), List.of());

  private static final int MAX_MANAGED = 10;

  /** Characters of the policy's text and of the ARNs together. */
  private static final int MAX_PLAINTEXT = 2048;

  /**
   * The policies of a request.
   *
   * @param text {@code null} when none was passed
   * @throws ServiceException MalformedPolicyDocument, or ValidationError when there are too many
   */
  static SessionPolicies of(String text, List<PolicyDescriptorType> descriptors) {
    List<String> managed = descriptors.stream().map(PolicyDescriptorType::arn).distinct().toList();
    if (managed.size() > MAX_MANAGED) {
      throw StsError.VALIDATION_ERROR.because(
          "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member"
              + " must have length less than or equal to %d",
          MAX_MANAGED);
    }
    int length = text == null ? 0 : text.length();
    if (length + managed.stream().mapToInt(String::length).sum() > MAX_PLAINTEXT) {
      throw StsError.VALIDATION_ERROR.because(
          "The plaintext of the session policies exceeds %d characters.", MAX_PLAINTEXT);
    }
    if (text != null) {
      PolicyTexts.parse(text, PolicyKind.SESSION);
    }
    return new SessionPolicies(text == null ? List.of() : List.of(text), managed);
  }

  /**
   * Refuses managed policies that are neither the account's own nor AWS's.
   *
   * @param account the account of the role or user that the session stands for
   * @throws ServiceException ValidationError
   */
  void requireIn(State state, String account) {
    for (String arn : managed) {
      if (!IamState.hasPolicy(state, account, arn)) {
        throw StsError.VALIDATION_ERROR.because(
            "Policy %s does not exist or is not attachable.", arn);
      }
    }
  }

  boolean isEmpty() {
    return inline.isEmpty() && managed.isEmpty();
  }
}
