package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static dev.trailmark.cloud.sts.StsFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The condition keys of calls that issue sessions: each value that is let in, and one that is not.
 */
class SessionConditionsTest {
  private static final String ACCOUNT_ROOT = "arn:aws:iam::111122223333:root";

  @AutoClose private final StsFixture sts = new StsFixture();

  static Stream<Arguments> conditions() {
    return Stream.of(
        Arguments.of(
            "{\"StringEquals\":{\"sts:RoleSessionName\":\"${aws:username}\"}}",
            assume("r").roleSessionName("student"),
            assume("r").roleSessionName("other")),
        Arguments.of(
            "{\"StringEquals\":{\"sts:ExternalId\":\"agreed\"}}",
            assume("r").externalId("agreed"),
            assume("r").externalId("Agreed")),
        Arguments.of(
            "{\"Null\":{\"sts:ExternalId\":\"true\"}}",
            assume("r"),
            assume("r").externalId("agreed")),
        Arguments.of(
            "{\"StringLike\":{\"sts:SourceIdentity\":\"ada*\"}}",
            assume("r").sourceIdentity("ada1"),
            assume("r")),
        Arguments.of(
            "{\"ForAnyValue:StringEquals\":{\"sts:TransitiveTagKeys\":\"Team\"}}",
            assume("r").tags(tag("Team", "blue")).transitiveTagKeys("Team"),
            assume("r").tags(tag("Team", "blue"))),
        Arguments.of(
            "{\"StringEquals\":{\"aws:ResourceTag/Team\":\"${aws:RequestTag/Team}\"}}",
            assume("r").tags(tag("Team", "red")),
            assume("r").tags(tag("Team", "blue"))),
        Arguments.of(
            "{\"StringEquals\":{\"iam:ResourceTag/Team\":\"red\"},"
                + "\"Null\":{\"aws:TagKeys\":\"true\"}}",
            assume("r"),
            assume("r").tags(tag("Team", "red"))));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aTrustPolicyAsksForMoreThanWhoCalls(
      String condition, AssumeRoleRequest.Builder good, AssumeRoleRequest.Builder bad) {
    sts.roleWith("r", trust(STUDENT, condition));
    sts.iam.tagRole(r -> r.roleName("r").tags(Tag.builder().key("Team").value("red").build()));

    assertThat(sts.student.assumeRole(good.build()).credentials()).isNotNull();
    refusedTo("sts:AssumeRole", "r", sts.student, bad);
  }

  private static String trust(String principal, String condition) {
    return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:*\",\"Condition\":%s}"
        .formatted(principal, condition);
  }

  @Test
  void anIdentityPolicyChoosesRolesByTheirTags() {
    sts.role("red", ACCOUNT_ROOT, "sts:AssumeRole");
    sts.role("blue", ACCOUNT_ROOT, "sts:AssumeRole");
    sts.iam.tagRole(r -> r.roleName("red").tags(Tag.builder().key("team").value("red").build()));
    sts.iam.tagRole(r -> r.roleName("blue").tags(Tag.builder().key("team").value("blue").build()));
    sts.studentPolicy(
        "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringEquals\":{\"aws:ResourceTag/Team\":\"red\"}}}");

    assertThat(sts.student.assumeRole(assume("red").build()).credentials()).isNotNull();
    refusedTo("sts:AssumeRole", "blue", sts.student, assume("blue"));
  }

  @Test
  void anIdentityPolicyDeniesSessionsOfOtherNames() {
    sts.role("r", STUDENT, "sts:AssumeRole");
    sts.studentPolicy(
        "{\"Effect\":\"Deny\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringNotEquals\":{\"sts:RoleSessionName\":\"student\"}}}");

    assertThat(sts.student.assumeRole(assume("r").roleSessionName("student").build()).credentials())
        .isNotNull();
    refusedTo("sts:AssumeRole", "r", sts.student, assume("r").roleSessionName("other"));
  }

  @Test
  void whereTheAccountIsTrustedIdentityPoliciesAllowTaggingAndNamingTheSource() {
    sts.role("r", ACCOUNT_ROOT, "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");
    sts.studentPolicy(allow("sts:AssumeRole"));

    refusedTo("sts:TagSession", "r", sts.student, assume("r").tags(tag("a", "b")));
    refusedTo("sts:SetSourceIdentity", "r", sts.student, assume("r").sourceIdentity("ada"));
    sts.studentPolicy(
        allow("sts:AssumeRole"), allow("sts:TagSession"), allow("sts:SetSourceIdentity"));
    assertThat(
            sts.student
                .assumeRole(assume("r").tags(tag("a", "b")).sourceIdentity("ada").build())
                .sourceIdentity())
        .isEqualTo("ada");
  }

  @Test
  void aRoleDoesNotTrustItselfUnlessItSaysSo() {
    sts.role("self", STUDENT, "sts:AssumeRole");
    sts.rolePolicy("self", allow("sts:AssumeRole"));
    StsClient session = sts.sts(sts.student.assumeRole(assume("self").build()).credentials());

    refused(
        () -> session.assumeRole(assume("self").build()),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("self", "lab")
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn("self"));
    sts.iam.updateAssumeRolePolicy(
        r -> r.roleName("self").policyDocument(StsFixture.policy(trust(roleArn("self"), "{}"))));
    assertThat(session.assumeRole(assume("self").build()).assumedRoleUser().arn())
        .isEqualTo(sessionArn("self", "lab"));
  }

  @Test
  void aFederatedUsersTagsAreConditionKeysOfItsMaking() {
    sts.studentPolicy(
        "{\"Effect\":\"Allow\",\"Action\":[\"sts:GetFederationToken\",\"sts:TagSession\"],"
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"},"
            + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"team\"}}}");

    assertThat(
            sts.student
                .getFederationToken(r -> r.name("bob").tags(tag("team", "red")))
                .credentials())
        .isNotNull();
    String reason =
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:GetFederationToken on resource:"
            + " arn:aws:sts::111122223333:federated-user/bob because no identity-based policy"
            + " allows the sts:GetFederationToken action";
    refused(
        () -> sts.student.getFederationToken(r -> r.name("bob").tags(tag("team", "blue"))),
        403,
        "AccessDenied",
        reason);
    refused(
        () ->
            sts.student.getFederationToken(
                r -> r.name("bob").tags(tag("team", "red"), tag("other", "x"))),
        403,
        "AccessDenied",
        reason);
  }

  private static void refusedTo(
      String action, String role, StsClient caller, AssumeRoleRequest.Builder request) {
    refused(
        () -> caller.assumeRole(request.build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + roleArn(role));
  }
}
