package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.Grants;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.List;
import java.util.Map;

/**
 * One permission that a call needs. An operation's row turns a decoded request into these; the
 * pipeline decides each.
 *
 * @param action such as {@code kms:Encrypt}
 * @param resource the resource's ARN, or {@code *} for actions without one
 * @param resourceAccount the account that owns the resource
 * @param policy the resource's own policy; {@code null} when it has none
 * @param authority how the resource's policy and identity policies combine
 * @param acl whether an access control list already allows the call on the resource's side
 * @param grants the KMS grants on the resource, with the request's grant tokens
 * @param context condition keys of this check, in lower case, besides those of every request
 * @param bar when not {@code null}, the call is refused with this reason unless the caller is an
 *     AWS service or of the resource's account (S3's RestrictPublicBuckets)
 */
public record AccessCheck(
    String action,
    String resource,
    String resourceAccount,
    PolicyDocument policy,
    Authority authority,
    boolean acl,
    Grants grants,
    Map<String, List<String>> context,
    String bar) {

  /** An action on no resource in particular, decided by identity policies alone. */
  public static AccessCheck onAny(String action, String account) {
    return on(action, "*", account);
  }

  /** An action on a resource that has no policy of its own. */
  public static AccessCheck on(String action, String resource, String account) {
    return new AccessCheck(
        action,
        resource,
        account,
        null,
        Authority.IDENTITY_ONLY,
        false,
        Grants.NONE,
        Map.of(),
        null);
  }

  /** This check with the resource's policy and how it combines with identity policies. */
  public AccessCheck under(PolicyDocument resourcePolicy, Authority newAuthority) {
    return new AccessCheck(
        action, resource, resourceAccount, resourcePolicy, newAuthority, acl, grants, context, bar);
  }

  /** This check where an access control list allows the call or not. */
  public AccessCheck withAcl(boolean allows) {
    return new AccessCheck(
        action, resource, resourceAccount, policy, authority, allows, grants, context, bar);
  }

  /** This check with the grants on the resource. */
  public AccessCheck with(Grants newGrants) {
    return new AccessCheck(
        action, resource, resourceAccount, policy, authority, acl, newGrants, context, bar);
  }

  /** This check with condition keys (lower case) of its own. */
  public AccessCheck with(Map<String, List<String>> values) {
    return new AccessCheck(
        action, resource, resourceAccount, policy, authority, acl, grants, values, bar);
  }

  /**
   * This check, refused with a reason to anyone outside the resource's account but AWS services.
   */
  public AccessCheck barred(String reason) {
    return new AccessCheck(
        action, resource, resourceAccount, policy, authority, acl, grants, context, reason);
  }
}
