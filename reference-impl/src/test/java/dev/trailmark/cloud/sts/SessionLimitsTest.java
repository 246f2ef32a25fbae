package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What temporary credentials cannot do, what MFA codes do not do, and whose keys are whose. */
class SessionLimitsTest {
  private static final String UNKNOWN_DEVICE =
      "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA"
          + " serial number is valid and associated with this user.";
  private static final String INCOMPLETE =
      "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass"
          + " code.";

  @AutoClose private final StsFixture sts = new StsFixture();

  @Test
  void noMfaDeviceExistsSoNoCodeIsValid() {
    sts.role("open", STUDENT, "sts:AssumeRole");
    String device = "arn:aws:iam::111122223333:mfa/student";

    refused(
        () ->
            sts.student.assumeRole(assume("open").serialNumber(device).tokenCode("123456").build()),
        403,
        "AccessDenied",
        UNKNOWN_DEVICE);
    assertThat(sts.record("AssumeRole").get("requestParameters").toString())
        .contains(device)
        .doesNotContain("123456\"");
    refused(
        () -> sts.student.assumeRole(assume("open").serialNumber(device).build()),
        403,
        "AccessDenied",
        INCOMPLETE);
    refused(
        () -> sts.student.getSessionToken(r -> r.serialNumber(device).tokenCode("123456")),
        403,
        "AccessDenied",
        UNKNOWN_DEVICE);
    refused(
        () -> sts.student.getSessionToken(r -> r.tokenCode("12345")),
        400,
        "ValidationError",
        "1 validation error detected: Value '12345' at 'tokenCode' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 6");
  }

  @Test
  void aRoleThatAsksForMfaRefusesEverybody() {
    sts.roleWith(
        "strict",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + STUDENT
            + "\"},\"Action\":\"sts:AssumeRole\","
            + "\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}");
    sts.roleWith(
        "lenient",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + STUDENT
            + "\"},\"Action\":\"sts:AssumeRole\","
            + "\"Condition\":{\"BoolIfExists\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}");
    StsClient session = sts.sts(sts.student.getSessionToken().credentials());

    refused(
        () -> sts.student.assumeRole(assume("strict").build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn("strict"));
    assertThat(sts.student.assumeRole(assume("lenient").build())).isNotNull();
    refused(
        () -> session.assumeRole(assume("lenient").build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn("lenient"));
  }

  @Test
  void aUsersSessionMayCallNeitherIamNorMostOfSts() {
    sts.studentPolicy(allow("*"));
    Credentials issued = sts.student.getSessionToken().credentials();

    refused(
        () -> sts.iam(issued).listUsers(),
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid");
    refused(
        () -> sts.sts(issued).getAccessKeyInfo(r -> r.accessKeyId(issued.accessKeyId())),
        403,
        "AccessDenied",
        "Cannot call GetAccessKeyInfo with session credentials");
    assertThat(sts.sts(issued).getCallerIdentity().arn()).isEqualTo(STUDENT);
  }

  @Test
  void anAccessKeyBelongsToAnAccount() {
    Account other = sts.kit.accounts().create("444455556666", "other", null, null, null, null);
    sts.studentPolicy(allow("sts:GetAccessKeyInfo"));
    Credentials issued = sts.student.getSessionToken().credentials();

    assertThat(sts.student.getAccessKeyInfo(r -> r.accessKeyId(other.userAccessKeyId())).account())
        .isEqualTo("444455556666");
    assertThat(sts.student.getAccessKeyInfo(r -> r.accessKeyId(issued.accessKeyId())).account())
        .isEqualTo("111122223333");
    refused(
        () -> sts.student.getAccessKeyInfo(r -> r.accessKeyId("AKIAIOSFODNN7EXAMPLE")),
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid");
    sts.studentPolicy(allow("sts:AssumeRole"));
    refused(
        () -> sts.student.getAccessKeyInfo(r -> r.accessKeyId(other.userAccessKeyId())),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy"
            + " allows the sts:GetAccessKeyInfo action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AssumeRoleWithWebIdentity",
        "AssumeRoleWithSAML",
        "AssumeRoot",
        "GetWebIdentityToken",
        "GetDelegatedAccessToken"
      })
  void whatIsNotThereSaysSoAlsoUnsigned(String operation) throws Exception {
    HttpResponse<String> answer =
        sts.kit.unsigned("Action=" + operation + "&Version=2011-06-15&RoleArn=" + roleArn("any"));

    boolean unsigned = operation.startsWith("AssumeRoleWith");
    assertThat(answer.statusCode()).isEqualTo(unsigned ? 501 : 403);
    assertThat(answer.body())
        .contains(
            unsigned ? "<Code>NotImplemented</Code>" : "<Code>MissingAuthenticationToken</Code>");
  }
}
