package dev.trailmark.cloud.iam.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.User;

class GroupsTest extends IamFixture {

  @Test
  void aGroupIsMadeAndFoundWhateverTheCaseOfItsName() {
    Group made = root.createGroup(r -> r.groupName("Admins").path("/staff/")).group();

    assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:group/staff/Admins");
    assertThat(made.groupId()).startsWith("AGPA").hasSize(21);
    assertThat(root.getGroup(r -> r.groupName("admins")).group()).isEqualTo(made);
    refused(
        () -> root.createGroup(r -> r.groupName("ADMINS")),
        409,
        "EntityAlreadyExists",
        "Group with name ADMINS already exists.");
    refused(
        () -> root.getGroup(r -> r.groupName("nobody")),
        404,
        "NoSuchEntity",
        "The group with name nobody cannot be found.");
  }

  @Test
  void groupsAreListedBelowAPathPageByPage() {
    IntStream.range(0, 3).forEach(i -> root.createGroup(r -> r.groupName("g" + i).path("/x/")));
    root.createGroup(r -> r.groupName("other"));

    var first = root.listGroups(r -> r.pathPrefix("/x/").maxItems(2));

    assertThat(first.groups()).extracting(Group::groupName).containsExactly("g0", "g1");
    assertThat(first.isTruncated()).isTrue();
    assertThat(root.listGroups(r -> r.pathPrefix("/x/").marker(first.marker())).groups())
        .extracting(Group::groupName)
        .containsExactly("g2");
  }

  @Test
  void usersComeIntoAGroupAndLeaveIt() {
    root.createGroup(r -> r.groupName("Admins"));
    root.createUser(r -> r.userName("alice"));
    root.createUser(r -> r.userName("bob"));
    root.addUserToGroup(r -> r.groupName("admins").userName("alice"));
    root.addUserToGroup(r -> r.groupName("Admins").userName("alice"));
    root.addUserToGroup(r -> r.groupName("Admins").userName("bob"));

    GetGroupResponse page = root.getGroup(r -> r.groupName("Admins").maxItems(1));
    assertThat(page.users()).extracting(User::userName).containsExactly("alice");
    assertThat(root.getGroup(r -> r.groupName("Admins").marker(page.marker())).users())
        .extracting(User::userName)
        .containsExactly("bob");
    assertThat(root.listGroupsForUser(r -> r.userName("alice")).groups())
        .extracting(Group::groupName)
        .containsExactly("Admins");

    root.removeUserFromGroup(r -> r.groupName("Admins").userName("alice"));
    assertThat(root.listGroupsForUser(r -> r.userName("alice")).groups()).isEmpty();
    refused(
        () -> root.removeUserFromGroup(r -> r.groupName("Admins").userName("alice")),
        404,
        "NoSuchEntity",
        "User alice not in group Admins");
    refused(
        () -> root.addUserToGroup(r -> r.groupName("Admins").userName("carol")),
        404,
        "NoSuchEntity",
        "The user with name carol cannot be found.");
  }

  @Test
  void aUserIsInTenGroupsAtMost() {
    root.createUser(r -> r.userName("alice"));
    for (int i = 0; i < 11; i++) {
      String name = "g" + i;
      root.createGroup(r -> r.groupName(name));
    }
    IntStream.range(0, 10)
        .forEach(i -> root.addUserToGroup(r -> r.groupName("g" + i).userName("alice")));

    refused(
        () -> root.addUserToGroup(r -> r.groupName("g10").userName("alice")),
        409,
        "LimitExceeded",
        "Cannot exceed quota for GroupsPerUser: 10");
  }

  @Test
  void aGroupWithMembersOrPoliciesCannotBeDeleted() {
    root.createGroup(r -> r.groupName("Admins"));
    root.createUser(r -> r.userName("alice"));
    root.addUserToGroup(r -> r.groupName("Admins").userName("alice"));
    root.putGroupPolicy(
        r ->
            r.groupName("Admins")
                .policyName("p")
                .policyDocument(policy(allow("iam:GetUser", "*"))));

    refused(
        () -> root.deleteGroup(r -> r.groupName("Admins")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must remove users from group first.");
    root.removeUserFromGroup(r -> r.groupName("Admins").userName("alice"));
    refused(
        () -> root.deleteGroup(r -> r.groupName("Admins")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");
    root.deleteGroupPolicy(r -> r.groupName("Admins").policyName("p"));
    root.deleteGroup(r -> r.groupName("Admins"));
    assertThat(root.listGroups().groups()).isEmpty();
  }

  @Test
  void aRenamedGroupKeepsItsIdAndItsMembers() {
    Group old = root.createGroup(r -> r.groupName("Admins")).group();
    root.createGroup(r -> r.groupName("Taken"));
    root.createUser(r -> r.userName("alice"));
    root.addUserToGroup(r -> r.groupName("Admins").userName("alice"));

    refused(
        () -> root.updateGroup(r -> r.groupName("Admins").newGroupName("taken")),
        409,
        "EntityAlreadyExists",
        "Group with name taken already exists.");
    root.updateGroup(r -> r.groupName("Admins").newGroupName("Owners").newPath("/top/"));

    Group renamed = root.listGroupsForUser(r -> r.userName("alice")).groups().get(0);
    assertThat(renamed.arn()).isEqualTo("arn:aws:iam::111122223333:group/top/Owners");
    assertThat(renamed.groupId()).isEqualTo(old.groupId());
    refused(
        () -> root.getGroup(r -> r.groupName("Admins")),
        404,
        "NoSuchEntity",
        "The group with name Admins cannot be found.");
  }

  @Test
  void changingAGroupNeedsThePermissionOnBothNames() {
    root.createGroup(r -> r.groupName("a"));
    IamClient alice =
        userWith("alice", allow("iam:UpdateGroup", "arn:aws:iam::111122223333:group/a"));

    denied(
        () -> alice.updateGroup(r -> r.groupName("a").newGroupName("b")),
        "alice",
        "iam:UpdateGroup",
        "group b");
    alice.updateGroup(r -> r.groupName("a").newPath("/"));
  }

  @Test
  void membersAreManagedByWhoeverMayDoSoOnTheGroup() {
    root.createGroup(r -> r.groupName("a"));
    root.createGroup(r -> r.groupName("b"));
    IamClient alice =
        userWith("alice", allow("iam:AddUserToGroup", "arn:aws:iam::111122223333:group/a"));

    alice.addUserToGroup(r -> r.groupName("a").userName("alice"));
    denied(
        () -> alice.addUserToGroup(r -> r.groupName("b").userName("alice")),
        "alice",
        "iam:AddUserToGroup",
        "group b");
    assertThat(record("AddUserToGroup"))
        .contains("\"requestParameters\":{\"groupName\":\"", "\"responseElements\":null");
  }
}
