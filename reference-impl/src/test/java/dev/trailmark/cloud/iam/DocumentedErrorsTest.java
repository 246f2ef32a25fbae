package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * The errors of IAM and STS that are documented, or were reported by their users, beside those of
 * {@link RecordedIdentityErrorsTest}: code, status and message, over HTTP.
 *
 * <p>Left out, for want of what they are about: {@code InvalidIdentityToken}, {@code
 * IDPRejectedClaim} and {@code IDPCommunicationError} (identity providers), the refusal of a wrong
 * MFA code (MFA devices), {@code RegionDisabledException} (regions to opt in to), {@code
 * ServiceFailure}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedErrorsTest {
  private static final String ACCOUNT = "111122223333";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
  private static final String STUDENT = "arn:aws:iam::" + ACCOUNT + ":user/student";
  private static final String NO_POLICY = "arn:aws:iam::" + ACCOUNT + ":policy/none";

  @AutoClose private final IamKit kit = new IamKit();
  private final Account account = kit.accounts().create(ACCOUNT, "class", null, null, null, null);
  private final IamClient root = kit.iam(IamKit.root(account));
  private final StsClient student = kit.sts(IamKit.user(account));
  private StsClient session;

  /** A call and the refusal that AWS is known for. */
  private record Row(String name, int status, String code, String message, ThrowingCallable call) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void makeEntities() {
    root.createRole(r -> r.roleName("first").assumeRolePolicyDocument(trust(STUDENT)));
    root.createRole(r -> r.roleName("next").assumeRolePolicyDocument(trust(ROLE + "first")));
    root.updateRole(r -> r.roleName("next").maxSessionDuration(7200));
    session = kit.sts(IamKit.session(student.assumeRole(assume("first").build()).credentials()));
    root.createUser(r -> r.userName("full"));
    root.createAccessKey(r -> r.userName("full"));
    root.createAccessKey(r -> r.userName("full"));
    root.createUser(r -> r.userName("holder"));
    root.putUserPolicy(r -> r.userName("holder").policyName("p").policyDocument(document()));
  }

  @ParameterizedTest
  @MethodSource({"absentOnes", "conflicts", "documents", "inputs", "sessions", "otherSessions"})
  void isAnsweredAsOnAws(Row row) {
    AwsServiceException error =
        Assertions.catchThrowableOfType(AwsServiceException.class, row.call());

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(row.code());
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(row.message());
    assertThat(error.statusCode()).isEqualTo(row.status());
  }

  Stream<Row> absentOnes() {
    return Stream.of(
        absent(
            "The user with name none cannot be found.",
            () -> root.getUser(r -> r.userName("none"))),
        absent(
            "The group with name none cannot be found.",
            () -> root.getGroup(r -> r.groupName("none"))),
        absent(
            "The role with name none cannot be found.",
            () -> root.getRole(r -> r.roleName("none"))),
        absent(
            "The user policy with name none cannot be found.",
            () -> root.getUserPolicy(r -> r.userName("student").policyName("none"))),
        absent(
            "The Access Key with id AKIANONENONENONE cannot be found.",
            () -> root.deleteAccessKey(r -> r.accessKeyId("AKIANONENONENONE"))),
        absent(
            "Policy " + NO_POLICY + " was not found.",
            () -> root.getPolicy(r -> r.policyArn(NO_POLICY))),
        absent(
            "Policy " + NO_POLICY + " does not exist or is not attachable.",
            () -> root.attachUserPolicy(r -> r.userName("student").policyArn(NO_POLICY))));
  }

  private static Row absent(String message, ThrowingCallable call) {
    return new Row(message, 404, "NoSuchEntity", message, call);
  }

  Stream<Row> conflicts() {
    return Stream.of(
        conflict(
            "EntityAlreadyExists",
            "User with name Student already exists.",
            () -> root.createUser(r -> r.userName("Student"))),
        conflict(
            "EntityAlreadyExists",
            "Role with name first already exists.",
            () -> root.createRole(r -> r.roleName("first").assumeRolePolicyDocument(trust("*")))),
        conflict(
            "DeleteConflict",
            "Cannot delete entity, must delete policies first.",
            () -> root.deleteUser(r -> r.userName("holder"))),
        conflict(
            "DeleteConflict",
            "Cannot delete entity, must delete access keys first.",
            () -> root.deleteUser(r -> r.userName("full"))),
        conflict(
            "LimitExceeded",
            "Cannot exceed quota for AccessKeysPerUser: 2",
            () -> root.createAccessKey(r -> r.userName("full"))));
  }

  private static Row conflict(String code, String message, ThrowingCallable call) {
    return new Row(message, 409, code, message, call);
  }

  Stream<Row> documents() {
    return Stream.of(
        malformed("This policy contains invalid Json", "{\"Version\":}"),
        malformed("Syntax errors in policy.", "{\"Version\":\"2012-10-17\",\"Statement\":[1]}"),
        new Row(
            "Policy document must be version 2012-10-17 or greater.",
            400,
            "MalformedPolicyDocument",
            "Policy document must be version 2012-10-17 or greater.",
            () ->
                root.createPolicy(
                    r ->
                        r.policyName("old")
                            .policyDocument(document().replace("2012-10-17", "2008-10-17")))),
        new Row(
            "Has prohibited field Resource",
            400,
            "MalformedPolicyDocument",
            "Has prohibited field Resource",
            () ->
                root.updateAssumeRolePolicy(
                    r ->
                        r.roleName("first")
                            .policyDocument(
                                trust("*")
                                    .replace("\"Action\"", "\"Resource\":\"*\",\"Action\"")))));
  }

  private Row malformed(String message, String text) {
    return new Row(
        message,
        400,
        "MalformedPolicyDocument",
        message,
        () -> root.putUserPolicy(r -> r.userName("student").policyName("p").policyDocument(text)));
  }

  Stream<Row> inputs() {
    return Stream.of(
        invalid(
            "Invalid ARN:  Could not be parsed!",
            () ->
                root.attachUserPolicy(
                    r -> r.userName("student").policyArn("a-name-where-an-arn-should-be"))),
        invalid(
            "1 validation error detected: Value at 'status' failed to satisfy constraint: Member"
                + " must satisfy enum value set",
            () ->
                root.updateAccessKey(
                    r -> r.accessKeyId(account.rootAccessKeyId()).status("Asleep"))),
        invalid(
            "Must specify userName when calling with non-User credentials",
            () -> {
              var issued = student.assumeRole(assume("first").build()).credentials();
              kit.iam(IamKit.session(issued)).getUser();
            }));
  }

  private static Row invalid(String message, ThrowingCallable call) {
    return new Row(message, 400, "ValidationError", message, call);
  }

  Stream<Row> sessions() {
    return Stream.of(
        invalid(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            () -> student.assumeRole(assume("first").durationSeconds(3601).build())),
        invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                + " role chaining.",
            () -> session.assumeRole(assume("next").durationSeconds(3601).build())),
        denied(
            "Roles may not be assumed by root accounts.",
            () -> kit.sts(IamKit.root(account)).assumeRole(assume("first").build())),
        denied(
            "User: "
                + STUDENT
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + ROLE
                + "next",
            () -> student.assumeRole(assume("next").build())),
        denied(
            "User: "
                + STUDENT
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + ROLE
                + "none",
            () -> student.assumeRole(assume("none").build())));
  }

  Stream<Row> otherSessions() {
    return Stream.of(
        denied(
            "Cannot call GetSessionToken with session credentials",
            () -> session.getSessionToken()),
        denied(
            "Cannot call GetFederationToken with session credentials",
            () -> session.getFederationToken(r -> r.name("guest"))),
        new Row(
            "a message that was not encoded",
            400,
            "InvalidAuthorizationMessageException",
            "Message is not valid",
            () ->
                kit.sts(IamKit.root(account))
                    .decodeAuthorizationMessage(r -> r.encodedMessage("none"))));
  }

  private static Row denied(String message, ThrowingCallable call) {
    return new Row(message, 403, "AccessDenied", message, call);
  }

  private static AssumeRoleRequest.Builder assume(String role) {
    return AssumeRoleRequest.builder().roleArn(ROLE + role).roleSessionName("session");
  }

  private static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + "{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  }

  private static String document() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
        + "\"Resource\":\"*\"}]}";
  }
}
