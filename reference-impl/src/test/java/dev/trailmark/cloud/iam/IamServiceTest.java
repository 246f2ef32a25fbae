package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.model.Credentials;

class IamServiceTest {
  private static final String ALLOW_GET_USER =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}]}";

  @AutoClose private final IamKit kit = new IamKit();
  private Account account;
  private IamClient root;

  @BeforeEach
  void start() {
    account = kit.accounts().create("111122223333", "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
  }

  @Test
  void aUserIsMadeAndFoundWhateverTheCaseOfItsName() {
    User made = root.createUser(r -> r.userName("Alice").path("/team/")).user();

    assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:user/team/Alice");
    assertThat(made.userId()).startsWith("AIDA").hasSize(21);
    assertThat(root.getUser(r -> r.userName("alice")).user()).isEqualTo(made);
    fails(() -> root.createUser(r -> r.userName("ALICE")), 409, "EntityAlreadyExists")
        .hasMessageContaining("User with name ALICE already exists.");
  }

  @Test
  void withoutANameTheCallerIsDescribed() {
    User self = root.getUser().user();

    assertThat(self.arn()).isEqualTo("arn:aws:iam::111122223333:root");
    assertThat(self.userId()).isEqualTo("111122223333");
  }

  @Test
  void usersAreListedPageByPage() {
    IntStream.range(0, 4).forEach(i -> root.createUser(r -> r.userName("u" + i).path("/x/")));
    root.createUser(r -> r.userName("other"));

    ListUsersResponse first = root.listUsers(r -> r.pathPrefix("/x/").maxItems(3));
    ListUsersResponse second =
        root.listUsers(r -> r.pathPrefix("/x/").maxItems(3).marker(first.marker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.users()).extracting(User::userName).containsExactly("u0", "u1", "u2");
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.users()).extracting(User::userName).containsExactly("u3");
    fails(() -> root.listUsers(r -> r.marker("?")), 400, "ValidationError");
    for (String elsewhere : List.of("a", "999999999999/z", "\uffff")) {
      String marker =
          Base64.getUrlEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8));
      assertThat(root.listRoles(r -> r.marker(marker)).isTruncated()).isFalse();
      assertThat(root.listPolicies(r -> r.scope("Local").marker(marker)).isTruncated()).isFalse();
    }
  }

  @Test
  void aUserWithKeysOrPoliciesCannotBeDeleted() {
    root.createUser(r -> r.userName("alice"));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();
    root.putUserPolicy(r -> r.userName("alice").policyName("p").policyDocument(ALLOW_GET_USER));

    fails(() -> root.deleteUser(r -> r.userName("alice")), 409, "DeleteConflict");
    root.deleteAccessKey(r -> r.userName("alice").accessKeyId(key.accessKeyId()));
    fails(() -> root.deleteUser(r -> r.userName("alice")), 409, "DeleteConflict")
        .hasMessageContaining("must delete policies first");
    root.deleteUserPolicy(r -> r.userName("alice").policyName("p"));
    root.deleteUser(r -> r.userName("alice"));

    fails(() -> root.getUser(r -> r.userName("alice")), 404, "NoSuchEntity")
        .hasMessageContaining("The user with name alice cannot be found.");
  }

  @Test
  void aPolicyGivesAUserWhatItWasDenied() {
    root.createUser(r -> r.userName("alice"));
    IamClient alice = clientOf(root.createAccessKey(r -> r.userName("alice")).accessKey());

    fails(alice::getUser, 403, "AccessDenied")
        .hasMessageContaining(
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:GetUser"
                + " on resource: user alice because no identity-based"
                + " policy allows the iam:GetUser action");
    root.putUserPolicy(r -> r.userName("alice").policyName("p").policyDocument(ALLOW_GET_USER));

    assertThat(alice.getUser().user().userName()).isEqualTo("alice");
    fails(() -> alice.listUsers(), 403, "AccessDenied");
  }

  @Test
  void aKeyWorksUntilItIsInactiveOrDeleted() {
    IamClient spare = clientOf(root.createAccessKey().accessKey());
    String id =
        root.listAccessKeys().accessKeyMetadata().stream()
            .map(key -> key.accessKeyId())
            .filter(key -> !key.equals(account.rootAccessKeyId()))
            .findFirst()
            .orElseThrow();
    assertThat(spare.getUser().user().arn()).endsWith(":root");

    root.updateAccessKey(r -> r.accessKeyId(id).status("Inactive"));
    fails(spare::getUser, 403, "InvalidClientTokenId");
    root.updateAccessKey(r -> r.accessKeyId(id).status("Active"));
    assertThat(spare.getUser().user().arn()).endsWith(":root");
    root.deleteAccessKey(r -> r.accessKeyId(id));
    fails(spare::getUser, 403, "InvalidClientTokenId");
    fails(() -> root.deleteAccessKey(r -> r.accessKeyId(id)), 404, "NoSuchEntity");
  }

  @Test
  void aThirdKeyIsOneTooMany() {
    root.createUser(r -> r.userName("alice"));
    root.createAccessKey(r -> r.userName("alice"));
    root.createAccessKey(r -> r.userName("alice"));

    fails(() -> root.createAccessKey(r -> r.userName("alice")), 409, "LimitExceeded")
        .hasMessageContaining("Cannot exceed quota for AccessKeysPerUser: 2");
    assertThat(root.listAccessKeys(r -> r.userName("alice").maxItems(1)).isTruncated()).isTrue();
  }

  @Test
  void aStatusThatIsNoneIsRefused() {
    fails(
            () ->
                root.updateAccessKey(
                    r -> r.accessKeyId(account.rootAccessKeyId()).status("Sleeping")),
            400,
            "ValidationError")
        .hasMessageContaining(
            "1 validation error detected: Value at 'status' failed to satisfy constraint: Member"
                + " must satisfy enum value set");
  }

  @Test
  void aRoleKeepsItsTrustPolicy() {
    String trust = trust("arn:aws:iam::111122223333:user/student");
    Role made =
        root.createRole(
                r ->
                    r.roleName("Reader")
                        .path("/svc/")
                        .description("reads")
                        .assumeRolePolicyDocument(trust))
            .role();

    Role found = root.getRole(r -> r.roleName("reader")).role();

    assertThat(found.roleId()).isEqualTo(made.roleId());
    assertThat(found.arn()).isEqualTo("arn:aws:iam::111122223333:role/svc/Reader");
    assertThat(found.maxSessionDuration()).isEqualTo(3600);
    assertThat(found.assumeRolePolicyDocument()).doesNotContain("{", " ", "+");
    assertThat(URLDecoder.decode(found.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(trust);
    assertThat(root.listRoles(r -> r.pathPrefix("/svc/")).roles())
        .extracting(Role::assumeRolePolicyDocument)
        .containsExactly(found.assumeRolePolicyDocument());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|This policy contains invalid Json",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"111122223333\"},\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}]}"
            + "|Has prohibited field Resource",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::111122223333:user/nobody\"},\"Action\":\"sts:AssumeRole\"}]}"
            + "|Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/nobody\"",
      })
  void aTrustPolicyMustBeSound(String document, String message) {
    fails(
            () -> root.createRole(r -> r.roleName("r").assumeRolePolicyDocument(document)),
            400,
            "MalformedPolicyDocument")
        .hasMessageContaining(message);
  }

  @Test
  void aRolesInlinePoliciesArePutListedAndDeleted() {
    root.createRole(r -> r.roleName("r").assumeRolePolicyDocument(trust("111122223333")));
    root.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(ALLOW_GET_USER));

    assertThat(root.listRolePolicies(r -> r.roleName("r")).policyNames()).containsExactly("p");
    String text = root.getRolePolicy(r -> r.roleName("r").policyName("p")).policyDocument();
    assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo(ALLOW_GET_USER);
    fails(() -> root.deleteRole(r -> r.roleName("r")), 409, "DeleteConflict");
    root.deleteRolePolicy(r -> r.roleName("r").policyName("p"));
    fails(() -> root.getRolePolicy(r -> r.roleName("r").policyName("p")), 404, "NoSuchEntity")
        .hasMessageContaining("The role policy with name p cannot be found.");
    root.deleteRole(r -> r.roleName("r"));
    fails(() -> root.getRole(r -> r.roleName("r")), 404, "NoSuchEntity");
  }

  @Test
  void inlinePoliciesOfAUserShareAQuota() {
    root.createUser(r -> r.userName("alice"));
    String actions = "\"iam:" + "x".repeat(1100) + "\"";
    String document = ALLOW_GET_USER.replace("\"iam:GetUser\"", actions);
    root.putUserPolicy(r -> r.userName("alice").policyName("a").policyDocument(document));

    fails(
            () ->
                root.putUserPolicy(
                    r -> r.userName("alice").policyName("b").policyDocument(document)),
            409,
            "LimitExceeded")
        .hasMessageContaining("Maximum policy size of 2048 bytes exceeded for user alice");
  }

  @Test
  void anOperationWithAnAcronymInItsNameIsKnownToBeMissing() {
    fails(() -> root.listSAMLProviders(), 501, "NotImplemented");
  }

  @Test
  void aNameWithForbiddenCharactersIsRefused() {
    fails(() -> root.createUser(r -> r.userName("a b")), 400, "ValidationError")
        .hasMessageContaining("Value at 'userName' failed to satisfy constraint");
  }

  @Test
  void iamIsSignedForUsEast1() {
    IamClient elsewhere = kit.iam(IamKit.root(account), Region.EU_WEST_1);

    fails(elsewhere::getUser, 403, "SignatureDoesNotMatch");
  }

  @Test
  void aSessionOfAUserWithoutMfaMayNotCallIam() {
    Credentials issued = kit.sts(IamKit.root(account)).getSessionToken().credentials();

    fails(() -> kit.iam(IamKit.session(issued)).getUser(), 403, "InvalidClientTokenId");
  }

  @Test
  void aNewKeyIsRecordedWithoutItsSecret() {
    AccessKey key = root.createAccessKey().accessKey();

    List<String> records = kit.records(IamKit.root(account), Region.US_EAST_1, "CreateAccessKey");

    assertThat(records).hasSize(1);
    assertThat(records.get(0))
        .contains("\"accessKeyId\":\"" + key.accessKeyId() + "\"")
        .doesNotContain(key.secretAccessKey());
  }

  @Test
  void aDeniedCallIsRecorded() {
    fails(() -> kit.iam(IamKit.user(account)).listUsers(), 403, "AccessDenied");

    assertThat(kit.records(IamKit.root(account), Region.US_EAST_1, "ListUsers"))
        .singleElement()
        .asString()
        .contains("\"errorCode\":\"AccessDenied\"", "\"userName\":\"student\"");
  }

  private IamClient clientOf(AccessKey key) {
    return kit.iam(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + "{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> fails(
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
