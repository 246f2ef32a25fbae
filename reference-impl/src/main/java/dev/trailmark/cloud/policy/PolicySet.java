package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * The policies that apply to a request.
 *
 * @param identity the caller's: of the user and its groups, or of the role; inline and managed. For
 *     a federated user those of the user that created the session
 * @param boundary the caller's permissions boundary; {@code null} when there is none
 * @param session the session policies, of which one must allow; empty when the session is not
 *     narrowed
 * @param resource the resource's policy; {@code null} when it has none
 * @param authority what the resource side is worth
 * @param acl whether an access control list allows the call on the resource's side
 * @param grants the KMS grants on the resource
 * @param serviceControl the service control policies over the caller's account, a list for each
 *     level from the organization's root to the account; empty when the account is in no
 *     organization or is its management account
 * @param resourceControl the resource control policies over the resource's account, likewise
 */
public record PolicySet(
    List<PolicyDocument> identity,
    PolicyDocument boundary,
    List<PolicyDocument> session,
    PolicyDocument resource,
    Authority authority,
    boolean acl,
    Grants grants,
    List<List<PolicyDocument>> serviceControl,
    List<List<PolicyDocument>> resourceControl) {

  /** Copies the lists so that the set is immutable. */
  public PolicySet {
    identity = List.copyOf(identity);
    session = List.copyOf(session);
    serviceControl = List.copyOf(serviceControl);
    resourceControl = List.copyOf(resourceControl);
  }

  /** No policy at all, to be filled by the withers. */
  public static PolicySet of(Authority authority) {
    return new PolicySet(
        List.of(), null, List.of(), null, authority, false, Grants.NONE, List.of(), List.of());
  }

  /** Identity policies for an action that no resource policy can decide. */
  public static PolicySet identityOnly(List<PolicyDocument> identity) {
    return of(Authority.IDENTITY_ONLY).withIdentity(identity);
  }

  /** This set with other identity policies. */
  public PolicySet withIdentity(List<PolicyDocument> policies) {
    return new PolicySet(
        policies,
        boundary,
        session,
        resource,
        authority,
        acl,
        grants,
        serviceControl,
        resourceControl);
  }

  /** This set with another permissions boundary. */
  public PolicySet withBoundary(PolicyDocument policy) {
    return new PolicySet(
        identity,
        policy,
        session,
        resource,
        authority,
        acl,
        grants,
        serviceControl,
        resourceControl);
  }

  /** This set with other session policies. */
  public PolicySet withSession(List<PolicyDocument> policies) {
    return new PolicySet(
        identity,
        boundary,
        policies,
        resource,
        authority,
        acl,
        grants,
        serviceControl,
        resourceControl);
  }

  /** This set with another resource policy. */
  public PolicySet withResource(PolicyDocument policy) {
    return new PolicySet(
        identity,
        boundary,
        session,
        policy,
        authority,
        acl,
        grants,
        serviceControl,
        resourceControl);
  }

  /** This set where the resource side is worth something else. */
  public PolicySet withAuthority(Authority other) {
    return new PolicySet(
        identity, boundary, session, resource, other, acl, grants, serviceControl, resourceControl);
  }

  /** This set with or without the Allow of an access control list. */
  public PolicySet withAcl(boolean allows) {
    return new PolicySet(
        identity,
        boundary,
        session,
        resource,
        authority,
        allows,
        grants,
        serviceControl,
        resourceControl);
  }

  /** This set with other grants. */
  public PolicySet withGrants(Grants others) {
    return new PolicySet(
        identity,
        boundary,
        session,
        resource,
        authority,
        acl,
        others,
        serviceControl,
        resourceControl);
  }

  /** This set with other levels of service control policies. */
  public PolicySet withServiceControl(List<List<PolicyDocument>> levels) {
    return new PolicySet(
        identity, boundary, session, resource, authority, acl, grants, levels, resourceControl);
  }

  /** This set with other levels of resource control policies. */
  public PolicySet withResourceControl(List<List<PolicyDocument>> levels) {
    return new PolicySet(
        identity, boundary, session, resource, authority, acl, grants, serviceControl, levels);
  }
}
