package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.KEY;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.SESSION_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.allow;
import static dev.trailmark.cloud.policy.Fixtures.aws;
import static dev.trailmark.cloud.policy.Fixtures.deny;
import static dev.trailmark.cloud.policy.Fixtures.encrypt;
import static dev.trailmark.cloud.policy.Fixtures.identity;
import static dev.trailmark.cloud.policy.Fixtures.policy;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static dev.trailmark.cloud.policy.Fixtures.root;
import static dev.trailmark.cloud.policy.Fixtures.stranger;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grants as the third source of an Allow on a KMS key. */
class GrantTest {

  private static final PolicySet UNSHARED =
      PolicySet.of(Authority.KEY_POLICY)
          .withResource(policy(PolicyKind.KEY, allow(aws(ROLE_ARN), "kms:Describe*")));
  private static final PolicyDocument ALLOWS = identity(allow("kms:*"));

  @Test
  void aGrantAllowsWithoutTheKeyPolicyAndOnlyWhatItLists() {
    PolicySet granted = with(to(USER_ARN, "Encrypt"));
    assertThat(decide(encrypt(user()), granted).source()).isEqualTo(Source.GRANT);
    assertThat(decide(encrypt(user()), granted).deciding()).isEmpty();
    assertDenied(encrypt(user()), UNSHARED, "no resource-based policy");
    assertDenied(request(user(), "kms:Decrypt", KEY), granted, "no resource-based policy");
    assertDenied(encrypt(role()), granted, "no resource-based policy");
  }

  @Test
  void aDenyOverridesAGrant() {
    PolicySet granted = with(to(USER_ARN, "Encrypt"));
    assertThat(
            decide(encrypt(user()), granted.withIdentity(List.of(identity(deny("kms:Encrypt")))))
                .reason("kms:Encrypt"))
        .isEqualTo("with an explicit deny in an identity-based policy");
    assertThat(
            decide(
                    encrypt(user()),
                    granted.withResource(policy(PolicyKind.KEY, deny("'*'", "kms:Encrypt"))))
                .reason("kms:Encrypt"))
        .isEqualTo("with an explicit deny in a resource-based policy");
  }

  @ParameterizedTest
  @CsvSource({
    // grantee, user, role, root, root's and stranger's identity policies left out
    USER_ARN + ", true, false, false",
    "AIDAALICE2345678, true, false, false",
    ROLE_ARN + ", false, true, false",
    "AROALAB234567890, false, true, false",
    SESSION_ARN + ", false, true, false",
    ACCOUNT + ", false, false, true",
    "arn:aws:iam::111122223333:root, false, false, true",
    "AIDASOMEBODYELSE, false, false, false",
  })
  void aGrantIsForItsGrantee(String grantee, boolean user, boolean role, boolean root) {
    PolicySet granted = with(to(grantee, "Encrypt"));
    assertThat(decide(encrypt(user()), granted).allowed()).isEqualTo(user);
    assertThat(decide(encrypt(role()), granted).allowed()).isEqualTo(role);
    assertThat(decide(encrypt(root()), granted).allowed()).isEqualTo(root);
  }

  @Test
  void aGrantToAnAccountLeavesItToTheAccountsIdentityPolicies() {
    PolicySet granted = with(to(ACCOUNT, "Encrypt"));
    assertThat(decide(encrypt(user()), granted.withIdentity(List.of(ALLOWS))).allowed()).isTrue();
    assertDenied(encrypt(user()), granted, "no identity-based policy");
  }

  @Test
  void aGrantIsNotWeakenedByDelegation() {
    PolicySet delegating =
        UNSHARED.withResource(policy(PolicyKind.KEY, allow(aws(ACCOUNT), "kms:*")));
    assertDenied(encrypt(user()), delegating, "no identity-based policy");
    assertThat(
            decide(encrypt(user()), delegating.withGrants(grants(to(USER_ARN, "Encrypt"))))
                .allowed())
        .isTrue();
  }

  @Test
  void sessionPoliciesAndBoundariesLimitAGrantToARole() {
    PolicySet granted = with(to(ROLE_ARN, "Encrypt"));
    PolicyDocument other = identity(allow("s3:*"));
    assertDenied(encrypt(role()), granted.withSession(List.of(other)), "no session policy");
    assertDenied(encrypt(role()), granted.withBoundary(other), "no permissions boundary");
    assertThat(decide(encrypt(role()), granted.withSession(List.of(ALLOWS))).allowed()).isTrue();
    PolicySet toSession = with(to(SESSION_ARN, "Encrypt"));
    assertThat(decide(encrypt(role()), toSession.withSession(List.of(other))).allowed()).isTrue();
  }

  @Test
  void anotherAccountsGranteeNeedsItsOwnAccountsAllow() {
    PolicySet granted = with(to(stranger().arn(), "Encrypt"));
    assertThat(decide(encrypt(stranger()), granted.withIdentity(List.of(ALLOWS))).allowed())
        .isTrue();
    assertDenied(encrypt(stranger()), granted, "no identity-based policy");
  }

  @Test
  void aServiceCanHoldAGrant() {
    Principal service = Principal.service("dynamodb.amazonaws.com");
    assertThat(decide(encrypt(service), with(to("dynamodb.amazonaws.com", "Encrypt"))).source())
        .isEqualTo(Source.GRANT);
    assertThat(decide(encrypt(service), with(to(USER_ARN, "Encrypt"))).allowed()).isFalse();
  }

  @Test
  void aFreshGrantWorksWithItsTokenOnly() {
    Grant fresh =
        new Grant("g", "t0k3n", false, USER_ARN, null, Set.of("Encrypt"), GrantConstraint.NONE);
    Grants untold = new Grants(List.of(fresh), Set.of("other"), Map.of());
    Grants told = new Grants(List.of(fresh), Set.of("t0k3n"), Map.of());
    assertThat(decide(encrypt(user()), UNSHARED.withGrants(untold)).allowed()).isFalse();
    assertThat(decide(encrypt(user()), UNSHARED.withGrants(told)).allowed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // constraint, encryption context, allowed; pairs as letters: lower case the name, then value
    "EQUALS, a1, true",
    "EQUALS, a1b2, false",
    "EQUALS, a2, false",
    "EQUALS, A1, false",
    "EQUALS, '', false",
    "SUBSET, a1, true",
    "SUBSET, a1b2, true",
    "SUBSET, b2, false",
    "SUBSET, A1, false",
    "NONE, '', true",
    "NONE, b2, true",
  })
  void aConstraintAsksForTheEncryptionContext(
      GrantConstraint.Type type, String context, boolean allowed) {
    GrantConstraint constraint = new GrantConstraint(type, pairs("a1"));
    Grant grant =
        new Grant("g", "t", true, USER_ARN, null, Set.of("Decrypt", "DescribeKey"), constraint);
    PolicySet granted = UNSHARED.withGrants(new Grants(List.of(grant), Set.of(), pairs(context)));
    assertThat(decide(request(user(), "kms:Decrypt", KEY), granted).allowed()).isEqualTo(allowed);
    assertThat(decide(request(user(), "kms:DescribeKey", KEY), granted).allowed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // the resource that the service names, allowed
    "arn:aws:dynamodb:us-east-1:111122223333:table/one, true",
    "arn:aws:dynamodb:us-east-1:111122223333:table/two, false",
    "arn:aws:dynamodb:us-east-1:111122223333:table/*, false",
    ", false",
  })
  void aServiceIsHeldToTheSourceOfTheGrant(String source, boolean allowed) {
    String service = "dynamodb.amazonaws.com";
    GrantConstraint constraint =
        new GrantConstraint(
            GrantConstraint.Type.NONE,
            Map.of(),
            "arn:aws:dynamodb:us-east-1:111122223333:table/one");
    Set<String> operations = Set.of("Encrypt", "DescribeKey", "RetireGrant");
    Grant grant = new Grant("g", "t", true, service, USER_ARN, operations, constraint);
    for (String operation : List.of("Encrypt", "DescribeKey")) {
      assertThat(decide(asked(service, "kms:" + operation, source), with(grant)).allowed())
          .as(operation)
          .isEqualTo(allowed);
    }
    assertThat(decide(asked(service, "kms:RetireGrant", source), with(grant)).allowed()).isTrue();
  }

  @Test
  void whoIsNoServiceIsNotHeldToTheSourceOfAGrant() {
    GrantConstraint constraint =
        new GrantConstraint(GrantConstraint.Type.EQUALS, pairs("a1"), "arn:aws:sns:::t");
    Grant grant = new Grant("g", "t", true, USER_ARN, null, Set.of("Encrypt"), constraint);
    PolicySet granted = UNSHARED.withGrants(new Grants(List.of(grant), Set.of(), pairs("a1")));
    assertThat(decide(encrypt(user()), granted).allowed()).isTrue();
    PolicySet other = UNSHARED.withGrants(new Grants(List.of(grant), Set.of(), pairs("b2")));
    assertThat(decide(encrypt(user()), other).allowed()).isFalse();
  }

  private static AccessRequest asked(String service, String action, String source) {
    Principal principal = Principal.service(service);
    ContextValues context = new ContextValues(new PrincipalContext(principal));
    if (source != null) {
      context.put("aws:sourcearn", source);
    }
    return new AccessRequest(principal, action, KEY, ACCOUNT, context);
  }

  @Test
  void aGrantIsRetiredByItsRetiringPrincipalOrAGranteeWhoMay() {
    AccessRequest byUser = request(user(), "kms:RetireGrant", KEY);
    AccessRequest byRole = request(role(), "kms:RetireGrant", KEY);
    GrantConstraint never = new GrantConstraint(GrantConstraint.Type.EQUALS, Map.of("a", "b"));
    Grant grant = new Grant("g", "t", true, ROLE_ARN, USER_ARN, Set.of("Encrypt"), never);
    assertThat(decide(byUser, with(grant)).source()).isEqualTo(Source.GRANT);
    assertThat(decide(byRole, with(grant)).allowed()).isFalse();
    assertThat(decide(encrypt(user()), with(grant)).allowed()).isFalse();
    assertThat(decide(byRole, with(to(ROLE_ARN, "RetireGrant"))).allowed()).isTrue();
  }

  @Test
  void onlyWhoCanCallCanHoldAGrant() {
    for (String nobody : List.of("arn:aws:iam::111122223333:group/g", "alice", "")) {
      assertThatIllegalArgumentException().isThrownBy(() -> to(nobody, "Encrypt"));
    }
  }

  private static Map<String, String> pairs(String letters) {
    return switch (letters) {
      case "a1" -> Map.of("a", "1");
      case "a2" -> Map.of("a", "2");
      case "A1" -> Map.of("A", "1");
      case "b2" -> Map.of("b", "2");
      case "a1b2" -> Map.of("a", "1", "b", "2");
      default -> Map.of();
    };
  }

  private static Grant to(String grantee, String operation) {
    return new Grant("g", "t", true, grantee, null, Set.of(operation), GrantConstraint.NONE);
  }

  private static Grants grants(Grant grant) {
    return new Grants(List.of(grant), Set.of(), Map.of());
  }

  private static PolicySet with(Grant grant) {
    return UNSHARED.withGrants(grants(grant));
  }

  private static Decision decide(AccessRequest request, PolicySet policies) {
    return PolicyEngine.decide(request, policies);
  }

  private static void assertDenied(AccessRequest request, PolicySet policies, String missing) {
    assertThat(decide(request, policies).reason(request.action()))
        .isEqualTo("because " + missing + " allows the " + request.action() + " action");
  }
}
