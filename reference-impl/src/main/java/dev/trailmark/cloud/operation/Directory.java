package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.List;

/** What IAM knows of principals, for services and the pipeline; implemented by {@code iam}. */
public interface Directory {

  /** The policies attached to the principal: its own, inline and managed, and its groups'. */
  List<PolicyDocument> identityPolicies(Principal principal);

  /** The session's own policies, parsed; empty when the session is not narrowed. */
  List<PolicyDocument> sessionPolicies(Principal principal);

  /** The principal's permissions boundary, or {@code null}. */
  PolicyDocument boundary(Principal principal);

  /**
   * Whether an account root, user, role or session principal named in a resource policy exists; the
   * argument is an ARN or an account id.
   */
  boolean exists(String principal);

  /**
   * A resource policy as it is stored: users and roles that exist are named by their unique ids in
   * place of their ARNs, so that one who is deleted and made anew does not regain access.
   *
   * @param policy the text of a policy that has been parsed
   */
  String bound(String policy);

  /**
   * A stored resource policy as callers see it: unique ids have become the ARNs of now. The id of a
   * user or role that is gone stays.
   */
  String shown(String policy);

  /**
   * A principal as it is stored: a user or role that exists by its unique id, any other as it was
   * given.
   *
   * @param principal an ARN, an account id or a service's name
   */
  String boundPrincipal(String principal);

  /**
   * A stored principal as callers see it: a unique id has become the ARN of now, if there is one.
   */
  String shownPrincipal(String bound);

  /** The account's canonical user id: 64 hexadecimal digits, the same for ever. */
  String canonicalId(String accountId);

  /** The account with that canonical user id, or {@code null}. */
  String accountOf(String canonicalId);
}
