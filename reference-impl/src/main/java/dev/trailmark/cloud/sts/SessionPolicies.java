package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.PolicyTexts;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;

/** Policies that narrow a session. */
final class SessionPolicies {
  private SessionPolicies() {}

  /**
   * Checks a session policy.
   *
   * @throws ServiceException MalformedPolicyDocument, or PackedPolicyTooLarge
   */
  static void check(String text) {
    try {
      PolicyTexts.parse(text, PolicyKind.SESSION);
    } catch (ServiceException e) {
      if (e.code().equals("LimitExceeded")) {
        throw StsError.PACKED_POLICY_TOO_LARGE.because(
            "Packed size of session tags and session policies consumes more than 100% of the"
                + " maximum allowed size.");
      }
      throw e;
    }
  }
}
