package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.Authorizer;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.AccessRequest;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.Explanation;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyEngine;
import dev.trailmark.cloud.policy.PolicySet;
import java.util.List;

/** Gathers the policies that apply to a call and lets the policy engine decide. */
final class PolicyAuthorizer implements Authorizer {
  private final Directory directory;
  private final AuthorizationMessages messages;

  /**
   * An authorizer.
   *
   * @param messages encodes the reasons of refusals; {@code null} when refusals carry none
   */
  PolicyAuthorizer(Directory directory, AuthorizationMessages messages) {
    this.directory = directory;
    this.messages = messages;
  }

  @Override
  public Decision decide(Call call, AccessCheck check) {
    Principal principal = call.caller().principal();
    Decision decision = PolicyEngine.decide(request(call, check), policiesOf(principal, check));
    return decision.allowed() && isBarred(principal, check)
        ? new Decision(
            Decision.Effect.EXPLICIT_DENY,
            Decision.Source.RESOURCE,
            decision.crossAccount(),
            List.of())
        : decision;
  }

  @Override
  public ServiceException explained(
      Call call, AccessCheck check, Decision decision, ServiceException refusal) {
    return messages == null ? refusal : messages.explained(call, check, decision, refusal);
  }

  /** The decision with what each kind of policy says by itself. */
  Explanation explain(Call call, AccessCheck check) {
    return Explanation.of(
        request(call, check), policiesOf(call.caller().principal(), check), decide(call, check));
  }

  private static AccessRequest request(Call call, AccessCheck check) {
    return new AccessRequest(
        call.caller().principal(),
        check.action(),
        check.resource(),
        check.resourceAccount(),
        new CheckContext(call.context(), check));
  }

  /** No account is in an organization, so nothing is under service or resource control policies. */
  private PolicySet policiesOf(Principal principal, AccessCheck check) {
    boolean hasAccount = principal.accountId() != null;
    return new PolicySet(
        hasAccount ? directory.identityPolicies(principal) : List.of(),
        hasAccount ? directory.boundary(principal) : null,
        hasAccount ? sessionPolicies(principal) : List.of(),
        check.policy(),
        check.authority(),
        check.acl(),
        check.grants(),
        List.of(),
        List.of());
  }

  private List<PolicyDocument> sessionPolicies(Principal principal) {
    return principal.session() == null || !principal.session().narrowed()
        ? List.of()
        : directory.sessionPolicies(principal);
  }

  /** RestrictPublicBuckets lets in only AWS services and the owner's account. */
  private static boolean isBarred(Principal principal, AccessCheck check) {
    return check.bar() != null
        && !principal.isService()
        && !check.resourceAccount().equals(principal.accountId());
  }
}
