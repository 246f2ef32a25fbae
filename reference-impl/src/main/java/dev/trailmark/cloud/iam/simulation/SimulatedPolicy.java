package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.policy.AccessRequest;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.Match;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyEngine;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicySet;
import dev.trailmark.cloud.policy.Span;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * A policy that takes part in a simulation.
 *
 * @param id what the answer calls it: a managed policy's name, {@code user_alice_Notes} for an
 *     inline one, {@code PolicyInputList.1} for one that came with the request
 * @param type {@code IAM Policy}, {@code Resource Policy} or {@code Permissions Boundary Policy}:
 *     what AWS sends in place of the documented values
 * @param document the policy
 */
record SimulatedPolicy(String id, String type, PolicyDocument document) {
  static final String IDENTITY = "IAM Policy";
  static final String RESOURCE = "Resource Policy";
  static final String BOUNDARY = "Permissions Boundary Policy";

  /**
   * A policy that came with the request.
   *
   * @param place how the error names it, such as {@code Policy input list item 1}
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput
   */
  static SimulatedPolicy sent(String id, String type, String place, String text, PolicyKind kind) {
    try {
      return new SimulatedPolicy(id, type, PolicyDocument.parse(text, kind));
    } catch (MalformedPolicyException e) {
      throw IamError.INVALID_INPUT.because("%s has invalid content", place);
    }
  }

  /** The policies of {@code PolicyInputList}; {@code null} is an empty list. */
  static List<SimulatedPolicy> sent(List<String> texts) {
    List<SimulatedPolicy> policies = new ArrayList<>();
    for (String text : texts) {
      int number = policies.size() + 1;
      policies.add(
          sent(
              "PolicyInputList." + number,
              IDENTITY,
              "Policy input list item " + number,
              text,
              PolicyKind.IDENTITY));
    }
    return policies;
  }

  /** What the policy by itself says of a request. */
  PolicyEvaluationDecisionType verdict(AccessRequest request) {
    return verdict(applying(request));
  }

  /** What policies of one kind together say of a request. */
  static PolicyEvaluationDecisionType verdict(
      List<SimulatedPolicy> policies, AccessRequest request) {
    return verdict(policies.stream().flatMap(policy -> policy.applying(request).stream()).toList());
  }

  private static PolicyEvaluationDecisionType verdict(List<Match> applying) {
    if (applying.isEmpty()) {
      return PolicyEvaluationDecisionType.IMPLICIT_DENY;
    }
    return applying.stream().allMatch(match -> match.statement().isAllow())
        ? PolicyEvaluationDecisionType.ALLOWED
        : PolicyEvaluationDecisionType.EXPLICIT_DENY;
  }

  private List<Match> applying(AccessRequest request) {
    PolicySet alone =
        document.kind().namesPrincipals()
            ? PolicySet.of(Authority.RESOURCE_OR_IDENTITY).withResource(document)
            : PolicySet.identityOnly(List.of(document));
    return PolicyEngine.matches(request, alone);
  }

  /** The statements of one effect that apply to a request, as the answer refers to them. */
  List<Statement> matches(AccessRequest request, boolean allow) {
    return applying(request).stream()
        .filter(match -> match.statement().isAllow() == allow)
        .map(match -> reference(match.statement().span()))
        .toList();
  }

  private Statement reference(Span span) {
    return Statement.builder()
        .sourcePolicyId(id)
        .sourcePolicyType(type)
        .startPosition(p -> p.line(span.startLine()).column(span.startColumn()))
        .endPosition(p -> p.line(span.endLine()).column(span.endColumn()))
        .build();
  }
}
