package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;

/**
 * What somebody wants to do.
 *
 * @param principal who asks
 * @param action the action with its service, such as {@code kms:Encrypt}
 * @param resource the resource's ARN; {@code *} for actions without one, such as kms:CreateKey
 * @param resourceAccount the account that owns the resource, 12 digits; {@code null} when it is the
 *     caller's own
 * @param context the request's condition keys
 */
public record AccessRequest(
    Principal principal,
    String action,
    String resource,
    String resourceAccount,
    RequestContext context) {

  /**
   * Whether caller and resource belong to two accounts; never for services and anonymous callers.
   */
  public boolean crossAccount() {
    return resourceAccount != null
        && principal.accountId() != null
        && !resourceAccount.equals(principal.accountId());
  }
}
