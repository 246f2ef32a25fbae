package dev.trailmark.cloud.iam.simulation;

import static dev.trailmark.cloud.iam.simulation.CustomSimulation.entry;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.policy;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.resourcePolicy;
import static dev.trailmark.cloud.iam.simulation.CustomSimulation.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/** SimulateCustomPolicy; what is expected was seen on AWS unless docs/DIVERGENCES.md says not. */
class CustomSimulationTest {
  private static final String ALLOW = policy(statement("Allow", "s3:GetObject", "*"));
  private static final String DENY = policy(statement("Deny", "s3:GetObject", "*"));
  private static final String ALLOW_PUT = policy(statement("Allow", "s3:PutObject", "*"));
  private static final String EVERYTHING = policy(statement("Allow", "*", "*"));
  private static final String A = "arn:aws:s3:::pictures/a";
  private static final String B = "arn:aws:s3:::pictures/b";
  private static final String ALICE = "arn:aws:iam::111122223333:user/team/alice";
  private static final String OTHER_OWNER = "arn:aws:iam::999999999999:root";
  private static final String TO_ALICE = resourcePolicy("Allow", ALICE);
  private static final String TO_ACCOUNT =
      resourcePolicy("Allow", "arn:aws:iam::111122223333:root");

  @AutoClose private final CustomSimulation simulation = new CustomSimulation();

  @Test
  void withoutResourcesTheAnswerIsAboutAllOfThem() {
    EvaluationResult result = simulation.one(r -> r.policyInputList(ALLOW));

    assertThat(result.evalActionName()).isEqualTo("s3:GetObject");
    assertThat(result.evalResourceName()).isEqualTo("*");
    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(result.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("PolicyInputList.1 (IAM Policy) 1:38-1:95");
    assertThat(result.hasMissingContextValues()).isTrue();
    assertThat(result.missingContextValues()).isEmpty();
    assertThat(result.hasResourceSpecificResults()).isFalse();
    assertThat(result.hasEvalDecisionDetails()).isFalse();
    assertThat(result.permissionsBoundaryDecisionDetail()).isNull();
    assertThat(result.organizationsDecisionDetail()).isNull();
  }

  @Test
  void whatNoPolicyAllowsIsImplicitlyDenied() {
    EvaluationResult result = simulation.one(r -> r.policyInputList(ALLOW_PUT));

    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(result.hasMatchedStatements()).isTrue();
    assertThat(result.matchedStatements()).isEmpty();
    assertThat(simulation.one(r -> r.policyInputList(List.of())).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void aDenyWinsAndIsTheOnlyMatch() {
    EvaluationResult result = simulation.one(r -> r.policyInputList(ALLOW, DENY));

    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    assertThat(result.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("PolicyInputList.2 (IAM Policy) 1:38-1:94");
  }

  @Test
  void eachResourceIsAnsweredAndTheStrictestAnswerIsThatOfTheAction() {
    String onA = policy(statement("Allow", "s3:GetObject", A));
    EvaluationResult result = simulation.one(r -> r.policyInputList(onA).resourceArns(A, B));

    assertThat(result.evalResourceName()).isEqualTo("arn:aws:s3:::${BucketName}/${KeyName}");
    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(result.matchedStatements()).hasSize(1);
    assertThat(result.resourceSpecificResults())
        .extracting(
            ResourceSpecificResult::evalResourceName,
            ResourceSpecificResult::evalResourceDecision,
            specific -> specific.matchedStatements().size(),
            ResourceSpecificResult::hasMatchedStatements)
        .containsExactly(
            tuple(A, PolicyEvaluationDecisionType.ALLOWED, 1, true),
            tuple(B, PolicyEvaluationDecisionType.IMPLICIT_DENY, 0, false));
    assertThat(result.hasEvalDecisionDetails()).isTrue();
    assertThat(result.evalDecisionDetails()).isEmpty();
  }

  @Test
  void aStatementBeginsWhereTheTokenBeforeItEnds() {
    String pretty =
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "s3:GetObject",
              "Resource": "*",
              "Sid": "First"
            },
            {
              "Effect": "Deny",
              "Action": "s3:PutObject",
              "Resource": "*",
              "Sid": "Second"
            }
          ]
        }\
        """;
    String single =
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\":"
            + " \"*\"}}";

    assertThat(
            simulation
                .simulate(
                    r -> r.policyInputList(pretty).actionNames("s3:GetObject", "s3:PutObject"))
                .evaluationResults())
        .flatMap(EvaluationResult::matchedStatements)
        .map(CustomSimulationTest::shown)
        .containsExactly(
            "PolicyInputList.1 (IAM Policy) 3:17-9:6", "PolicyInputList.1 (IAM Policy) 9:6-15:6");
    assertThat(simulation.one(r -> r.policyInputList(single)).matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("PolicyInputList.1 (IAM Policy) 1:16-1:77");
  }

  @Test
  void keysThatNobodyGaveAreMissingWhenNothingAllows() {
    String conditional =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"my:Key\":\"yes\"}}}]}";
    EvaluationResult denied = simulation.one(r -> r.policyInputList(conditional).resourceArns(A));

    assertThat(denied.missingContextValues()).containsExactly("my:Key");
    assertThat(denied.resourceSpecificResults().get(0).missingContextValues())
        .containsExactly("my:Key");
    assertThat(simulation.one(r -> r.policyInputList(conditional, ALLOW)).missingContextValues())
        .isEmpty();
    assertThat(
            simulation
                .one(
                    r ->
                        r.policyInputList(conditional)
                            .actionNames("s3:PutObject")
                            .contextEntries(entry("MY:key", "string", "yes")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(
            simulation
                .one(
                    r ->
                        r.policyInputList(conditional)
                            .actionNames("s3:PutObject")
                            .contextEntries(entry("my:Key", "string", "no")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void aBoundaryLimits() {
    EvaluationResult within =
        simulation.one(
            r -> r.policyInputList(ALLOW).permissionsBoundaryPolicyInputList(EVERYTHING));
    EvaluationResult without =
        simulation.one(r -> r.policyInputList(ALLOW).permissionsBoundaryPolicyInputList(ALLOW_PUT));
    EvaluationResult denied =
        simulation.one(r -> r.policyInputList(DENY).permissionsBoundaryPolicyInputList(DENY));

    assertThat(within.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(within.matchedStatements()).hasSize(1);
    assertThat(within.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary()).isTrue();
    assertThat(without.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(without.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
        .isFalse();
    assertThat(denied.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly(
            "PermissionsBoundaryPolicyInputList.1 (Permissions Boundary Policy) 1:38-1:94",
            "PolicyInputList.1 (IAM Policy) 1:38-1:94");
  }

  @Test
  void serviceControlPoliciesMustAllowAtEveryLevel() {
    EvaluationResult allowed =
        simulation.one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, EVERYTHING));
    EvaluationResult implicit =
        simulation.one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, ALLOW_PUT));
    EvaluationResult explicit =
        simulation.one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, DENY));

    assertThat(allowed.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(allowed.organizationsDecisionDetail().allowedByOrganizations()).isTrue();
    assertThat(implicit.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(implicit.organizationsDecisionDetail().allowedByOrganizations()).isFalse();
    assertThat(explicit.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    assertThat(explicit.matchedStatements()).isEmpty();
  }

  @Test
  void withinAnAccountTheResourcesPolicySuffices() {
    EvaluationResult direct =
        simulation.one(r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE).resourceArns(A));
    EvaluationResult delegated =
        simulation.one(
            r ->
                r.resourcePolicy(TO_ACCOUNT)
                    .callerArn(ALICE)
                    .resourceArns(A)
                    .permissionsBoundaryPolicyInputList(ALLOW_PUT));
    EvaluationResult forSomeoneElse =
        simulation.one(r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE + "2").resourceArns(A));

    assertThat(direct.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(direct.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("ResourcePolicy (Resource Policy) 1:38-1:181");
    assertThat(delegated.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(forSomeoneElse.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(
            simulation
                .one(
                    r ->
                        r.policyInputList(ALLOW)
                            .resourcePolicy(resourcePolicy("Deny", ALICE))
                            .callerArn(ALICE)
                            .resourceArns(A))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
  }

  @Test
  void acrossAccountsBothSidesMustAllow() {
    EvaluationResult alone =
        simulation.one(
            r ->
                r.resourcePolicy(TO_ALICE)
                    .callerArn(ALICE)
                    .resourceOwner(OTHER_OWNER)
                    .resourceArns(A));
    EvaluationResult both =
        simulation.one(
            r ->
                r.policyInputList(ALLOW)
                    .resourcePolicy(TO_ALICE)
                    .callerArn(ALICE)
                    .resourceOwner(OTHER_OWNER)
                    .resourceArns(A));

    assertThat(alone.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(alone.evalDecisionDetailsAsStrings())
        .containsEntry("Resource Policy", "allowed")
        .containsEntry("IAM Policy", "implicitDeny")
        .hasSize(2);
    assertThat(alone.resourceSpecificResults().get(0).evalDecisionDetails()).hasSize(2);
    assertThat(both.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
  }

  @Test
  void aFewKeysFollowFromTheCallerAndMayBeOverridden() {
    String ifAlice =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:username\":\"alice\"}}}]}";

    assertThat(simulation.one(r -> r.policyInputList(ifAlice).callerArn(ALICE)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(simulation.one(r -> r.policyInputList(ifAlice)).missingContextValues())
        .containsExactly("aws:username");
    assertThat(
            simulation
                .one(
                    r ->
                        r.policyInputList(ifAlice)
                            .callerArn(ALICE)
                            .contextEntries(entry("aws:username", "string", "bob")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void anActionOnAResourceOfAnotherKindIsNeverAllowed() {
    assertThat(
            simulation.one(r -> r.policyInputList(EVERYTHING).resourceArns(ALICE)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(simulation.one(r -> r.policyInputList(EVERYTHING).resourceArns(A)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
  }

  @Test
  void pagesAreCutByActions() {
    SimulateCustomPolicyResponse first =
        simulation.simulate(
            r -> r.policyInputList(EVERYTHING).actionNames("s3:A", "s3:B", "s3:C").maxItems(2));
    SimulateCustomPolicyResponse second =
        simulation.simulate(
            r ->
                r.policyInputList(EVERYTHING)
                    .actionNames("s3:A", "s3:B", "s3:C")
                    .marker(first.marker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.evaluationResults()).hasSize(2);
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.evaluationResults())
        .extracting(EvaluationResult::evalActionName)
        .containsExactly("s3:C");
    simulation
        .fails("InvalidInput", r -> r.policyInputList(ALLOW).marker("not-a-marker"))
        .hasMessageContaining("Invalid marker for pagination.");
  }

  private static String shown(Statement match) {
    return "%s (%s) %d:%d-%d:%d"
        .formatted(
            match.sourcePolicyId(),
            match.sourcePolicyTypeAsString(),
            match.startPosition().line(),
            match.startPosition().column(),
            match.endPosition().line(),
            match.endPosition().column());
  }
}
