package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The source identity: set once, kept down the chain of roles, seen by policies and records. */
class SourceIdentityTest {
  @AutoClose private final StsFixture sts = new StsFixture();

  @BeforeEach
  void start() {
    sts.role("first", STUDENT, "sts:AssumeRole", "sts:SetSourceIdentity");
    sts.role("second", roleArn("first"), "sts:AssumeRole", "sts:SetSourceIdentity");
    sts.role("closed", roleArn("first"), "sts:AssumeRole");
  }

  private StsClient first() {
    return sts.sts(
        sts.student.assumeRole(assume("first").sourceIdentity("ada").build()).credentials());
  }

  @Test
  void itIsKeptDownTheChainAndSeenByPolicies() {
    sts.rolePolicy(
        "second",
        "{\"Effect\":\"Allow\",\"Action\":\"iam:ListUsers\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringEquals\":{\"aws:SourceIdentity\":\"ada\"}}}",
        "{\"Effect\":\"Allow\",\"Action\":\"iam:ListRoles\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringEquals\":{\"aws:SourceIdentity\":\"bob\"}}}");

    AssumeRoleResponse second = first().assumeRole(assume("second").build());

    assertThat(second.sourceIdentity()).isEqualTo("ada");
    assertThat(sts.iam(second.credentials()).listUsers().users()).isNotEmpty();
    refused(
        () -> sts.iam(second.credentials()).listRoles(),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("second", "lab")
            + " is not authorized to perform: iam:ListRoles on resource:"
            + " arn:aws:iam::111122223333:role/ because no identity-based policy allows the"
            + " iam:ListRoles action");
  }

  @Test
  void itCannotBeChanged() {
    StsClient first = first();

    refused(
        () -> first.assumeRole(assume("second").sourceIdentity("bob").build()),
        400,
        "ValidationError",
        "The source identity is already set for this assume role session");
    assertThat(first.assumeRole(assume("second").sourceIdentity("ada").build()).sourceIdentity())
        .isEqualTo("ada");
  }

  @Test
  void settingItAndHandingItOnTakesAPermission() {
    sts.role("plain", STUDENT, "sts:AssumeRole");

    refused(
        () -> sts.student.assumeRole(assume("plain").sourceIdentity("ada").build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:SetSourceIdentity on resource: "
            + roleArn("plain"));
    StsClient first = first();
    refused(
        () -> first.assumeRole(assume("closed").build()),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("first", "lab")
            + " is not authorized to perform: sts:SetSourceIdentity on resource: "
            + roleArn("closed"));
  }

  @Test
  void aTrustPolicyMayAskForIt() {
    sts.roleWith(
        "asking",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + STUDENT
            + "\"},\"Action\":[\"sts:AssumeRole\",\"sts:SetSourceIdentity\"],"
            + "\"Condition\":{\"StringLike\":{\"sts:SourceIdentity\":\"ad*\","
            + "\"sts:RoleSessionName\":\"l?b\"}}}");

    assertThat(sts.student.assumeRole(assume("asking").sourceIdentity("ada").build())).isNotNull();
    String denied =
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn("asking");
    refused(
        () -> sts.student.assumeRole(assume("asking").sourceIdentity("bob").build()),
        403,
        "AccessDenied",
        denied);
    refused(() -> sts.student.assumeRole(assume("asking").build()), 403, "AccessDenied", denied);
  }

  @Test
  void recordsTellItOfTheCallAndOfTheCaller() {
    StsClient first = first();
    assertThat(sts.record("AssumeRole").at("/requestParameters/sourceIdentity").textValue())
        .isEqualTo("ada");
    assertThat(sts.record("AssumeRole").at("/responseElements/sourceIdentity").textValue())
        .isEqualTo("ada");
    first.assumeRole(assume("second").build());

    JsonNode chained = sts.record("AssumeRole");

    assertThat(chained.at("/requestParameters/sourceIdentity").textValue()).isEqualTo("ada");
    assertThat(chained.at("/userIdentity/sessionContext/sourceIdentity").textValue())
        .isEqualTo("ada");
  }
}
