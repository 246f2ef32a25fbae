package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.OrderedOrganizationPolicyType;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
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

  private IamKit kit;
  private IamClient root;

  @BeforeEach
  void start() {
    kit = new IamKit();
    Account account = kit.accounts().create("111122223333", "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void withoutResourcesTheAnswerIsAboutAllOfThem() {
    EvaluationResult result = one(r -> r.policyInputList(ALLOW));

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
    EvaluationResult result = one(r -> r.policyInputList(ALLOW_PUT));

    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(result.hasMatchedStatements()).isTrue();
    assertThat(result.matchedStatements()).isEmpty();
    assertThat(one(r -> r.policyInputList(List.of())).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void aDenyWinsAndIsTheOnlyMatch() {
    EvaluationResult result = one(r -> r.policyInputList(ALLOW, DENY));

    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    assertThat(result.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("PolicyInputList.2 (IAM Policy) 1:38-1:94");
  }

  @Test
  void eachResourceIsAnsweredAndTheStrictestAnswerIsThatOfTheAction() {
    String onA = policy(statement("Allow", "s3:GetObject", A));
    EvaluationResult result = one(r -> r.policyInputList(onA).resourceArns(A, B));

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
        }""";
    String single =
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}";

    assertThat(
            simulate(r -> r.policyInputList(pretty).actionNames("s3:GetObject", "s3:PutObject"))
                .evaluationResults())
        .flatMap(EvaluationResult::matchedStatements)
        .map(CustomSimulationTest::shown)
        .containsExactly(
            "PolicyInputList.1 (IAM Policy) 3:17-9:6", "PolicyInputList.1 (IAM Policy) 9:6-15:6");
    assertThat(one(r -> r.policyInputList(single)).matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("PolicyInputList.1 (IAM Policy) 1:16-1:77");
  }

  @Test
  void keysThatNobodyGaveAreMissingWhenNothingAllows() {
    String conditional =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"my:Key\":\"yes\"}}}]}";
    EvaluationResult denied = one(r -> r.policyInputList(conditional).resourceArns(A));

    assertThat(denied.missingContextValues()).containsExactly("my:Key");
    assertThat(denied.resourceSpecificResults().get(0).missingContextValues())
        .containsExactly("my:Key");
    assertThat(one(r -> r.policyInputList(conditional, ALLOW)).missingContextValues()).isEmpty();
    assertThat(
            one(r ->
                    r.policyInputList(conditional)
                        .actionNames("s3:PutObject")
                        .contextEntries(entry("MY:key", "string", "yes")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(
            one(r ->
                    r.policyInputList(conditional)
                        .actionNames("s3:PutObject")
                        .contextEntries(entry("my:Key", "string", "no")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void aBoundaryLimits() {
    EvaluationResult within =
        one(r -> r.policyInputList(ALLOW).permissionsBoundaryPolicyInputList(EVERYTHING));
    EvaluationResult without =
        one(r -> r.policyInputList(ALLOW).permissionsBoundaryPolicyInputList(ALLOW_PUT));
    EvaluationResult denied =
        one(r -> r.policyInputList(DENY).permissionsBoundaryPolicyInputList(DENY));

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
    EvaluationResult allowed = one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, EVERYTHING));
    EvaluationResult implicit = one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, ALLOW_PUT));
    EvaluationResult explicit = one(r -> r.policyInputList(ALLOW).scps(EVERYTHING, DENY));

    assertThat(allowed.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(allowed.organizationsDecisionDetail().allowedByOrganizations()).isTrue();
    assertThat(implicit.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(implicit.organizationsDecisionDetail().allowedByOrganizations()).isFalse();
    assertThat(explicit.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    assertThat(explicit.matchedStatements()).isEmpty();
  }

  @Test
  void withinAnAccountTheResourcesPolicySuffices() {
    EvaluationResult direct = one(r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE).resourceArns(A));
    EvaluationResult delegated =
        one(
            r ->
                r.resourcePolicy(TO_ACCOUNT)
                    .callerArn(ALICE)
                    .resourceArns(A)
                    .permissionsBoundaryPolicyInputList(ALLOW_PUT));
    EvaluationResult forSomeoneElse =
        one(r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE + "2").resourceArns(A));

    assertThat(direct.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(direct.matchedStatements())
        .map(CustomSimulationTest::shown)
        .containsExactly("ResourcePolicy (Resource Policy) 1:38-1:181");
    assertThat(delegated.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(forSomeoneElse.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(
            one(r ->
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
        one(
            r ->
                r.resourcePolicy(TO_ALICE)
                    .callerArn(ALICE)
                    .resourceOwner(OTHER_OWNER)
                    .resourceArns(A));
    EvaluationResult both =
        one(
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

    assertThat(one(r -> r.policyInputList(ifAlice).callerArn(ALICE)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(one(r -> r.policyInputList(ifAlice)).missingContextValues())
        .containsExactly("aws:username");
    assertThat(
            one(r ->
                    r.policyInputList(ifAlice)
                        .callerArn(ALICE)
                        .contextEntries(entry("aws:username", "string", "bob")))
                .evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
  }

  @Test
  void anActionOnAResourceOfAnotherKindIsNeverAllowed() {
    assertThat(one(r -> r.policyInputList(EVERYTHING).resourceArns(ALICE)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(one(r -> r.policyInputList(EVERYTHING).resourceArns(A)).evalDecision())
        .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
  }

  @Test
  void pagesAreCutByActions() {
    SimulateCustomPolicyResponse first =
        simulate(
            r -> r.policyInputList(EVERYTHING).actionNames("s3:A", "s3:B", "s3:C").maxItems(2));
    SimulateCustomPolicyResponse second =
        simulate(
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
    fails("InvalidInput", r -> r.policyInputList(ALLOW).marker("not-a-marker"))
        .hasMessageContaining("Invalid marker for pagination.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric | abc | Invalid context value for key my:key: expected numeric format.
          date | tomorrow | Invalid context value for key my:key: expected DateTime format.
          ip | 999.0.0.1 | Invalid context value for key my:key: expected IP address.
          binary | !base64 | Invalid context value for key my:key: expected base-64 encoded binary format.
          string | a,b | Context key string expected a single value, but received 2.
          """)
  void contextValuesMustBeOfTheirType(String type, String values, String message) {
    fails(
            "InvalidInput",
            r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", type, values.split(","))))
        .hasMessageContaining(message);
  }

  @Test
  void contextEntriesAreChecked() {
    fails(
            "InvalidInput",
            r ->
                r.policyInputList(ALLOW)
                    .contextEntries(entry("my:key", "string", "a"), entry("MY:KEY", "string", "b")))
        .hasMessageContaining("Duplicate context key: MY:KEY.");
    fails("InvalidInput", r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", null, "a")))
        .hasMessageContaining("Context key my:key has invalid type null.");
    fails("InvalidInput", r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", "string")))
        .hasMessageContaining("Context values for context key my:key cannot be null or empty.");
    fails(
            "ValidationError",
            r -> r.policyInputList(ALLOW).contextEntries(entry("my:key", "unknown", "a")))
        .hasMessageContaining(
            "1 validation error detected: Value at 'contextEntries.1.member.contextKeyType' failed"
                + " to satisfy constraint: Member must satisfy enum value set: [binary, ipList,"
                + " booleanList, ip, boolean, numericList, dateList, numeric, date, stringList,"
                + " string, binaryList]");
  }

  @Test
  void inputThatMeansNothingIsRefusedInAwssWords() {
    fails("InvalidInput", r -> r.policyInputList(ALLOW, "{"))
        .hasMessageContaining("Policy input list item 2 has invalid content");
    fails("InvalidInput", r -> r.policyInputList(ALLOW).actionNames("GetObject"))
        .hasMessageContaining("The action is invalid since it is missing names");
    fails("InvalidInput", r -> r.policyInputList(ALLOW).resourceArns("pictures"))
        .hasMessageContaining("ResourceNames are not in a valid ARN format: pictures.");
    fails("InvalidInput", r -> r.permissionsBoundaryPolicyInputList(ALLOW, ALLOW))
        .hasMessageContaining("The list of Permissions Boundary policies cannot exceed 1 items.");
    fails("InvalidInput", r -> r.policyInputList(ALLOW).resourceOwner("111122223333"))
        .hasMessageContaining("'111122223333' is not a valid as a Resource Owner.");
    fails("InvalidInput", r -> r.resourcePolicy(TO_ALICE).resourceArns(A))
        .hasMessageContaining("Invalid caller - Caller cannot be null or empty.");
    fails("InvalidInput", r -> r.resourcePolicy(TO_ALICE).callerArn(ALICE))
        .hasMessageContaining(
            "Invalid Entity Arn: * does not clearly define entity type and name.");
    fails("InvalidInput", r -> r.callerArn("arn:aws:sts::111122223333:assumed-role/r/s"))
        .hasMessageContaining(
            "Invalid caller - Caller must be an IAM user, role or group in this context.");
    fails(
            "InvalidInput",
            r -> r.policyInputList(ALLOW).resourceArns(A).resourceHandlingOption("EC2-VPC-EBS"))
        .hasMessageContaining(
            "Invalid input resource handling options. Action does not support resource handling"
                + " options: s3:GetObject.");
  }

  /** The SDK's builder with shorter names for what the tests set. */
  private static final class Request {
    private final SimulateCustomPolicyRequest.Builder builder =
        SimulateCustomPolicyRequest.builder().actionNames("s3:GetObject");

    Request policyInputList(String... policies) {
      return policyInputList(List.of(policies));
    }

    Request policyInputList(List<String> policies) {
      builder.policyInputList(policies);
      return this;
    }

    Request permissionsBoundaryPolicyInputList(String... policies) {
      builder.permissionsBoundaryPolicyInputList(policies);
      return this;
    }

    /** One policy for each level. */
    Request scps(String... levels) {
      builder.orderedOrganizationPolicyInputList(
          Arrays.stream(levels)
              .map(
                  policy ->
                      OrderedOrganizationPolicyType.builder()
                          .serviceControlPolicyInputList(policy)
                          .build())
              .toList());
      return this;
    }

    Request actionNames(String... names) {
      builder.actionNames(names);
      return this;
    }

    Request resourceArns(String... arns) {
      builder.resourceArns(arns);
      return this;
    }

    Request resourcePolicy(String policy) {
      builder.resourcePolicy(policy);
      return this;
    }

    Request resourceOwner(String owner) {
      builder.resourceOwner(owner);
      return this;
    }

    Request callerArn(String arn) {
      builder.callerArn(arn);
      return this;
    }

    Request contextEntries(ContextEntry... entries) {
      builder.contextEntries(entries);
      return this;
    }

    Request resourceHandlingOption(String option) {
      builder.resourceHandlingOption(option);
      return this;
    }

    Request maxItems(int number) {
      builder.maxItems(number);
      return this;
    }

    Request marker(String marker) {
      builder.marker(marker);
      return this;
    }
  }

  private SimulateCustomPolicyResponse simulate(Consumer<Request> filling) {
    Request request = new Request();
    filling.accept(request);
    return root.simulateCustomPolicy(request.builder.build());
  }

  private EvaluationResult one(Consumer<Request> filling) {
    List<EvaluationResult> results = simulate(filling).evaluationResults();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private AbstractThrowableAssert<?, ?> fails(String code, Consumer<Request> filling) {
    return assertThatThrownBy(() -> simulate(filling))
        .isInstanceOfSatisfying(
            IamException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(400);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private static ContextEntry entry(String name, String type, String... values) {
    return ContextEntry.builder()
        .contextKeyName(name)
        .contextKeyType(type)
        .contextKeyValues(values)
        .build();
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

  private static String statement(String effect, String action, String resource) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(effect, action, resource);
  }

  private static String policy(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
  }

  private static String resourcePolicy(String effect, String principal) {
    return policy(
        "{\"Effect\":\"%s\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::pictures/*\","
                .formatted(effect)
            + "\"Principal\":{\"AWS\":\"%s\"}}".formatted(principal));
  }
}
