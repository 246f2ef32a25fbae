package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.OTHER_ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.SESSION_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.aws;
import static dev.trailmark.cloud.policy.Fixtures.policy;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static dev.trailmark.cloud.policy.Fixtures.root;
import static dev.trailmark.cloud.policy.Fixtures.stranger;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom Principal and NotPrincipal mean, seen through a bucket policy without identity policies. */
class PrincipalMatchingTest {

  private static final String CANONICAL = "0a".repeat(32);
  private static final String TRAIL = "cloudtrail.amazonaws.com";

  private static final Map<String, Principal> CALLERS =
      Map.of(
          "root", root(),
          "user", user(),
          "role", role(),
          "federated", federated(),
          "stranger", stranger(),
          "trail", Principal.service(TRAIL),
          "config", Principal.service("config.amazonaws.com"),
          "anonymous", Principal.anonymous());

  /** All callers whom the Deny of a principal hits; everyone is allowed beside it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'*' | root user role federated stranger trail config anonymous",
        "{'AWS':'*'} | root user role federated stranger trail config anonymous",
        "{'AWS':'111122223333'} | root user role federated",
        "{'AWS':'arn:aws:iam::111122223333:root'} | root user role federated",
        "{'AWS':'444455556666'} | stranger",
        "{'AWS':'" + USER_ARN + "'} | user federated",
        "{'AWS':'arn:aws:iam::111122223333:user/alice'} | ``",
        "{'AWS':'" + ROLE_ARN + "'} | role",
        "{'AWS':'" + SESSION_ARN + "'} | role",
        "{'AWS':'arn:aws:sts::111122223333:assumed-role/AWSLabsUser-x/other'} | ``",
        "{'AWS':'AROALAB234567890'} | role",
        "{'AWS':'AIDAALICE2345678'} | user federated",
        "{'AWS':'AIDAALICEAGAIN789'} | ``",
        "{'AWS':'arn:aws:sts::111122223333:federated-user/bob'} | federated",
        "{'AWS':['" + USER_ARN + "','" + ROLE_ARN + "']} | user federated role",
        "{'Service':'cloudtrail.amazonaws.com'} | trail",
        "{'AWS':'" + USER_ARN + "','Service':['config.amazonaws.com']} | user federated config",
        "{'Federated':'accounts.example.com'} | ``",
      })
  void aDenyHitsWhomItNames(String principal, String hit) {
    String statements = Fixtures.allow("'*'", "s3:*") + "," + Fixtures.deny(principal, "s3:*");
    assertHit(statements, hit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'*' | ``",
        "{'AWS':'111122223333'} | user role federated stranger trail config anonymous",
        "{'AWS':'" + USER_ARN + "'} | root user role federated stranger trail config anonymous",
        "{'AWS':['111122223333','"
            + USER_ARN
            + "']} | role federated stranger trail config anonymous",
        "{'AWS':['111122223333','"
            + ROLE_ARN
            + "']} | user role federated stranger trail config anonymous",
        "{'AWS':['arn:aws:iam::111122223333:root','"
            + ROLE_ARN
            + "','"
            + SESSION_ARN
            + "']} | user federated stranger trail config anonymous",
        "{'AWS':['111122223333','AIDAALICE2345678']} | role federated stranger trail config anonymous",
        "{'AWS':['111122223333','AROALAB234567890','"
            + SESSION_ARN
            + "']} | user federated stranger trail config anonymous",
        "{'AWS':['111122223333','AIDAALICE2345678',"
            + "'arn:aws:sts::111122223333:federated-user/bob']} | role stranger trail config anonymous",
        "{'AWS':['111122223333','arn:aws:sts::111122223333:federated-user/bob']} |"
            + " user role federated stranger trail config anonymous",
        "{'Service':'cloudtrail.amazonaws.com'} | root user role federated stranger config anonymous",
      })
  void aDenyWithNotPrincipalSparesOnlyWhomItListsWhole(String listed, String hit) {
    String deny = Fixtures.deny(listed, "s3:*").replace("'Principal'", "'NotPrincipal'");
    assertHit(Fixtures.allow("'*'", "s3:*") + "," + deny, hit);
  }

  /** AWS: a Deny with NotPrincipal always hits principals with a permissions boundary. */
  @Test
  void aDenyWithNotPrincipalSparesNobodyWithABoundary() {
    String listed = "{'AWS':['111122223333','" + USER_ARN + "']}";
    String deny = Fixtures.deny(listed, "s3:*").replace("'Principal'", "'NotPrincipal'");
    PolicySet policies = bucket(Fixtures.allow("'*'", "s3:*") + "," + deny);
    PolicyDocument boundary = policy(PolicyKind.MANAGED, Fixtures.allow("*"));
    assertThat(PolicyEngine.decide(get(user()), policies).allowed()).isTrue();
    assertThat(
            PolicyEngine.decide(get(user()), policies.withBoundary(boundary))
                .reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in a resource-based policy");
  }

  private static Principal federated() {
    return Principal.federatedUser(user(), "bob", "ASIABOB", Fixtures.session());
  }

  private static void assertHit(String statements, String hit) {
    PolicySet policies = bucket(statements);
    CALLERS.forEach(
        (name, caller) -> {
          Decision decision = PolicyEngine.decide(get(caller), withRights(policies, caller));
          boolean expected = List.of(hit.split(" ")).contains(name);
          assertThat(decision.effect() == Decision.Effect.EXPLICIT_DENY)
              .as("%s is denied", name)
              .isEqualTo(expected);
          assertThat(decision.allowed()).as("%s is allowed", name).isEqualTo(!expected);
        });
  }

  /** A caller from another account needs its own account's Allow too. */
  private static PolicySet withRights(PolicySet policies, Principal caller) {
    boolean other = OTHER_ACCOUNT.equals(caller.accountId());
    return other
        ? policies.withIdentity(List.of(Fixtures.identity(Fixtures.allow("s3:*"))))
        : policies;
  }

  @Test
  void anAllowWithNotPrincipalLeavesOutWhomItLists() {
    String allow = Fixtures.allow(aws(USER_ARN), "s3:*").replace("'Principal'", "'NotPrincipal'");
    PolicySet policies = bucket(allow);
    assertThat(PolicyEngine.decide(get(role()), policies).allowed()).isTrue();
    assertThat(PolicyEngine.decide(get(user()), policies).allowed()).isFalse();
  }

  @Test
  void aCanonicalUserIsAnAccount() {
    PolicySet policies = bucket(Fixtures.allow("{'CanonicalUser':'" + CANONICAL + "'}", "s3:*"));
    assertThat(PolicyEngine.decide(canonical(root(), CANONICAL), policies).allowed()).isTrue();
    assertThat(PolicyEngine.decide(canonical(user(), CANONICAL), policies).allowed()).isFalse();
    assertThat(
            PolicyEngine.decide(
                    canonical(root(), "ff".repeat(32)),
                    policies.withAuthority(Authority.KEY_POLICY))
                .allowed())
        .isFalse();
  }

  @Test
  void theNamedPrincipalsAreListedOnce() {
    String statements =
        Fixtures.allow("{'AWS':['*','" + USER_ARN + "','" + ACCOUNT + "']}", "s3:*")
            + ","
            + Fixtures.deny("{'AWS':'" + USER_ARN + "','Service':'" + TRAIL + "'}", "s3:*");
    assertThat(policy(PolicyKind.BUCKET, statements).principals())
        .containsExactly(USER_ARN, ACCOUNT);
  }

  private static AccessRequest canonical(Principal caller, String id) {
    AccessRequest request = get(caller);
    ContextValues context =
        new ContextValues(request.context()).put(ContextValues.CANONICAL_USER_ID, id);
    return new AccessRequest(caller, request.action(), request.resource(), ACCOUNT, context);
  }

  private static AccessRequest get(Principal caller) {
    return request(caller, "s3:GetObject", "arn:aws:s3:::b/k");
  }

  private static PolicySet bucket(String statements) {
    return PolicySet.of(Authority.RESOURCE_OR_IDENTITY)
        .withResource(policy(PolicyKind.BUCKET, statements));
  }
}
