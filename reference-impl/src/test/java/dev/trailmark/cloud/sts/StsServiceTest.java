package dev.trailmark.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.ProvidedContext;

class StsServiceTest {
  @AutoClose private final IamKit kit = new IamKit();
  private Account account;
  private IamClient iam;
  private StsClient student;
  private String roleName;

  @BeforeEach
  void start() {
    account = kit.accounts().create("111122223333", "class", null, null, null, null);
    iam = kit.iam(IamKit.root(account));
    student = kit.sts(IamKit.user(account));
    roleName = account.roleArn().substring(account.roleArn().lastIndexOf('/') + 1);
  }

  @Test
  void everybodyLearnsWhoTheyAre() {
    GetCallerIdentityResponse root = kit.sts(IamKit.root(account)).getCallerIdentity();
    GetCallerIdentityResponse user = student.getCallerIdentity();

    assertThat(root.arn()).isEqualTo("arn:aws:iam::111122223333:root");
    assertThat(root.userId()).isEqualTo("111122223333");
    assertThat(user.arn()).isEqualTo("arn:aws:iam::111122223333:user/student");
    assertThat(user.userId()).startsWith("AIDA");
    assertThat(user.account()).isEqualTo("111122223333");
  }

  @Test
  void anExplicitDenyDoesNotHideOnesIdentity() {
    denyUser("sts:GetCallerIdentity");

    assertThat(student.getCallerIdentity().account()).isEqualTo("111122223333");
  }

  @Test
  void theUserAssumesTheRoleThatTrustsIt() {
    AssumeRoleResponse answer = assume(student, "lab");
    String roleId = iam.getRole(r -> r.roleName(roleName)).role().roleId();

    assertThat(answer.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/" + roleName + "/lab");
    assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(roleId + ":lab");
    assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(answer.packedPolicySize()).isNull();
    GetCallerIdentityResponse session =
        kit.sts(IamKit.session(answer.credentials())).getCallerIdentity();
    assertThat(session.arn()).isEqualTo(answer.assumedRoleUser().arn());
    assertThat(session.userId()).isEqualTo(roleId + ":lab");
  }

  @Test
  void answersTellHowLongTheTokenIsWhichMayBeAskedToBeLonger() {
    AssumeRoleResponse role = assume(student, "lab");
    GetSessionTokenResponse user = student.getSessionToken();

    assertThat(role.sessionTokenSize()).isEqualTo(role.credentials().sessionToken().length());
    assertThat(user.sessionTokenSize()).isEqualTo(user.credentials().sessionToken().length());
    GetSessionTokenResponse longer = student.getSessionToken(r -> r.minimumSessionTokenSize(4095));
    Credentials credentials = longer.credentials();
    assertThat(longer.sessionTokenSize()).isEqualTo(4096);
    assertThat(kit.sts(IamKit.session(credentials)).getCallerIdentity().account())
        .isEqualTo("111122223333");
    assertThat(student.getSessionToken(r -> r.minimumSessionTokenSize(0)).sessionTokenSize())
        .isEqualTo(user.sessionTokenSize());
    fails(
            () -> student.getSessionToken(r -> r.minimumSessionTokenSize(4097)),
            400,
            "ValidationError")
        .hasMessageContaining("less than or equal to 4096");
  }

  @Test
  void aRoleThatDoesNotTrustTheUserRefusesIt() {
    createRole("other", "\"AWS\":\"arn:aws:iam::111122223333:role/" + roleName + "\"", "");

    fails(
            () -> student.assumeRole(r -> r.roleArn(arn("other")).roleSessionName("lab")),
            403,
            "AccessDenied")
        .hasMessageContaining(
            "User: arn:aws:iam::111122223333:user/student is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/other");
  }

  @Test
  void aRoleThatTrustsTheAccountNeedsAnIdentityPolicyToo() {
    createRole("shared", "\"AWS\":\"111122223333\"", "");
    ThrowingCallable assuming =
        () -> student.assumeRole(r -> r.roleArn(arn("shared")).roleSessionName("lab"));

    fails(assuming, 403, "AccessDenied");
    policyOfUser("Allow", "sts:AssumeRole");
    assertThat(
            student
                .assumeRole(r -> r.roleArn(arn("shared")).roleSessionName("lab"))
                .credentials()
                .accessKeyId())
        .startsWith("ASIA");
  }

  @Test
  void anExplicitDenyBeatsTheTrustPolicy() {
    denyUser("sts:AssumeRole");

    fails(() -> assume(student, "lab"), 403, "AccessDenied");
  }

  @Test
  void anotherAccountsUserIsRefused() {
    Account other = kit.accounts().create("999999999999", "other", null, null, null, null);

    fails(() -> assume(kit.sts(IamKit.user(other)), "lab"), 403, "AccessDenied");
  }

  @Test
  void aRoleThatDoesNotExistRefusesLikeOneThatDoesNotTrust() {
    fails(
            () -> student.assumeRole(r -> r.roleArn(arn("nowhere")).roleSessionName("lab")),
            403,
            "AccessDenied")
        .hasMessageContaining("is not authorized to perform: sts:AssumeRole on resource");
  }

  @Test
  void rootAssumesNoRoles() {
    fails(() -> assume(kit.sts(IamKit.root(account)), "lab"), 403, "AccessDenied")
        .hasMessageContaining("Roles may not be assumed by root accounts.");
  }

  @Test
  void anExternalIdMustBeTheOneThatTheTrustPolicyAsksFor() {
    createRole(
        "vendor",
        "\"AWS\":\"arn:aws:iam::111122223333:user/student\"",
        ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"tea42\"}}");

    fails(
        () -> student.assumeRole(r -> r.roleArn(arn("vendor")).roleSessionName("lab")),
        403,
        "AccessDenied");
    assertThat(
            student
                .assumeRole(
                    r -> r.roleArn(arn("vendor")).roleSessionName("lab").externalId("tea42"))
                .credentials())
        .isNotNull();
  }

  @Test
  void aSessionPolicyNarrowsTheSession() {
    IamClient wide = kit.iam(IamKit.session(assume(student, "wide").credentials()));
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"iam:ListRoles\",\"Resource\":\"*\"}]}";
    AssumeRoleResponse answer =
        student.assumeRole(
            r -> r.roleArn(account.roleArn()).roleSessionName("narrow").policy(policy));
    IamClient narrow = kit.iam(IamKit.session(answer.credentials()));

    assertThat(answer.packedPolicySize()).isPositive();
    assertThat(wide.listUsers().users()).isNotEmpty();
    assertThat(narrow.listRoles().roles()).isNotEmpty();
    fails(narrow::listUsers, 403, "AccessDenied")
        .hasMessageContaining("because no session policy allows the iam:ListUsers action");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no policy|MalformedPolicyDocument|This policy contains invalid Json",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
            + "\"Principal\":\"*\",\"Resource\":\"*\"}]}"
            + "|MalformedPolicyDocument|Policy document should not specify a principal.",
      })
  void aSessionPolicyMustBeSound(String policy, String code, String message) {
    fails(
            () ->
                student.assumeRole(
                    r -> r.roleArn(account.roleArn()).roleSessionName("lab").policy(policy)),
            400,
            code)
        .hasMessageContaining(message);
  }

  @Test
  void aSessionLastsAsLongAsTheRoleLets() {
    createRole("short", "\"AWS\":\"arn:aws:iam::111122223333:user/student\"", "");
    Instant before = Instant.now();

    Credentials twoHours =
        student
            .assumeRole(
                r -> r.roleArn(account.roleArn()).roleSessionName("lab").durationSeconds(7200))
            .credentials();

    assertThat(twoHours.expiration())
        .isBetween(before.plusSeconds(7190), Instant.now().plusSeconds(7200));
    fails(
            () ->
                student.assumeRole(
                    r -> r.roleArn(arn("short")).roleSessionName("lab").durationSeconds(7200)),
            400,
            "ValidationError")
        .hasMessageContaining(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    fails(
            () ->
                student.assumeRole(
                    r -> r.roleArn(arn("short")).roleSessionName("lab").durationSeconds(60)),
            400,
            "ValidationError")
        .hasMessageContaining("Member must have value greater than or equal to 900");
  }

  @Test
  void aRolesSessionGetsAnHourAtMost() {
    createRole("next", "\"AWS\":\"" + account.roleArn() + "\"", "");
    StsClient session = kit.sts(IamKit.session(assume(student, "lab").credentials()));

    fails(
            () ->
                session.assumeRole(
                    r -> r.roleArn(arn("next")).roleSessionName("lab").durationSeconds(3601)),
            400,
            "ValidationError")
        .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing-valid-in-here",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:xxxx"
      })
  void anArnThatIsNoRolesIsInvalid(String arn) {
    fails(
            () -> student.assumeRole(r -> r.roleArn(arn).roleSessionName("lab")),
            400,
            "ValidationError")
        .hasMessageContaining(arn + " is invalid");
  }

  @Test
  void aSessionsNameHasNoColon() {
    fails(() -> assume(student, "Session1:2"), 400, "ValidationError")
        .hasMessageContaining(
            "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  }

  @Test
  void assertionsOfContextProvidersAreNotHonoured() {
    fails(
            () ->
                student.assumeRole(
                    r ->
                        r.roleArn(account.roleArn())
                            .roleSessionName("lab")
                            .providedContexts(
                                ProvidedContext.builder()
                                    .providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
                                    .build())),
            501,
            "NotImplemented")
        .hasMessageContaining("ProvidedContexts");
  }

  @Test
  void aTokenMustBeTheOneThatCameWithTheKey() {
    Credentials issued = assume(student, "lab").credentials();
    StsClient forged =
        kit.sts(
            AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), "forged"));

    fails(forged::getCallerIdentity, 403, "InvalidClientTokenId");
  }

  @Test
  void anExpiredSessionIsOver() {
    kit.clockOffset(Duration.ofHours(-2));
    Credentials issued = assume(student, "lab").credentials();

    fails(() -> kit.sts(IamKit.session(issued)).getCallerIdentity(), 403, "ExpiredToken")
        .hasMessageContaining("The security token included in the request is expired");
  }

  @Test
  void aDeletedRolesSessionsAreOver() {
    createRole("gone", "\"AWS\":\"arn:aws:iam::111122223333:user/student\"", "");
    Credentials issued =
        student.assumeRole(r -> r.roleArn(arn("gone")).roleSessionName("lab")).credentials();
    StsClient session = kit.sts(IamKit.session(issued));
    assertThat(session.getCallerIdentity().arn()).endsWith("/gone/lab");

    iam.deleteRole(r -> r.roleName("gone"));

    fails(session::getCallerIdentity, 403, "InvalidClientTokenId");
  }

  @Test
  void aUsersSessionIsTheUser() {
    Credentials issued = student.getSessionToken().credentials();
    StsClient session = kit.sts(IamKit.session(issued));

    assertThat(session.getCallerIdentity().arn())
        .isEqualTo("arn:aws:iam::111122223333:user/student");
    assertThat(assume(session, "lab").credentials().accessKeyId()).startsWith("ASIA");
    fails(session::getSessionToken, 403, "AccessDenied")
        .hasMessageContaining("Cannot call GetSessionToken with session credentials");
  }

  @Test
  void aUserMayBeDeniedASession() {
    denyUser("sts:GetSessionToken");

    fails(student::getSessionToken, 403, "AccessDenied")
        .hasMessageContaining("with an explicit deny in an identity-based policy");
  }

  @Test
  void rootsSessionIsCutToAnHour() {
    Credentials issued =
        kit.sts(IamKit.root(account)).getSessionToken(r -> r.durationSeconds(7200)).credentials();

    assertThat(issued.expiration()).isBefore(Instant.now().plusSeconds(3601));
  }

  @Test
  void anAssumptionIsRecordedWithoutTheSecret() {
    Credentials issued = assume(student, "lab").credentials();

    assertThat(kit.records(IamKit.root(account), Region.EU_WEST_1, "AssumeRole"))
        .singleElement()
        .asString()
        .contains("\"roleSessionName\":\"lab\"", issued.accessKeyId(), "AWS::IAM::Role")
        .doesNotContain(issued.secretAccessKey());
  }

  private AssumeRoleResponse assume(StsClient client, String session) {
    return client.assumeRole(r -> r.roleArn(account.roleArn()).roleSessionName(session));
  }

  private static String arn(String role) {
    return "arn:aws:iam::111122223333:role/" + role;
  }

  private void createRole(String name, String principal, String condition) {
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
            + principal
            + "},\"Action\":\"sts:AssumeRole\""
            + condition
            + "}]}";
    iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust));
  }

  private void denyUser(String action) {
    policyOfUser("Deny", action);
  }

  private void policyOfUser(String effect, String action) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
            + effect
            + "\",\"Action\":\""
            + action
            + "\",\"Resource\":\"*\"}]}";
    iam.putUserPolicy(r -> r.userName("student").policyName("p").policyDocument(policy));
  }

  private static AbstractThrowableAssert<?, ?> fails(
      ThrowingCallable call, int status, String code) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(error.statusCode()).isEqualTo(status);
            });
  }
}
