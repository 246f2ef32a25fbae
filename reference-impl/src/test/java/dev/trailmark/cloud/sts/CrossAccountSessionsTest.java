package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.ACCOUNT;
import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.deny;
import static dev.trailmark.cloud.sts.StsFixture.policy;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Roles that principals of another account assume: both accounts have to agree, and both know. */
class CrossAccountSessionsTest {
  private static final String GUEST = "arn:aws:iam::444455556666:user/student";

  @AutoClose private final StsFixture sts = new StsFixture();
  private final Account other =
      sts.kit.accounts().create("444455556666", "other", null, null, null, null);
  private final IamClient otherIam = sts.kit.iam(IamKit.root(other));
  private final StsClient guest = sts.kit.sts(IamKit.user(other));

  @BeforeEach
  void openARole() {
    sts.role("open", GUEST, "sts:AssumeRole");
  }

  private void guestPolicy(String... statements) {
    otherIam.putUserPolicy(
        r -> r.userName("student").policyName("p").policyDocument(policy(statements)));
  }

  private void guestIsRefused(String role) {
    refused(
        () -> guest.assumeRole(assume(role).build()),
        403,
        "AccessDenied",
        "User: "
            + GUEST
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn(role));
  }

  @Test
  void bothAccountsHaveToAllowIt() {
    sts.role("closed", STUDENT, "sts:AssumeRole");

    guestIsRefused("open");
    guestPolicy(allow("sts:AssumeRole"));
    guestIsRefused("closed");
    guestIsRefused("nowhere");
    AssumeRoleResponse answer = guest.assumeRole(assume("open").build());

    assertThat(answer.assumedRoleUser().arn()).isEqualTo(sessionArn("open", "lab"));
    assertThat(sts.sts(answer.credentials()).getCallerIdentity().account()).isEqualTo(ACCOUNT);
    guestPolicy(allow("sts:AssumeRole"), deny("sts:*"));
    guestIsRefused("open");
  }

  @Test
  void trustInAnAccountIsTrustInItsPrincipals() {
    sts.role("shared", "444455556666", "sts:AssumeRole");

    guestIsRefused("shared");
    guestPolicy(allow("sts:AssumeRole"));

    assertThat(guest.assumeRole(assume("shared").build()).assumedRoleUser().arn())
        .isEqualTo(sessionArn("shared", "lab"));
  }

  @Test
  void anAgreedExternalIdKeepsADeputyFromBeingConfused() {
    guestPolicy(allow("sts:AssumeRole"));
    sts.roleWith(
        "vendor",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},"
            + "\"Action\":\"sts:AssumeRole\","
            + "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"tea/42\"}}}");

    guestIsRefused("vendor");
    assertThat(guest.assumeRole(assume("vendor").externalId("tea/42").build())).isNotNull();
  }

  @Test
  void theRolesAccountRecordsItWithoutTellingTheCallersName() {
    guestPolicy(allow("sts:AssumeRole"));
    String guestId = otherIam.getUser(r -> r.userName("student")).user().userId();
    guest.assumeRole(assume("open").build());

    JsonNode callers = sts.record(other, "AssumeRole");
    JsonNode owners = sts.record("AssumeRole");

    assertThat(callers.at("/userIdentity/arn").textValue()).isEqualTo(GUEST);
    assertThat(callers.get("recipientAccountId").textValue()).isEqualTo("444455556666");
    assertThat(owners.get("userIdentity").toString())
        .isEqualTo(
            "{\"type\":\"AWSAccount\",\"principalId\":\""
                + guestId
                + "\",\"accountId\":\"444455556666\"}");
    assertThat(owners.get("recipientAccountId").textValue()).isEqualTo(ACCOUNT);
    assertThat(owners.get("sharedEventID")).isEqualTo(callers.get("sharedEventID")).isNotNull();
    assertThat(owners.get("eventID")).isNotEqualTo(callers.get("eventID"));
    assertThat(owners.at("/resources/0/ARN").textValue()).isEqualTo(roleArn("open"));
  }
}
