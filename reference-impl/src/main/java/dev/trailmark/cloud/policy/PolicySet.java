package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * The policies that apply to a request.
 *
 * @param identity the caller's: of the user and its groups, or of the role; inline and managed
 * @param boundary the caller's permissions boundary; {@code null} when there is none
 * @param session the session policies, of which one must allow; empty when the session is not
 *     narrowed
 * @param resource the resource's policy; {@code null} when it has none
 * @param authority what the resource side is worth
 * @param grantedOtherwise whether an ACL or a KMS grant already allows on the resource side
 */
public record PolicySet(
    List<PolicyDocument> identity,
    PolicyDocument boundary,
    List<PolicyDocument> session,
    PolicyDocument resource,
    Authority authority,
    boolean grantedOtherwise) {

  /** Copies the lists so that the set is immutable. */
  public PolicySet {
    identity = List.copyOf(identity);
    session = List.copyOf(session);
  }

  /** No policy at all, to be filled by the withers. */
  public static PolicySet of(Authority authority) {
    return new PolicySet(List.of(), null, List.of(), null, authority, false);
  }

  /** Identity policies for an action that no resource policy can decide. */
  public static PolicySet identityOnly(List<PolicyDocument> identity) {
    return of(Authority.IDENTITY_ONLY).withIdentity(identity);
  }

  /** This set with other identity policies. */
  public PolicySet withIdentity(List<PolicyDocument> policies) {
    return new PolicySet(policies, boundary, session, resource, authority, grantedOtherwise);
  }

  /** This set with another permissions boundary. */
  public PolicySet withBoundary(PolicyDocument policy) {
    return new PolicySet(identity, policy, session, resource, authority, grantedOtherwise);
  }

  /** This set with other session policies. */
  public PolicySet withSession(List<PolicyDocument> policies) {
    return new PolicySet(identity, boundary, policies, resource, authority, grantedOtherwise);
  }

  /** This set with another resource policy. */
  public PolicySet withResource(PolicyDocument policy) {
    return new PolicySet(identity, boundary, session, policy, authority, grantedOtherwise);
  }

  /** This set where the resource side is worth something else. */
  public PolicySet withAuthority(Authority other) {
    return new PolicySet(identity, boundary, session, resource, other, grantedOtherwise);
  }

  /** This set with or without an ACL's or grant's Allow. */
  public PolicySet withGrantedOtherwise(boolean granted) {
    return new PolicySet(identity, boundary, session, resource, authority, granted);
  }
}
