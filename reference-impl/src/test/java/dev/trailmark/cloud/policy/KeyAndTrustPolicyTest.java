package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.OTHER_ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
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

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Resources whose policy is the root of authority: KMS keys and roles to be assumed. */
class KeyAndTrustPolicyTest {

  private static final PolicyDocument ALLOWS = identity(allow("kms:*"));
  private static final String NO_IDENTITY =
      "because no identity-based policy allows the kms:Encrypt action";
  private static final String NO_RESOURCE =
      "because no resource-based policy allows the kms:Encrypt action";

  @Nested
  class Keys {

    private final PolicySet delegating = key(allow(aws(ACCOUNT), "kms:*"));

    @Test
    void delegationLetsIdentityPoliciesDecide() {
      assertAllowed(encrypt(user()), delegating.withIdentity(List.of(ALLOWS)));
      assertDenied(encrypt(user()), delegating, NO_IDENTITY);
    }

    @Test
    void withoutDelegationIdentityPoliciesAreVoid() {
      PolicySet roleOnly = key(allow(aws(ROLE_ARN), "kms:*")).withIdentity(List.of(ALLOWS));
      assertAllowed(encrypt(role()), roleOnly);
      assertDenied(encrypt(user()), roleOnly, NO_RESOURCE);
    }

    @Test
    void rootNeedsTheKeyPolicyToo() {
      assertAllowed(encrypt(root()), delegating);
      assertDenied(encrypt(root()), key(allow(aws(ROLE_ARN), "kms:*")), NO_RESOURCE);
    }

    @Test
    void anIdentitysDenyAlwaysCounts() {
      PolicySet named = key(allow(aws(USER_ARN), "kms:*"));
      assertAllowed(encrypt(user()), named);
      assertDenied(
          encrypt(user()),
          named.withIdentity(List.of(identity(deny("kms:Encrypt")))),
          "with an explicit deny in an identity-based policy");
      assertDenied(
          encrypt(user()),
          key(allow(aws(USER_ARN), "kms:*") + "," + deny("'*'", "kms:Encrypt")),
          "with an explicit deny in a resource-based policy");
    }

    @Test
    void aStatementAboutAnotherKeySaysNothing() {
      String other = "arn:aws:kms:us-east-1:111122223333:key/other";
      String statement = allow(aws(USER_ARN), "kms:*");
      assertAllowed(encrypt(user()), key(statement));
      assertDenied(
          encrypt(user()),
          key(statement.replace("'Resource':'*'", "'Resource':'" + other + "'")),
          NO_RESOURCE);
    }

    @Test
    void anotherAccountNeedsBothPolicies() {
      PolicySet shared = key(allow(aws(OTHER_ACCOUNT), "kms:*")).withIdentity(List.of(ALLOWS));
      assertAllowed(encrypt(stranger()), shared);
      assertDenied(encrypt(stranger()), shared.withIdentity(List.of()), NO_IDENTITY);
      assertDenied(encrypt(stranger()), delegating.withIdentity(List.of(ALLOWS)), NO_RESOURCE);
    }

    @Test
    void theServicesKeyPolicyAdmitsCallersThroughTheService() {
      String viaS3 =
          "{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'kms:*','Resource':'*','Condition':"
              + "{'StringEquals':{'kms:CallerAccount':'111122223333',"
              + "'kms:ViaService':'s3.us-east-1.amazonaws.com'}}}";
      AccessRequest direct = encrypt(role());
      ContextValues context =
          new ContextValues(direct.context())
              .put("kms:CallerAccount", ACCOUNT)
              .put("kms:ViaService", "s3.us-east-1.amazonaws.com");
      AccessRequest throughS3 =
          new AccessRequest(role(), direct.action(), direct.resource(), ACCOUNT, context);
      assertAllowed(throughS3, key(viaS3));
      assertDenied(direct, key(viaS3), NO_RESOURCE);
    }

    private static PolicySet key(String statements) {
      return PolicySet.of(Authority.KEY_POLICY).withResource(policy(PolicyKind.KEY, statements));
    }
  }

  @Nested
  class Roles {

    private final PolicyDocument mayAssume = identity(allow("sts:AssumeRole"));

    @Test
    void aNamedUserNeedsNoIdentityPolicy() {
      assertAllowed(assume(user()), trust("Allow", aws(USER_ARN)));
      assertDenied(
          assume(user()),
          trust("Allow", aws(ROLE_ARN)).withIdentity(List.of(mayAssume)),
          "because no role trust policy allows the sts:AssumeRole action");
    }

    @Test
    void aTrustedAccountsUserNeedsOne() {
      PolicySet account = trust("Allow", aws(ACCOUNT));
      assertAllowed(assume(user()), account.withIdentity(List.of(mayAssume)));
      assertDenied(
          assume(user()),
          account,
          "because no identity-based policy allows the sts:AssumeRole action");
    }

    @Test
    void anotherAccountNeedsBoth() {
      PolicySet named = trust("Allow", aws(stranger().arn()));
      assertAllowed(assume(stranger()), named.withIdentity(List.of(mayAssume)));
      assertThat(PolicyEngine.decide(assume(stranger()), named).source())
          .isEqualTo(Source.IDENTITY);
    }

    @Test
    void rootAssumesNoRole() {
      PolicySet account = trust("Allow", aws(ACCOUNT)).withIdentity(List.of(mayAssume));
      assertThat(PolicyEngine.decide(assume(root()), account).allowed()).isFalse();
    }

    @Test
    void aTrustPolicyCanDeny() {
      assertDenied(
          assume(user()),
          trust("Deny", aws(USER_ARN)),
          "with an explicit deny in the role trust policy");
    }

    private static PolicySet trust(String effect, String principal) {
      String statement =
          "{'Effect':'" + effect + "','Principal':" + principal + ",'Action':'sts:AssumeRole'}";
      return PolicySet.of(Authority.TRUST).withResource(policy(PolicyKind.TRUST, statement));
    }

    private static AccessRequest assume(Principal caller) {
      return request(caller, "sts:AssumeRole", ROLE_ARN);
    }
  }

  private static void assertAllowed(AccessRequest request, PolicySet policies) {
    assertThat(PolicyEngine.decide(request, policies).allowed()).isTrue();
  }

  private static void assertDenied(AccessRequest request, PolicySet policies, String reason) {
    Decision decision = PolicyEngine.decide(request, policies);
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason(request.action())).isEqualTo(reason);
  }
}
