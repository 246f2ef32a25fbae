package dev.trailmark.cloud.policy;

/**
 * How far an Allow of a resource policy carries, from the form in which it names the caller; from
 * the weakest to the strongest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html">Evaluating
 *     identity-based policies with resource-based policies</a>
 */
enum Reach {
  /** The caller is not meant. */
  NONE,
  /** The caller's account is named: its identity policies decide. */
  DELEGATED,
  /**
   * What issued the session is named, the role or the federated user's IAM user: boundary and
   * session policies still limit it.
   */
  ISSUER,
  /** The user, the very session or everyone is named: nothing else needs to allow. */
  DIRECT
}
