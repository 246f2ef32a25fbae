/**
 * Who may do what: the language of IAM policies and the decision over them. Pure: no I/O, no clock,
 * nothing remembered between two decisions; it knows principals from {@code identity} and nothing
 * of the services.
 *
 * <h2>Use</h2>
 *
 * <ol>
 *   <li>Parse each policy once, when it is stored: {@link
 *       dev.trailmark.cloud.policy.PolicyDocument#parse}. The {@link
 *       dev.trailmark.cloud.policy.PolicyKind} says which grammar applies. A bad document raises
 *       {@link dev.trailmark.cloud.policy.MalformedPolicyException}, whose {@code reason()} the
 *       service turns into its own wording.
 *   <li>For each call gather the condition keys in a {@link
 *       dev.trailmark.cloud.policy.ContextValues}, the caller's own keys through {@link
 *       dev.trailmark.cloud.policy.PrincipalContext}.
 *   <li>Collect the policies that apply in a {@link dev.trailmark.cloud.policy.PolicySet}; its
 *       {@link dev.trailmark.cloud.policy.Authority} says what the resource side is worth: an
 *       S3-like resource, a KMS key, a role's trust policy, or none.
 *   <li>Ask {@link dev.trailmark.cloud.policy.PolicyEngine#decide}. The {@link
 *       dev.trailmark.cloud.policy.Decision} names the deciding side and statements; {@code
 *       reason(action)} is the closing phrase of AWS's denial messages.
 * </ol>
 *
 * <h2>How it is built</h2>
 *
 * A {@code PolicyDocument} holds {@link dev.trailmark.cloud.policy.Statement}s whose action,
 * principal, resource and condition elements are compiled into matchers at parse time, so that a
 * decision neither parses nor allocates beyond its result; only values with policy variables are
 * resolved per request. {@code PolicyEngine} holds the decision algorithm alone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
package dev.trailmark.cloud.policy;
