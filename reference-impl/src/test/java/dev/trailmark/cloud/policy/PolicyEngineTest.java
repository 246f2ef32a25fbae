package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.OTHER_ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.SESSION_ARN;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.allow;
import static dev.trailmark.cloud.policy.Fixtures.aws;
import static dev.trailmark.cloud.policy.Fixtures.deny;
import static dev.trailmark.cloud.policy.Fixtures.identity;
import static dev.trailmark.cloud.policy.Fixtures.policy;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static dev.trailmark.cloud.policy.Fixtures.root;
import static dev.trailmark.cloud.policy.Fixtures.stranger;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEngineTest {

  private static final PolicySet BUCKET = PolicySet.of(Authority.RESOURCE_OR_IDENTITY);
  private static final PolicyDocument ALLOWS = identity(allow("s3:*"));
  private static final PolicyDocument ALLOWS_LESS = identity(allow("s3:List*"));
  private static final PolicyDocument DENIES = identity(allow("s3:*") + "," + deny("s3:Get*"));

  /**
   * Which other policies an Allow of a bucket policy needs beside it, by the form in which it names
   * the caller.
   */
  @ParameterizedTest
  @CsvSource({
    // named, caller, limited by: missing identity Allow, boundary, session policy
    USER_ARN + ", user, false, false, false",
    ROLE_ARN + ", role, false, true, true",
    "AIDAALICE2345678, user, false, false, false",
    "AROALAB234567890, role, false, true, true",
    SESSION_ARN + ", role, false, false, false",
    "arn:aws:sts::111122223333:federated-user/bob, federated, false, false, false",
    USER_ARN + ", federated, false, true, true",
    "AIDAALICE2345678, federated, false, true, true",
    "111122223333, federated, true, true, true",
    "*, federated, false, false, false",
    "111122223333, user, true, true, true",
    "111122223333, role, true, true, true",
    "arn:aws:iam::111122223333:root, root, false, false, false",
    "*, user, false, false, false",
    "*, role, false, false, false",
  })
  void anAllowCarriesAsFarAsItNamesTheCaller(
      String named, String who, boolean byIdentity, boolean byBoundary, boolean bySession) {
    Principal caller =
        switch (who) {
          case "user" -> user();
          case "role" -> role();
          case "federated" -> federated(user());
          default -> root();
        };
    PolicySet alone =
        BUCKET
            .withResource(bucket(allow(aws(named), "s3:*")))
            .withSession(who.equals("federated") ? List.of(ALLOWS) : List.of());
    PolicySet whole = alone.withIdentity(List.of(ALLOWS));
    assertAllowed(get(caller), whole);
    assertThat(decide(get(caller), alone).allowed()).isEqualTo(!byIdentity);
    assertThat(decide(get(caller), whole.withBoundary(ALLOWS_LESS)).allowed())
        .isEqualTo(!byBoundary);
    assertThat(decide(get(caller), whole.withSession(List.of(ALLOWS_LESS))).allowed())
        .isEqualTo(!bySession);
  }

  @Nested
  class InOneAccount {

    @Test
    void anIdentityPolicyIsEnough() {
      Decision decision = decide(get(user()), BUCKET.withIdentity(List.of(ALLOWS)));
      assertThat(decision.allowed()).isTrue();
      assertThat(decision.source()).isEqualTo(Source.IDENTITY);
      assertThat(decision.deciding())
          .containsExactly(new Match(ALLOWS, ALLOWS.statements().get(0)));
      assertThat(decision.reason("s3:GetObject")).isEmpty();
      assertDenied(
          get(user()), BUCKET, "because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void everyIdentityPolicyCounts() {
      assertAllowed(get(user()), BUCKET.withIdentity(List.of(ALLOWS_LESS, ALLOWS)));
      assertDenied(
          get(user()),
          BUCKET.withIdentity(List.of(ALLOWS, DENIES)),
          "with an explicit deny in an identity-based policy");
    }

    @Test
    void actionsIgnoreCaseAndResourcesDoNot() {
      PolicyDocument policy =
          identity("{'Effect':'Allow','Action':'S3:getobject','Resource':'arn:aws:s3:::b/*'}");
      PolicySet policies = BUCKET.withIdentity(List.of(policy));
      assertAllowed(get(user()), policies);
      assertThat(decide(request(user(), "s3:GetObject", "arn:aws:s3:::B/k"), policies).allowed())
          .isFalse();
      assertThat(decide(request(user(), "s3:GetObject", "arn:aws:s3:::b"), policies).allowed())
          .isFalse();
    }

    @Test
    void notActionAndNotResourceCoverTheRest() {
      PolicyDocument policy =
          identity(
              "{'Effect':'Allow','NotAction':'s3:Put*','NotResource':['arn:aws:s3:::secret/*']}");
      PolicySet policies = BUCKET.withIdentity(List.of(policy));
      assertAllowed(get(user()), policies);
      assertAllowed(request(user(), "sqs:SendMessage", "arn:aws:sqs:::q"), policies);
      assertThat(decide(request(user(), "s3:PutObject", "arn:aws:s3:::b/k"), policies).allowed())
          .isFalse();
      assertThat(
              decide(request(user(), "s3:GetObject", "arn:aws:s3:::secret/k"), policies).allowed())
          .isFalse();
    }

    @Test
    void aBoundaryMustAllow() {
      PolicySet policies = BUCKET.withIdentity(List.of(ALLOWS));
      assertAllowed(get(user()), policies.withBoundary(ALLOWS));
      assertDenied(
          get(user()),
          policies.withBoundary(ALLOWS_LESS),
          "because no permissions boundary allows the s3:GetObject action");
      assertDenied(
          get(user()),
          policies.withBoundary(DENIES),
          "with an explicit deny in a permissions boundary");
    }

    @Test
    void oneSessionPolicyMustAllow() {
      PolicySet policies = BUCKET.withIdentity(List.of(ALLOWS));
      assertAllowed(get(role()), policies.withSession(List.of(ALLOWS_LESS, ALLOWS)));
      assertDenied(
          get(role()),
          policies.withSession(List.of(ALLOWS_LESS)),
          "because no session policy allows the s3:GetObject action");
      assertDenied(
          get(role()),
          policies.withSession(List.of(DENIES)),
          "with an explicit deny in a session policy");
    }

    @Test
    void aSessionPolicyAloneAllowsNothing() {
      assertDenied(
          get(role()),
          BUCKET.withSession(List.of(ALLOWS)),
          "because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void aDenyInTheResourcePolicyWins() {
      PolicySet policies =
          BUCKET
              .withIdentity(List.of(ALLOWS))
              .withResource(
                  bucket(allow(aws(USER_ARN), "s3:*") + "," + deny("'*'", "s3:GetObject")));
      assertDenied(get(user()), policies, "with an explicit deny in a resource-based policy");
      assertAllowed(request(user(), "s3:PutObject", "arn:aws:s3:::b/k"), policies);
      assertThat(decide(get(user()), policies).deciding())
          .containsExactly(new Match(policies.resource(), policies.resource().statements().get(1)));
    }

    @Test
    void rootNeedsNoPolicyButHeedsTheResourcesDeny() {
      assertAllowed(get(root()), BUCKET);
      assertThat(decide(get(root()), BUCKET).source()).isEqualTo(Source.ROOT);
      assertDenied(
          get(root()),
          BUCKET.withResource(bucket(deny(aws(ACCOUNT), "s3:*"))),
          "with an explicit deny in a resource-based policy");
    }

    @Test
    void anAclAllowsAndADenyOverridesIt() {
      PolicySet granted = BUCKET.withAcl(true);
      assertAllowed(get(user()), granted);
      assertDenied(
          get(user()),
          granted.withIdentity(List.of(DENIES)),
          "with an explicit deny in an identity-based policy");
    }

    @Test
    void aFederatedUserNeedsASessionPolicy() {
      String arn = "arn:aws:sts::111122223333:federated-user/bob";
      Principal caller = Principal.federatedUser(user(), "bob", "ASIABOB", Fixtures.session());
      PolicySet policies = BUCKET.withIdentity(List.of(ALLOWS));
      assertAllowed(get(caller), policies.withSession(List.of(ALLOWS)));
      assertDenied(
          get(caller), policies, "because no session policy allows the s3:GetObject action");
      assertAllowed(get(caller), BUCKET.withResource(bucket(allow(aws(arn), "s3:*"))));
    }

    @Test
    void rootsFederatedUserHasItsRightsAsFarAsTheSessionPolicyGoes() {
      AccessRequest get = get(federated(root()));
      PolicySet narrowed = BUCKET.withSession(List.of(ALLOWS));
      assertAllowed(get, narrowed);
      assertThat(decide(get, narrowed).source()).isEqualTo(Source.ROOT);
      assertDenied(
          get,
          BUCKET.withSession(List.of(ALLOWS_LESS)),
          "because no session policy allows the s3:GetObject action");
      assertDenied(get, BUCKET, "because no session policy allows the s3:GetObject action");
    }

    @Test
    void everyStatementThatAppliesCanBeListed() {
      PolicySet policies =
          BUCKET
              .withIdentity(List.of(DENIES))
              .withResource(bucket(deny("'*'", "s3:Put*") + "," + allow("'*'", "s3:*")));
      assertThat(PolicyEngine.matches(get(user()), policies))
          .containsExactly(
              new Match(policies.resource(), policies.resource().statements().get(1)),
              new Match(DENIES, DENIES.statements().get(0)),
              new Match(DENIES, DENIES.statements().get(1)));
    }

    @Test
    void anActionWithoutAResourcePolicyIsTheIdentitysAlone() {
      AccessRequest create = request(user(), "kms:CreateKey", "*");
      assertAllowed(create, PolicySet.identityOnly(List.of(identity(allow("kms:CreateKey")))));
      assertDenied(
          create,
          PolicySet.identityOnly(List.of(ALLOWS)),
          "because no identity-based policy allows the kms:CreateKey action");
      assertAllowed(request(root(), "kms:CreateKey", null), PolicySet.identityOnly(List.of()));
    }
  }

  @Nested
  class AcrossAccounts {

    @Test
    void bothSidesMustAllow() {
      PolicyDocument shared = bucket(allow(aws(OTHER_ACCOUNT), "s3:*"));
      PolicySet both = BUCKET.withIdentity(List.of(ALLOWS)).withResource(shared);
      assertAllowed(get(stranger()), both);
      assertThat(decide(get(stranger()), both).crossAccount()).isTrue();
      assertDenied(
          get(stranger()),
          both.withResource(null),
          "because no resource-based policy allows the s3:GetObject action");
      assertDenied(
          get(stranger()),
          both.withIdentity(List.of()),
          "because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void evenNamedByArnTheCallersAccountMustAllow() {
      for (String principal : List.of(aws(stranger().arn()), "'*'")) {
        PolicySet named = BUCKET.withResource(bucket(allow(principal, "s3:*")));
        assertThat(decide(get(stranger()), named).allowed()).isFalse();
        assertAllowed(get(stranger()), named.withIdentity(List.of(ALLOWS)));
        assertThat(
                decide(
                        get(stranger()),
                        named.withIdentity(List.of(ALLOWS)).withBoundary(ALLOWS_LESS))
                    .source())
            .isEqualTo(Source.BOUNDARY);
      }
    }

    @Test
    void anAclCountsAsTheResourceSide() {
      PolicySet granted = BUCKET.withIdentity(List.of(ALLOWS)).withAcl(true);
      assertAllowed(get(stranger()), granted);
      assertThat(decide(get(stranger()), granted.withIdentity(List.of())).allowed()).isFalse();
    }

    @Test
    void aRootUserNeedsTheResourceSideOnly() {
      AccessRequest get = get(Principal.root(OTHER_ACCOUNT, "AKIAOTHER"));
      assertThat(decide(get, BUCKET).allowed()).isFalse();
      assertAllowed(get, BUCKET.withResource(bucket(allow(aws(OTHER_ACCOUNT), "s3:*"))));
    }
  }

  @Nested
  class WithoutAnAccount {

    @Test
    void anonymousCallersHaveTheResourcePolicyAndAclsOnly() {
      AccessRequest get = get(Principal.anonymous());
      assertAllowed(get, BUCKET.withResource(bucket(allow("'*'", "s3:GetObject"))));
      assertAllowed(get, BUCKET.withAcl(true));
      assertThat(decide(get, BUCKET.withIdentity(List.of(ALLOWS))).effect())
          .isEqualTo(Effect.IMPLICIT_DENY);
      assertThat(decide(get, BUCKET.withResource(bucket(allow(aws(ACCOUNT), "s3:*")))).allowed())
          .isFalse();
    }

    @Test
    void servicesHaveTheResourcePolicyOnly() {
      AccessRequest get = get(Principal.service("cloudtrail.amazonaws.com"));
      PolicyDocument named = bucket(allow("{'Service':'cloudtrail.amazonaws.com'}", "s3:*"));
      assertAllowed(get, BUCKET.withResource(named));
      assertThat(
              decide(get(Principal.service("config.amazonaws.com")), BUCKET.withResource(named))
                  .allowed())
          .isFalse();
      assertThat(decide(get, BUCKET.withIdentity(List.of(ALLOWS))).allowed()).isFalse();
    }
  }

  private static Principal federated(Principal creator) {
    return Principal.federatedUser(creator, "bob", "ASIABOB", Fixtures.session());
  }

  private static PolicyDocument bucket(String statements) {
    return policy(PolicyKind.BUCKET, statements);
  }

  private static AccessRequest get(Principal caller) {
    return request(caller, "s3:GetObject", "arn:aws:s3:::b/k");
  }

  private static Decision decide(AccessRequest request, PolicySet policies) {
    return PolicyEngine.decide(request, policies);
  }

  private static void assertAllowed(AccessRequest request, PolicySet policies) {
    assertThat(decide(request, policies).effect()).isEqualTo(Effect.ALLOW);
  }

  private static void assertDenied(AccessRequest request, PolicySet policies, String reason) {
    Decision decision = decide(request, policies);
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason(request.action())).isEqualTo(reason);
  }
}
