package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.model.IdentityArn;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.AccessRequest;
import dev.trailmark.cloud.policy.ContextKeys;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * Decides simulated requests as AWS's policy simulator does, which is not quite as its services do:
 * within an account an Allow of the resource's policy suffices, also when it only names the account
 * and when the permissions boundary does not allow; across accounts every side must allow. A Deny
 * on any side wins. The simulator knows no sessions, ACLs and grants, and no key policies as roots
 * of authority.
 *
 * @param identity the caller's policies
 * @param boundary its permissions boundary; {@code null} for none
 * @param resource the resource's policy; {@code null} for none
 * @param controls service control policies, a list for each level; empty when there are none
 * @param caller the simulated caller; {@code null} when none is named
 * @param account the caller's account
 * @param owner the account that owns the resources; {@code null} when their ARNs tell
 * @param context the condition keys
 */
record Simulation(
    List<SimulatedPolicy> identity,
    SimulatedPolicy boundary,
    SimulatedPolicy resource,
    List<List<SimulatedPolicy>> controls,
    IdentityArn caller,
    String account,
    String owner,
    SimulationContext context) {

  /** The services whose actions name resources of their own, for {@link #isOutOfPlace}. */
  private static final Map<String, List<String>> RESOURCES =
      Map.of(
          "kms", List.of("kms"),
          "s3", List.of("s3"),
          "iam", List.of("iam"),
          "sts", List.of("sts", "iam"),
          "cloudtrail", List.of("cloudtrail"));

  private static final int ACCOUNT = 4;

  /**
   * The answer for one action and resource.
   *
   * @param matches the statements that decided
   * @param missing keys that policies refer to and the request did not give, when nothing allowed
   * @param withinBoundary whether the boundary allows; {@code null} without one
   * @param withinOrganization whether the service control policies allow; {@code null} without any
   * @param details what each side says, across accounts; else empty
   */
  record Outcome(
      PolicyEvaluationDecisionType decision,
      List<Statement> matches,
      List<String> missing,
      Boolean withinBoundary,
      Boolean withinOrganization,
      Map<String, PolicyEvaluationDecisionType> details) {}

  /** Decides one action on one resource. */
  Outcome decide(String action, String resourceArn) {
    AccessRequest request = request(action, resourceArn);
    PolicyEvaluationDecisionType organization = PolicyEvaluationDecisionType.ALLOWED;
    for (List<SimulatedPolicy> level : controls) {
      organization = stricter(organization, SimulatedPolicy.verdict(level, request));
    }
    if (organization != PolicyEvaluationDecisionType.ALLOWED) {
      return new Outcome(organization, List.of(), List.of(), null, false, Map.of());
    }
    return isOutOfPlace(action, resourceArn)
        ? combined(request, List.of(), PolicyEvaluationDecisionType.IMPLICIT_DENY, false)
        : combined(request, sides(), identityVerdict(request), true);
  }

  private PolicyEvaluationDecisionType identityVerdict(AccessRequest request) {
    return SimulatedPolicy.verdict(identity, request);
  }

  private Outcome combined(
      AccessRequest request,
      List<SimulatedPolicy> sides,
      PolicyEvaluationDecisionType byIdentity,
      boolean inPlace) {
    PolicyEvaluationDecisionType byBoundary = verdict(boundary, request, inPlace);
    PolicyEvaluationDecisionType byResource = verdict(resource, request, inPlace);
    boolean cross = resource != null && !account.equals(ownerOf(request.resource()));
    PolicyEvaluationDecisionType decision = combine(byIdentity, byBoundary, byResource, cross);
    boolean silent = decision == PolicyEvaluationDecisionType.IMPLICIT_DENY;
    return new Outcome(
        decision,
        silent ? List.of() : matches(sides, request, decision),
        silent ? ContextKeys.missing(documents(), context.given()) : List.of(),
        boundary == null ? null : byBoundary == PolicyEvaluationDecisionType.ALLOWED,
        controls.isEmpty() ? null : true,
        cross ? details(byIdentity, byBoundary, byResource) : Map.of());
  }

  private PolicyEvaluationDecisionType combine(
      PolicyEvaluationDecisionType byIdentity,
      PolicyEvaluationDecisionType byBoundary,
      PolicyEvaluationDecisionType byResource,
      boolean cross) {
    PolicyEvaluationDecisionType within =
        boundary == null ? byIdentity : stricter(byIdentity, byBoundary);
    if (cross) {
      return stricter(within, byResource);
    }
    boolean denied =
        within == PolicyEvaluationDecisionType.EXPLICIT_DENY
            || byResource == PolicyEvaluationDecisionType.EXPLICIT_DENY;
    if (denied) {
      return PolicyEvaluationDecisionType.EXPLICIT_DENY;
    }
    return byResource == PolicyEvaluationDecisionType.ALLOWED ? byResource : within;
  }

  private static PolicyEvaluationDecisionType verdict(
      SimulatedPolicy policy, AccessRequest request, boolean inPlace) {
    return policy == null || !inPlace
        ? PolicyEvaluationDecisionType.IMPLICIT_DENY
        : policy.verdict(request);
  }

  /** The more restrictive of two answers. */
  static PolicyEvaluationDecisionType stricter(
      PolicyEvaluationDecisionType one, PolicyEvaluationDecisionType other) {
    List<PolicyEvaluationDecisionType> both = List.of(one, other);
    for (PolicyEvaluationDecisionType decision :
        List.of(
            PolicyEvaluationDecisionType.EXPLICIT_DENY,
            PolicyEvaluationDecisionType.IMPLICIT_DENY)) {
      if (both.contains(decision)) {
        return decision;
      }
    }
    return PolicyEvaluationDecisionType.ALLOWED;
  }

  /** The boundary's Allow only limits, so it is never what allowed. */
  private List<Statement> matches(
      List<SimulatedPolicy> sides, AccessRequest request, PolicyEvaluationDecisionType decision) {
    boolean allow = decision == PolicyEvaluationDecisionType.ALLOWED;
    List<Statement> matches = new ArrayList<>();
    for (SimulatedPolicy policy : sides) {
      if (!allow || policy != boundary) {
        matches.addAll(policy.matches(request, allow));
      }
    }
    return matches;
  }

  private List<SimulatedPolicy> sides() {
    return Stream.concat(
            Stream.of(boundary, resource).filter(policy -> policy != null), identity.stream())
        .toList();
  }

  private List<PolicyDocument> documents() {
    return sides().stream().map(SimulatedPolicy::document).toList();
  }

  private Map<String, PolicyEvaluationDecisionType> details(
      PolicyEvaluationDecisionType byIdentity,
      PolicyEvaluationDecisionType byBoundary,
      PolicyEvaluationDecisionType byResource) {
    Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
    if (boundary != null) {
      details.put(SimulatedPolicy.BOUNDARY, byBoundary);
    }
    details.put(SimulatedPolicy.RESOURCE, byResource);
    details.put(SimulatedPolicy.IDENTITY, byIdentity);
    return details;
  }

  private AccessRequest request(String action, String resourceArn) {
    Principal principal = caller == null ? Principal.anonymous() : caller.principal();
    return new AccessRequest(
        principal, action, resourceArn, ownerOf(resourceArn), context.values());
  }

  /** Whose the resource is: as its ARN says, else as the request says, else the caller's. */
  private String ownerOf(String resourceArn) {
    String[] parts = resourceArn.split(":", ACCOUNT + 2);
    if (parts.length > ACCOUNT + 1 && !parts[ACCOUNT].isEmpty()) {
      return parts[ACCOUNT];
    }
    return owner == null ? account : owner;
  }

  /** An action on something that it cannot be about, such as s3:GetObject on a user. */
  private static boolean isOutOfPlace(String action, String resourceArn) {
    List<String> services = RESOURCES.get(action.substring(0, action.indexOf(':')));
    String[] parts = resourceArn.split(":", ACCOUNT);
    return services != null && parts.length == ACCOUNT && !services.contains(parts[2]);
  }
}
