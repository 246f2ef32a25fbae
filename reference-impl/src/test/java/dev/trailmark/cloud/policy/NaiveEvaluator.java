package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import dev.trailmark.cloud.policy.NaivePrincipals.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The documented algorithm written a second time, slowly and straight from the JSON: nothing
 * compiled, every statement looked at. It knows as much of the language as {@link RandomPolicies}
 * writes.
 */
final class NaiveEvaluator {

  /** What was decided, and by which side. */
  record Outcome(Effect effect, Source source) {}

  private final AccessRequest request;
  private final PolicySet policies;
  private final List<RandomPolicies.PlainGrant> grants;
  private final Principal caller;
  private final NaiveStatements statements;
  private final NaivePrincipals principals;

  /**
   * Takes one request.
   *
   * @param grants the grants of the policy set, uncompiled
   * @param parsed documents read before, kept by the caller to save time
   */
  NaiveEvaluator(
      AccessRequest request,
      PolicySet policies,
      List<RandomPolicies.PlainGrant> grants,
      Map<PolicyDocument, JsonNode> parsed) {
    this.request = request;
    this.policies = policies;
    this.grants = grants;
    this.caller = request.principal();
    this.statements = new NaiveStatements(request, parsed);
    this.principals =
        new NaivePrincipals(caller, request.context().values("canonicaluserid"), hasBoundary());
  }

  Outcome evaluate() {
    Source denying = denying();
    if (denying != null) {
      return new Outcome(Effect.EXPLICIT_DENY, denying);
    }
    Source missing = missing();
    return missing == null
        ? new Outcome(Effect.ALLOW, allowing())
        : new Outcome(Effect.IMPLICIT_DENY, missing);
  }

  // ---- step 1: an explicit Deny anywhere

  private Source denying() {
    if (isUnderRcps() && anySays("Deny", flat(policies.resourceControl()))) {
      return Source.RESOURCE_CONTROL;
    }
    if (isUnderScps() && anySays("Deny", flat(policies.serviceControl()))) {
      return Source.SERVICE_CONTROL;
    }
    for (JsonNode statement : resourceStatements("Deny")) {
      if (!principals.named(statement).isEmpty()) {
        return resourceSide();
      }
    }
    if (!actsAsRoot() && anySays("Deny", policies.identity())) {
      return Source.IDENTITY;
    }
    if (hasBoundary() && says("Deny", policies.boundary())) {
      return Source.BOUNDARY;
    }
    return anySays("Deny", policies.session()) ? Source.SESSION : null;
  }

  // ---- step 2: what must allow and does not; null when everything does

  private Source missing() {
    if (isUnderRcps() && !allLevelsAllow(policies.resourceControl())) {
      return Source.RESOURCE_CONTROL;
    }
    if (isUnderScps() && !allLevelsAllow(policies.serviceControl())) {
      return Source.SERVICE_CONTROL;
    }
    Set<Named> named = namedByResourceSide();
    if (caller.accountId() == null) {
      return named.isEmpty() ? resourceSide() : null;
    }
    if (policies.authority() == Authority.IDENTITY_ONLY) {
      return missingOnCallersSide(true);
    }
    if (policies.authority() == Authority.TRUST && caller.isRoot()) {
      return Source.TRUST;
    }
    boolean sameAccount = caller.accountId().equals(request.resourceAccount());
    boolean resourceDecides = policies.authority() != Authority.RESOURCE_OR_IDENTITY;
    if (named.isEmpty() && (resourceDecides || !sameAccount)) {
      return resourceSide();
    }
    if (sameAccount && (named.contains(Named.EVERYONE) || named.contains(Named.EXACTLY))) {
      return null;
    }
    return missingOnCallersSide(!sameAccount || !named.contains(Named.ISSUER));
  }

  private Source missingOnCallersSide(boolean identityNeeded) {
    if (identityNeeded && !actsAsRoot() && !anySays("Allow", policies.identity())) {
      return Source.IDENTITY;
    }
    if (hasBoundary() && !says("Allow", policies.boundary())) {
      return Source.BOUNDARY;
    }
    boolean narrowed =
        !policies.session().isEmpty() || caller.type() == PrincipalType.FEDERATED_USER;
    return narrowed && !anySays("Allow", policies.session()) ? Source.SESSION : null;
  }

  // ---- who is to be thanked

  private Source allowing() {
    boolean askedOnResourceSide =
        caller.accountId() == null
            || (caller.accountId().equals(request.resourceAccount())
                && policies.authority() != Authority.IDENTITY_ONLY);
    if (askedOnResourceSide) {
      List<Set<Named>> strengths =
          List.of(EnumSet.of(Named.EVERYONE, Named.EXACTLY), EnumSet.of(Named.ISSUER));
      for (Set<Named> strength : strengths) {
        if (namedByPolicy().stream().anyMatch(strength::contains)) {
          return resourceSide();
        }
        if (namedByGrants().stream().anyMatch(strength::contains)) {
          return Source.GRANT;
        }
        if (policies.acl()) {
          return Source.ACL;
        }
      }
    }
    return actsAsRoot() ? Source.ROOT : Source.IDENTITY;
  }

  // ---- the parts

  private boolean actsAsRoot() {
    return caller.isRoot() || (caller.creator() != null && caller.creator().isRoot());
  }

  private boolean hasBoundary() {
    return policies.boundary() != null && caller.accountId() != null && !actsAsRoot();
  }

  private boolean isUnderRcps() {
    return caller.entityArn() == null || !caller.entityArn().contains("/aws-service-role/");
  }

  private boolean isUnderScps() {
    return caller.accountId() != null && isUnderRcps();
  }

  private Source resourceSide() {
    return policies.authority() == Authority.TRUST ? Source.TRUST : Source.RESOURCE;
  }

  private Set<Named> namedByResourceSide() {
    Set<Named> named = namedByPolicy();
    named.addAll(namedByGrants());
    if (policies.acl()) {
      named.add(Named.EXACTLY);
    }
    return named;
  }

  private Set<Named> namedByPolicy() {
    Set<Named> named = EnumSet.noneOf(Named.class);
    resourceStatements("Allow").forEach(statement -> named.addAll(principals.named(statement)));
    return named;
  }

  private Set<Named> namedByGrants() {
    Set<Named> named = EnumSet.noneOf(Named.class);
    for (RandomPolicies.PlainGrant grant : grants) {
      if (grant.effective() && grant.covers(request.action())) {
        named.addAll(principals.namedAs(grant.grantee()));
      }
      if (grant.effective() && request.action().equals("kms:RetireGrant")) {
        named.addAll(principals.namedAs(grant.retiring()));
      }
    }
    return named;
  }

  private List<JsonNode> resourceStatements(String effect) {
    boolean none = policies.resource() == null || policies.authority() == Authority.IDENTITY_ONLY;
    return none ? List.of() : statements.saying(effect, policies.resource());
  }

  private boolean allLevelsAllow(List<List<PolicyDocument>> levels) {
    return levels.stream().allMatch(level -> anySays("Allow", level));
  }

  private static List<PolicyDocument> flat(List<List<PolicyDocument>> levels) {
    return levels.stream().flatMap(List::stream).toList();
  }

  private boolean anySays(String effect, List<PolicyDocument> documents) {
    Function<PolicyDocument, Boolean> says = document -> says(effect, document);
    return documents.stream().map(says).reduce(false, Boolean::logicalOr);
  }

  private boolean says(String effect, PolicyDocument document) {
    return !statements.saying(effect, document).isEmpty();
  }
}
