package dev.trailmark.cloud.iam.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

class PrincipalSimulationTest {
  private static final String ALICE = "arn:aws:iam::111122223333:user/team/alice";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"AWS\":\"111122223333\"}}]}";

  @AutoClose private final IamKit kit = new IamKit();
  private IamClient root;
  private IamClient alice;

  @BeforeEach
  void start() {
    Account account = kit.accounts().create("111122223333", "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
    root.createUser(r -> r.userName("alice").path("/team/"));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();
    alice = kit.iam(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  @Test
  void whatIsSimulatedIsWhatThenHappens() {
    putOnAlice("{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"" + ALICE + "\"}");

    assertThat(simulated("iam:GetUser", ALICE)).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(alice.getUser(r -> r.userName("alice")).user().arn()).isEqualTo(ALICE);

    assertThat(simulated("iam:ListAccessKeys", ALICE))
        .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    fails(() -> alice.listAccessKeys(r -> r.userName("alice")), 403, "AccessDenied")
        .hasMessageContaining("because no identity-based policy allows");

    putOnAlice("{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"*\"}");
    assertThat(simulated("iam:GetUser", ALICE))
        .isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    fails(() -> alice.getUser(r -> r.userName("alice")), 403, "AccessDenied")
        .hasMessageContaining("with an explicit deny in an identity-based policy");
  }

  @Test
  void inlinePoliciesAreNamedAfterWhomTheyAreOf() {
    putOnAlice("{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}");
    EvaluationResult result =
        root.simulatePrincipalPolicy(r -> r.policySourceArn(ALICE).actionNames("s3:GetObject"))
            .evaluationResults()
            .get(0);

    assertThat(result.matchedStatements().get(0).sourcePolicyId())
        .isEqualTo("user_alice_permissions");
  }

  @Test
  void rolesAreSimulatedToo() {
    root.createRole(r -> r.roleName("reader").assumeRolePolicyDocument(TRUST));
    root.putRolePolicy(
        r ->
            r.roleName("reader")
                .policyName("read")
                .policyDocument(
                    document("{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}")));
    List<EvaluationResult> results =
        root.simulatePrincipalPolicy(
                r ->
                    r.policySourceArn("arn:aws:iam::111122223333:role/reader")
                        .actionNames("s3:GetObject", "s3:PutObject"))
            .evaluationResults();

    assertThat(results)
        .extracting(EvaluationResult::evalDecision)
        .containsExactly(
            PolicyEvaluationDecisionType.ALLOWED, PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(results.get(0).matchedStatements().get(0).sourcePolicyId())
        .isEqualTo("role_reader_read");
  }

  @Test
  void policiesOfTheRequestAddToThePrincipals() {
    EvaluationResult result =
        root.simulatePrincipalPolicy(
                r ->
                    r.policySourceArn(ALICE)
                        .actionNames("s3:GetObject")
                        .policyInputList(
                            document(
                                "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                                    + "\"Condition\":{\"StringEquals\":{\"aws:username\":\"alice\"}}}")))
            .evaluationResults()
            .get(0);

    assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    assertThat(result.matchedStatements().get(0).sourcePolicyId()).isEqualTo("PolicyInputList.1");
  }

  @Test
  void thePrincipalMustBeOneOfTheAccounts() {
    fails(() -> simulate("arn:aws:iam::111122223333:user/nobody"), 404, "NoSuchEntity")
        .hasMessageContaining("Unable to retrieve specified IAM entity.");
    fails(() -> simulate("arn:aws:iam::111122223333:root"), 400, "InvalidInput")
        .hasMessageContaining(
            "Invalid ARN provided in the request: arn:aws:iam::111122223333:root");
    fails(() -> simulate("arn:aws:iam::999999999999:user/alice"), 400, "InvalidInput")
        .hasMessageContaining(
            "Invalid Policy Source Arn: caller's account 111122223333 does not have access to"
                + " policies in account 999999999999.");
  }

  @Test
  void askingNeedsAPermissionOnWhomItIsAbout() {
    fails(
            () -> alice.simulatePrincipalPolicy(r -> r.policySourceArn(ALICE).actionNames("s3:A")),
            403,
            "AccessDenied")
        .hasMessageContaining(
            "User: "
                + ALICE
                + " is not authorized to perform: iam:SimulatePrincipalPolicy on"
                + " resource: "
                + ALICE
                + " because no identity-based policy allows the"
                + " iam:SimulatePrincipalPolicy action");
    fails(() -> alice.simulateCustomPolicy(r -> r.actionNames("s3:A")), 403, "AccessDenied")
        .hasMessageContaining("iam:SimulateCustomPolicy on resource: * because");
    fails(
        () -> alice.getContextKeysForPrincipalPolicy(r -> r.policySourceArn(ALICE)),
        403,
        "AccessDenied");
    fails(
        () -> alice.getContextKeysForCustomPolicy(r -> r.policyInputList("{}")),
        403,
        "AccessDenied");

    putOnAlice(
        "{\"Effect\":\"Allow\",\"Action\":[\"iam:Simulate*\",\"iam:GetContext*\"],\"Resource\":\"*\"}");
    assertThat(
            alice
                .simulatePrincipalPolicy(r -> r.policySourceArn(ALICE).actionNames("s3:A"))
                .evaluationResults())
        .hasSize(1);
    assertThat(alice.simulateCustomPolicy(r -> r.actionNames("s3:A")).evaluationResults())
        .hasSize(1);
    assertThat(
            alice.getContextKeysForPrincipalPolicy(r -> r.policySourceArn(ALICE)).contextKeyNames())
        .isEmpty();
  }

  @Test
  void contextKeysOfAPrincipalAreThoseOfItsPoliciesAndOfTheRequests() {
    putOnAlice(
        "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}/*\"}");

    assertThat(
            root.getContextKeysForPrincipalPolicy(
                    r ->
                        r.policySourceArn(ALICE)
                            .policyInputList(
                                document(
                                    "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                                        + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}}")))
                .contextKeyNames())
        .containsExactly("aws:username", "aws:SecureTransport");
    fails(
            () -> root.getContextKeysForCustomPolicy(r -> r.policyInputList("{")),
            400,
            "InvalidInput")
        .hasMessageContaining("Policy input list item 1 has invalid content");
  }

  @Test
  void simulationsAreRecordedWithoutAnAnswer() {
    simulate(ALICE);

    assertThat(
            kit.records(
                IamKit.root(kit.accounts().list().get(0)),
                Region.US_EAST_1,
                "SimulatePrincipalPolicy"))
        .hasSize(1)
        .allMatch(record -> record.contains("\"responseElements\":null"));
  }

  private void simulate(String arn) {
    root.simulatePrincipalPolicy(r -> r.policySourceArn(arn).actionNames("s3:GetObject"));
  }

  private PolicyEvaluationDecisionType simulated(String action, String resource) {
    return root.simulatePrincipalPolicy(
            r -> r.policySourceArn(ALICE).actionNames(action).resourceArns(resource))
        .evaluationResults()
        .get(0)
        .evalDecision();
  }

  private void putOnAlice(String statement) {
    root.putUserPolicy(
        r -> r.userName("alice").policyName("permissions").policyDocument(document(statement)));
  }

  private static String document(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
  }

  private static AbstractThrowableAssert<?, ?> fails(
      ThrowingCallable call, int status, String code) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IamException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(status);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }
}
