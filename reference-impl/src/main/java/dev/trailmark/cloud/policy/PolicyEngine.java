package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.List;

/**
 * Decides whether a request is allowed.
 *
 * <p>A Deny that applies wins over everything. Then the resource side is asked how it names the
 * caller (see {@link Reach}); where that does not settle the matter the caller's identity policies,
 * permissions boundary and session policies must allow, in this order. Across accounts both sides
 * must allow. Services acting by themselves and anonymous callers have the resource side only.
 *
 * <p>The root user needs no identity policy and has no boundary. Left to the services: that S3 lets
 * a bucket owner's root user repair a bucket policy that denies it, block public access, ACLs and
 * grants themselves, and the sentence with which STS refuses a root user.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">Troubleshooting
 *     KMS permissions</a>
 */
public final class PolicyEngine {

  private PolicyEngine() {}

  /** Decides a request. */
  public static Decision decide(AccessRequest request, PolicySet policies) {
    Decision denied = explicitDeny(request, policies);
    if (denied != null) {
      return denied;
    }
    if (request.principal().isAnonymous() || request.principal().isService()) {
      return decideByResource(request, policies);
    }
    if (policies.authority() == Authority.IDENTITY_ONLY) {
      return decideByCaller(request, policies, null);
    }
    if (policies.authority() == Authority.TRUST && request.principal().isRoot()) {
      return missing(request, Source.TRUST);
    }
    return decideByBoth(request, policies);
  }

  private static Decision explicitDeny(AccessRequest request, PolicySet policies) {
    if (policies.resource() != null && policies.authority() != Authority.IDENTITY_ONLY) {
      Statement deny = policies.resource().firstDeny(request);
      if (deny != null) {
        return denied(request, resourceSource(policies), deny);
      }
    }
    Statement deny = request.principal().isRoot() ? null : firstDeny(policies.identity(), request);
    if (deny != null) {
      return denied(request, Source.IDENTITY, deny);
    }
    if (policies.boundary() != null && !request.principal().isRoot()) {
      deny = policies.boundary().firstDeny(request);
      if (deny != null) {
        return denied(request, Source.BOUNDARY, deny);
      }
    }
    deny = firstDeny(policies.session(), request);
    return deny == null ? null : denied(request, Source.SESSION, deny);
  }

  private static Decision decideByResource(AccessRequest request, PolicySet policies) {
    Statement allow = resourceAllow(request, policies);
    if (allow != null) {
      return allowed(request, resourceSource(policies), allow);
    }
    return policies.grantedOtherwise()
        ? allowedWithoutPolicy(request)
        : missing(request, resourceSource(policies));
  }

  private static Decision decideByBoth(AccessRequest request, PolicySet policies) {
    Statement allow = resourceAllow(request, policies);
    Reach reach = allow == null ? Reach.NONE : allow.reach(request);
    if (policies.grantedOtherwise() && reach.compareTo(grantReach(request, policies)) < 0) {
      allow = null;
      reach = grantReach(request, policies);
    }
    boolean needed = policies.authority().needsResourceAllow() || request.crossAccount();
    if (reach == Reach.NONE && needed) {
      return missing(request, resourceSource(policies));
    }
    if (request.crossAccount() || reach == Reach.NONE || reach == Reach.DELEGATED) {
      return decideByCaller(request, policies, null);
    }
    Decision granted =
        allow == null
            ? allowedWithoutPolicy(request)
            : allowed(request, resourceSource(policies), allow);
    return reach == Reach.DIRECT ? granted : decideByCaller(request, policies, granted);
  }

  /**
   * What an ACL or grant is worth. A grant to a role is taken to be limited like a key policy that
   * names the role; AWS does not document it.
   */
  private static Reach grantReach(AccessRequest request, PolicySet policies) {
    boolean role = request.principal().type() == PrincipalType.ASSUMED_ROLE;
    return role && policies.authority() == Authority.KEY_POLICY ? Reach.ROLE : Reach.DIRECT;
  }

  /**
   * The caller's own policies; {@code granted} stands in for the identity policies when not null.
   */
  private static Decision decideByCaller(
      AccessRequest request, PolicySet policies, Decision granted) {
    Decision allowed = granted == null ? identityAllow(request, policies) : granted;
    if (!allowed.allowed()) {
      return allowed;
    }
    boolean root = request.principal().isRoot();
    if (!root && policies.boundary() != null && policies.boundary().firstAllow(request) == null) {
      return missing(request, Source.BOUNDARY);
    }
    // A federated user without session policies has only what resource policies give it.
    boolean narrowed =
        !policies.session().isEmpty() || request.principal().type() == PrincipalType.FEDERATED_USER;
    if (narrowed && firstAllow(policies.session(), request) == null) {
      return missing(request, Source.SESSION);
    }
    return allowed;
  }

  private static Decision identityAllow(AccessRequest request, PolicySet policies) {
    if (request.principal().isRoot()) {
      return allowedWithoutPolicy(request);
    }
    Statement allow = firstAllow(policies.identity(), request);
    return allow == null
        ? missing(request, Source.IDENTITY)
        : allowed(request, Source.IDENTITY, allow);
  }

  private static Statement resourceAllow(AccessRequest request, PolicySet policies) {
    boolean asked = policies.resource() != null && policies.authority() != Authority.IDENTITY_ONLY;
    return asked ? policies.resource().strongestAllow(request) : null;
  }

  private static Statement firstDeny(List<PolicyDocument> documents, AccessRequest request) {
    for (int i = 0; i < documents.size(); i++) {
      Statement deny = documents.get(i).firstDeny(request);
      if (deny != null) {
        return deny;
      }
    }
    return null;
  }

  private static Statement firstAllow(List<PolicyDocument> documents, AccessRequest request) {
    for (int i = 0; i < documents.size(); i++) {
      Statement allow = documents.get(i).firstAllow(request);
      if (allow != null) {
        return allow;
      }
    }
    return null;
  }

  private static Source resourceSource(PolicySet policies) {
    return policies.authority() == Authority.TRUST ? Source.TRUST : Source.RESOURCE;
  }

  private static Decision allowed(AccessRequest request, Source source, Statement allow) {
    return new Decision(Effect.ALLOW, source, request.crossAccount(), List.of(allow));
  }

  private static Decision allowedWithoutPolicy(AccessRequest request) {
    return new Decision(Effect.ALLOW, Source.NONE, request.crossAccount(), List.of());
  }

  private static Decision denied(AccessRequest request, Source source, Statement deny) {
    return new Decision(Effect.EXPLICIT_DENY, source, request.crossAccount(), List.of(deny));
  }

  private static Decision missing(AccessRequest request, Source source) {
    return new Decision(Effect.IMPLICIT_DENY, source, request.crossAccount(), List.of());
  }
}
