package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether a request is allowed.
 *
 * <p>A Deny that applies wins over everything. Then every level of the organization's resource
 * control policies and service control policies must allow. Then the resource side is asked how it
 * names the caller (see {@link Reach}); where that does not settle the matter the caller's identity
 * policies, permissions boundary and session policies must allow, in this order. Across accounts
 * both sides must allow. Services acting by themselves and anonymous callers have the resource side
 * only.
 *
 * <p>The root user needs no identity policy and has no boundary; a federated user that it created
 * has its rights as far as the session policies go. Service control policies bind root users, but
 * not services, anonymous callers and service-linked roles; resource control policies bind all but
 * service-linked roles. Left to the services: that S3 lets a bucket owner's root user repair a
 * bucket policy that denies it, block public access, access control lists themselves, and the
 * sentence with which STS refuses a root user.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">Troubleshooting
 *     KMS permissions</a>
 */
public final class PolicyEngine {

  private static final String SERVICE_LINKED = ":role/aws-service-role/";

  private PolicyEngine() {}

  /** Decides a request. */
  public static Decision decide(AccessRequest request, PolicySet policies) {
    Decision refused = explicitDeny(request, policies);
    if (refused == null) {
      refused = organizationRefusal(request, policies);
    }
    if (refused != null) {
      return refused;
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

  /**
   * Every statement of every policy that applies to a request, whatever its effect, in the order
   * resource, identity, boundary, session, service control, resource control.
   */
  public static List<Match> matches(AccessRequest request, PolicySet policies) {
    boolean bounded = isBounded(request, policies);
    List<Match> matches = new ArrayList<>();
    if (hasResourcePolicy(policies)) {
      policies.resource().addMatches(request, bounded, matches);
    }
    policies.identity().forEach(document -> document.addMatches(request, bounded, matches));
    if (policies.boundary() != null) {
      policies.boundary().addMatches(request, bounded, matches);
    }
    policies.session().forEach(document -> document.addMatches(request, bounded, matches));
    Stream.of(policies.serviceControl(), policies.resourceControl())
        .flatMap(List::stream)
        .flatMap(List::stream)
        .forEach(document -> document.addMatches(request, bounded, matches));
    return matches;
  }

  private static Decision explicitDeny(AccessRequest request, PolicySet policies) {
    Decision denied = organizationDeny(request, policies);
    if (denied != null) {
      return denied;
    }
    if (hasResourcePolicy(policies)) {
      List<Match> deny = policies.resource().firstDeny(request, isBounded(request, policies));
      if (deny != null) {
        return denied(request, resourceSource(policies), deny);
      }
    }
    return callersDeny(request, policies);
  }

  private static Decision callersDeny(AccessRequest request, PolicySet policies) {
    boolean hasPolicies = !hasRightsOfRoot(request.principal());
    List<Match> deny = hasPolicies ? firstDeny(policies.identity(), request) : null;
    if (deny != null) {
      return denied(request, Source.IDENTITY, deny);
    }
    if (isBounded(request, policies)) {
      deny = policies.boundary().firstDeny(request, true);
      if (deny != null) {
        return denied(request, Source.BOUNDARY, deny);
      }
    }
    deny = firstDeny(policies.session(), request);
    return deny == null ? null : denied(request, Source.SESSION, deny);
  }

  private static Decision organizationDeny(AccessRequest request, PolicySet policies) {
    if (policies.resourceControl().isEmpty() && policies.serviceControl().isEmpty()) {
      return null;
    }
    List<Match> deny = levelDeny(policies.resourceControl(), request);
    if (deny != null && isUnderResourceControl(request.principal())) {
      return denied(request, Source.RESOURCE_CONTROL, deny);
    }
    deny = levelDeny(policies.serviceControl(), request);
    return deny != null && isUnderServiceControl(request.principal())
        ? denied(request, Source.SERVICE_CONTROL, deny)
        : null;
  }

  private static Decision organizationRefusal(AccessRequest request, PolicySet policies) {
    if (isUnderResourceControl(request.principal())
        && !everyLevelAllows(policies.resourceControl(), request)) {
      return missing(request, Source.RESOURCE_CONTROL);
    }
    return isUnderServiceControl(request.principal())
            && !everyLevelAllows(policies.serviceControl(), request)
        ? missing(request, Source.SERVICE_CONTROL)
        : null;
  }

  private static boolean isUnderResourceControl(Principal principal) {
    return principal.type() != PrincipalType.ASSUMED_ROLE
        || !principal.entityArn().contains(SERVICE_LINKED);
  }

  private static boolean isUnderServiceControl(Principal principal) {
    return principal.accountId() != null && isUnderResourceControl(principal);
  }

  private static List<Match> levelDeny(List<List<PolicyDocument>> levels, AccessRequest request) {
    for (int i = 0; i < levels.size(); i++) {
      List<Match> deny = firstDeny(levels.get(i), request);
      if (deny != null) {
        return deny;
      }
    }
    return null;
  }

  private static boolean everyLevelAllows(
      List<List<PolicyDocument>> levels, AccessRequest request) {
    for (int i = 0; i < levels.size(); i++) {
      if (firstAllow(levels.get(i), request) == null) {
        return false;
      }
    }
    return true;
  }

  private static Decision decideByResource(AccessRequest request, PolicySet policies) {
    Allowance allowance = allowance(request, policies);
    return allowance.reach == Reach.NONE
        ? missing(request, resourceSource(policies))
        : allowance.decision(request);
  }

  private static Decision decideByBoth(AccessRequest request, PolicySet policies) {
    Allowance allowance = allowance(request, policies);
    boolean needed = policies.authority().needsResourceAllow() || request.crossAccount();
    if (allowance.reach == Reach.NONE && needed) {
      return missing(request, resourceSource(policies));
    }
    if (request.crossAccount() || allowance.reach.compareTo(Reach.DELEGATED) <= 0) {
      return decideByCaller(request, policies, null);
    }
    Decision granted = allowance.decision(request);
    return allowance.reach == Reach.DIRECT ? granted : decideByCaller(request, policies, granted);
  }

  /** What allows on the resource's side, and how far it carries. */
  private record Allowance(Reach reach, Source source, List<Match> match) {

    static final Allowance NONE = new Allowance(Reach.NONE, Source.RESOURCE, List.of());
    static final Allowance ACL = new Allowance(Reach.DIRECT, Source.ACL, List.of());

    Decision decision(AccessRequest request) {
      return allowed(request, source, match);
    }
  }

  /** The strongest of the resource's policy, the grants and the access control list. */
  private static Allowance allowance(AccessRequest request, PolicySet policies) {
    Allowance best = Allowance.NONE;
    if (hasResourcePolicy(policies)) {
      List<Match> match = policies.resource().strongestAllow(request);
      if (match != null) {
        Reach reach = match.get(0).statement().reach(request, false);
        best = new Allowance(reach, resourceSource(policies), match);
      }
    }
    if (best.reach != Reach.DIRECT && !policies.grants().all().isEmpty()) {
      Reach reach = policies.grants().reach(request);
      best = reach.compareTo(best.reach) > 0 ? new Allowance(reach, Source.GRANT, List.of()) : best;
    }
    return policies.acl() && best.reach != Reach.DIRECT ? Allowance.ACL : best;
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
    if (isBounded(request, policies) && policies.boundary().firstAllow(request) == null) {
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
    if (hasRightsOfRoot(request.principal())) {
      return allowed(request, Source.ROOT, List.of());
    }
    List<Match> allow = firstAllow(policies.identity(), request);
    return allow == null
        ? missing(request, Source.IDENTITY)
        : allowed(request, Source.IDENTITY, allow);
  }

  /** Whether the caller has a permissions boundary that counts. */
  static boolean isBounded(AccessRequest request, PolicySet policies) {
    Principal principal = request.principal();
    return policies.boundary() != null
        && principal.accountId() != null
        && !hasRightsOfRoot(principal);
  }

  /** The root user, or a federated user that it created. */
  private static boolean hasRightsOfRoot(Principal principal) {
    return principal.isRoot() || (principal.creator() != null && principal.creator().isRoot());
  }

  private static boolean hasResourcePolicy(PolicySet policies) {
    return policies.resource() != null && policies.authority() != Authority.IDENTITY_ONLY;
  }

  private static List<Match> firstDeny(List<PolicyDocument> documents, AccessRequest request) {
    for (int i = 0; i < documents.size(); i++) {
      List<Match> deny = documents.get(i).firstDeny(request, false);
      if (deny != null) {
        return deny;
      }
    }
    return null;
  }

  private static List<Match> firstAllow(List<PolicyDocument> documents, AccessRequest request) {
    for (int i = 0; i < documents.size(); i++) {
      List<Match> allow = documents.get(i).firstAllow(request);
      if (allow != null) {
        return allow;
      }
    }
    return null;
  }

  private static Source resourceSource(PolicySet policies) {
    return policies.authority() == Authority.TRUST ? Source.TRUST : Source.RESOURCE;
  }

  private static Decision allowed(AccessRequest request, Source source, List<Match> allow) {
    return new Decision(Effect.ALLOW, source, request.crossAccount(), allow);
  }

  private static Decision denied(AccessRequest request, Source source, List<Match> deny) {
    return new Decision(Effect.EXPLICIT_DENY, source, request.crossAccount(), deny);
  }

  private static Decision missing(AccessRequest request, Source source) {
    return new Decision(Effect.IMPLICIT_DENY, source, request.crossAccount(), List.of());
  }
}
