package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.allow;
import static dev.trailmark.cloud.policy.Fixtures.deny;
import static dev.trailmark.cloud.policy.Fixtures.identity;
import static dev.trailmark.cloud.policy.Fixtures.policy;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.root;
import static dev.trailmark.cloud.policy.Fixtures.stranger;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service and resource control policies of an organization. */
class OrganizationPoliciesTest {

  private static final PolicyDocument SCP_ALL = policy(PolicyKind.SERVICE_CONTROL, allow("*"));
  private static final PolicyDocument SCP_S3 = policy(PolicyKind.SERVICE_CONTROL, allow("s3:*"));
  private static final PolicyDocument SCP_KMS = policy(PolicyKind.SERVICE_CONTROL, allow("kms:*"));
  private static final PolicyDocument SCP_DENY =
      policy(PolicyKind.SERVICE_CONTROL, deny("s3:Get*"));
  private static final PolicyDocument RCP_ALL =
      policy(PolicyKind.RESOURCE_CONTROL, allow("'*'", "*"));
  private static final PolicyDocument RCP_DENY =
      policy(PolicyKind.RESOURCE_CONTROL, deny("'*'", "s3:Get*"));

  private static final PolicySet OPEN =
      PolicySet.of(Authority.RESOURCE_OR_IDENTITY)
          .withIdentity(List.of(identity(allow("s3:*"))))
          .withResource(policy(PolicyKind.BUCKET, allow("'*'", "s3:*")));

  @Test
  void everyLevelMustAllow() {
    PolicySet both = OPEN.withServiceControl(List.of(List.of(SCP_ALL), List.of(SCP_KMS, SCP_S3)));
    assertThat(decide(user(), both).allowed()).isTrue();
    assertThat(
            reason(
                user(),
                OPEN.withServiceControl(
                    List.of(List.of(SCP_ALL), List.of(SCP_KMS), List.of(SCP_S3)))))
        .isEqualTo("because no service control policy allows the s3:GetObject action");
    assertThat(reason(user(), OPEN.withServiceControl(List.of(List.of()))))
        .isEqualTo("because no service control policy allows the s3:GetObject action");
    assertThat(reason(user(), OPEN.withServiceControl(List.of(List.of(SCP_ALL, SCP_DENY)))))
        .isEqualTo("with an explicit deny in a service control policy");
  }

  @Test
  void everyLevelOverTheResourceMustAllow() {
    assertThat(decide(user(), OPEN.withResourceControl(List.of(List.of(RCP_ALL)))).allowed())
        .isTrue();
    assertThat(reason(user(), OPEN.withResourceControl(List.of(List.of(RCP_ALL, RCP_DENY)))))
        .isEqualTo("with an explicit deny in a resource control policy");
    assertThat(reason(user(), OPEN.withResourceControl(List.of(List.of(RCP_ALL), List.of()))))
        .isEqualTo("because no resource control policy allows the s3:GetObject action");
  }

  @Test
  void anAllowOfTheOrganizationGivesNothing() {
    PolicySet closed =
        PolicySet.of(Authority.RESOURCE_OR_IDENTITY)
            .withServiceControl(List.of(List.of(SCP_ALL)))
            .withResourceControl(List.of(List.of(RCP_ALL)));
    assertThat(reason(user(), closed))
        .isEqualTo("because no identity-based policy allows the s3:GetObject action");
  }

  @ParameterizedTest
  @CsvSource({
    // caller, bound by service control policies, by resource control policies
    "user, true, true",
    "root, true, true",
    "stranger, true, true",
    "service, false, true",
    "anonymous, false, true",
    "linked, false, false",
  })
  void whomTheyBind(String who, boolean service, boolean resource) {
    Principal caller =
        switch (who) {
          case "user" -> user();
          case "root" -> root();
          case "stranger" -> stranger();
          case "service" -> Principal.service("cloudtrail.amazonaws.com");
          case "linked" -> serviceLinked();
          default -> Principal.anonymous();
        };
    assertThat(decide(caller, OPEN).allowed()).isTrue();
    PolicySet denied = OPEN.withServiceControl(List.of(List.of(SCP_ALL, SCP_DENY)));
    PolicySet unlisted = OPEN.withServiceControl(List.of(List.of(SCP_KMS)));
    assertThat(decide(caller, denied).allowed()).isEqualTo(!service);
    assertThat(decide(caller, unlisted).allowed()).isEqualTo(!service);
    PolicySet guarded = OPEN.withResourceControl(List.of(List.of(RCP_ALL, RCP_DENY)));
    assertThat(decide(caller, guarded).allowed()).isEqualTo(!resource);
  }

  private static Principal serviceLinked() {
    return Principal.assumedRole(
        ACCOUNT,
        "arn:aws:iam::111122223333:role/aws-service-role/trail.amazonaws.com/AWSServiceRoleForX",
        "AROALINKED345678",
        "AWSServiceRoleForX",
        "s",
        "ASIALINKED",
        Fixtures.session());
  }

  private static String reason(Principal caller, PolicySet policies) {
    return decide(caller, policies).reason("s3:GetObject");
  }

  private static Decision decide(Principal caller, PolicySet policies) {
    return PolicyEngine.decide(request(caller, "s3:GetObject", "arn:aws:s3:::b/k"), policies);
  }
}
