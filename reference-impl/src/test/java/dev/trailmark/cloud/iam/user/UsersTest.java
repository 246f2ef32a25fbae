package dev.trailmark.cloud.iam.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

class UsersTest extends IamFixture {

  @Test
  void aRenamedUserKeepsItsIdKeysAndSessions() {
    User old = root.createUser(r -> r.userName("alice")).user();
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();
    root.putUserPolicy(
        r -> r.userName("alice").policyName("p").policyDocument(policy(allow("iam:GetUser", "*"))));
    var session = kit.sts(credentials(key)).getSessionToken().credentials();

    root.updateUser(r -> r.userName("alice").newUserName("Bob").newPath("/team/"));

    User renamed = kit.iam(credentials(key)).getUser().user();
    assertThat(renamed.arn()).isEqualTo("arn:aws:iam::111122223333:user/team/Bob");
    assertThat(renamed.userId()).isEqualTo(old.userId());
    assertThat(kit.sts(IamKit.session(session)).getCallerIdentity().arn()).isEqualTo(renamed.arn());
    assertThat(root.listAccessKeys(r -> r.userName("bob")).accessKeyMetadata())
        .singleElement()
        .satisfies(shown -> assertThat(shown.userName()).isEqualTo("Bob"));
    refused(
        () -> root.getUser(r -> r.userName("alice")),
        404,
        "NoSuchEntity",
        "The user with name alice cannot be found.");
    assertThat(record("UpdateUser")).contains("\"responseElements\":null");
  }

  @Test
  void aTrustPolicyFollowsTheUserThatItNames() {
    IamClient alice = userWith("alice", null);
    root.createRole(
        r ->
            r.roleName("r")
                .assumeRolePolicyDocument(trust("arn:aws:iam::111122223333:user/alice")));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();

    root.updateUser(r -> r.userName("alice").newUserName("bob"));

    assertThat(
            kit.sts(credentials(key))
                .assumeRole(
                    r -> r.roleArn("arn:aws:iam::111122223333:role/r").roleSessionName("session"))
                .credentials())
        .isNotNull();
  }

  @Test
  void anotherUsersNameCannotBeTakenButTheCaseOfOnesOwnChanged() {
    root.createUser(r -> r.userName("alice"));
    root.createUser(r -> r.userName("bob"));

    refused(
        () -> root.updateUser(r -> r.userName("alice").newUserName("BOB")),
        409,
        "EntityAlreadyExists",
        "User with name BOB already exists.");
    root.updateUser(r -> r.userName("alice").newUserName("ALICE"));
    assertThat(root.getUser(r -> r.userName("alice")).user().userName()).isEqualTo("ALICE");
  }

  @Test
  void theAccountsFirstUserIsStillItsUserWhenRenamed() {
    root.updateUser(r -> r.userName("student").newUserName("learner"));

    assertThat(kit.accounts().list())
        .singleElement()
        .returns("learner", Account::userName)
        .returns(account.userAccessKeyId(), Account::userAccessKeyId);
  }

  @Test
  void whatAUserHasMustGoBeforeTheUser() {
    root.createUser(r -> r.userName("alice"));
    root.createLoginProfile(r -> r.userName("alice").password("Correct-Horse-1"));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();
    root.putUserPolicy(
        r -> r.userName("alice").policyName("p").policyDocument(policy(allow("iam:GetUser", "*"))));
    root.createGroup(r -> r.groupName("g"));
    root.addUserToGroup(r -> r.groupName("g").userName("alice"));

    deletingNeeds("delete login profile");
    root.deleteLoginProfile(r -> r.userName("alice"));
    deletingNeeds("delete access keys");
    root.deleteAccessKey(r -> r.userName("alice").accessKeyId(key.accessKeyId()));
    deletingNeeds("delete policies");
    root.deleteUserPolicy(r -> r.userName("alice").policyName("p"));
    deletingNeeds("remove users from group");
    root.removeUserFromGroup(r -> r.groupName("g").userName("alice"));
    root.deleteUser(r -> r.userName("alice"));
  }

  private void deletingNeeds(String first) {
    refused(
        () -> root.deleteUser(r -> r.userName("alice")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must " + first + " first.");
  }

  @Test
  void theRootUserIsNoUserThatCouldBeDeleted() {
    refused(
        () -> root.deleteUser(r -> r.userName("root")),
        404,
        "NoSuchEntity",
        "The user with name root cannot be found.");
  }

  @Test
  void tagsKeepTheirCaseButAreComparedWithoutIt() {
    root.createUser(r -> r.userName("alice").tags(tag("Team", "red"), tag("cost", "1")));
    root.tagUser(r -> r.userName("alice").tags(tag("team", "blue")));

    assertThat(root.listUserTags(r -> r.userName("alice")).tags())
        .containsExactly(tag("cost", "1"), tag("team", "blue"));
    assertThat(root.getUser(r -> r.userName("alice")).user().tags()).hasSize(2);
    assertThat(root.listUsers().users()).allSatisfy(user -> assertThat(user.hasTags()).isFalse());
    root.untagUser(r -> r.userName("alice").tagKeys("TEAM", "none"));
    assertThat(root.listUserTags(r -> r.userName("alice")).tags())
        .containsExactly(tag("cost", "1"));
  }

  @Test
  void tagsAreLimited() {
    Tag[] fifty = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new);
    root.createUser(r -> r.userName("alice").tags(fifty));

    root.tagUser(r -> r.userName("alice").tags(tag("K0", "replaced")));
    refused(
        () -> root.tagUser(r -> r.userName("alice").tags(tag("one", "more"))),
        409,
        "LimitExceeded",
        "The number of tags has reached the maximum limit.");
    refused(
        () -> root.tagUser(r -> r.userName("alice").tags(tag("a", "1"), tag("A", "2"))),
        400,
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    refused(
        () -> root.tagUser(r -> r.userName("alice").tags(tag("AWS:owner", "1"))),
        400,
        "InvalidInput",
        "aws: prefixed tag key names are not allowed for external use.");
    refused(
        () -> root.tagUser(r -> r.userName("alice").tags(tag("bad#key", "1"))),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
  }

  @Test
  void tagsOfTheUserAndOfTheRequestAreConditionKeys() {
    root.createUser(r -> r.userName("red").tags(tag("Team", "red")));
    root.createUser(r -> r.userName("blue").tags(tag("team", "blue")));
    IamClient alice =
        userWith(
            "alice",
            allowIf("iam:GetUser", "*", "aws:ResourceTag/team", "red")
                + ","
                + allowIf("iam:TagUser", "*", "aws:RequestTag/Cost", "1")
                + ","
                + allowIf("iam:UntagUser", "*", "aws:TagKeys", "cost"));

    alice.getUser(r -> r.userName("red"));
    denied(() -> alice.getUser(r -> r.userName("blue")), "alice", "iam:GetUser", "user blue");
    alice.tagUser(r -> r.userName("blue").tags(tag("cost", "1")));
    denied(
        () -> alice.tagUser(r -> r.userName("blue").tags(tag("cost", "2"))),
        "alice",
        "iam:TagUser",
        "arn:aws:iam::111122223333:user/blue");
    alice.untagUser(r -> r.userName("blue").tagKeys("cost"));
    denied(
        () -> alice.untagUser(r -> r.userName("blue").tagKeys("team")),
        "alice",
        "iam:UntagUser",
        "arn:aws:iam::111122223333:user/blue");
  }

  @Test
  void theCallersOwnTagsArePrincipalTags() {
    IamClient alice =
        userWith("alice", allowIf("iam:GetUser", "*", "aws:PrincipalTag/team", "red"));

    denied(alice::getUser, "alice", "iam:GetUser", "user alice");
    root.tagUser(r -> r.userName("alice").tags(tag("team", "red")));
    assertThat(alice.getUser().user().userName()).isEqualTo("alice");
  }

  @Test
  void limitsAreWordedWithoutTheValue() {
    refused(
        () -> root.createUser(r -> r.userName("x".repeat(65))),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member"
            + " must have length less than or equal to 64");
    refused(
        () -> root.listUsers(r -> r.maxItems(0)),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member"
            + " must have value greater than or equal to 1");
  }
}
