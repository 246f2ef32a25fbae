package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Finding what happened to users, groups, roles, policies and keys in the event history. */
class IdentityLookupsTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  @AutoClose private static final AccessCloud access = new AccessCloud();
  private static CloudTrailClient trails;
  private static User user;
  private static String keyId;
  private static AssumeRoleResponse session;

  @BeforeAll
  static void doSomething() {
    AwsCredentials root = AccessCloud.root(access.account);
    IamClient iam = access.iam(root);
    trails = access.trails(root);
    user = iam.createUser(r -> r.userName("grace")).user();
    keyId = iam.createAccessKey(r -> r.userName("grace")).accessKey().accessKeyId();
    iam.attachUserPolicy(r -> r.userName("grace").policyArn(READ_ONLY));
    iam.createGroup(r -> r.groupName("admirals"));
    iam.addUserToGroup(r -> r.userName("grace").groupName("admirals"));
    String role = access.newRole(access.account, "reader");
    AwsCredentials caller = access.newUser(access.account, "ada");
    iam.putUserPolicy(
        r ->
            r.userName("ada")
                .policyName("p")
                .policyDocument(
                    AccessCloud.policy(AccessCloud.allow(null, "sts:AssumeRole", role))));
    session = access.sts(caller).assumeRole(r -> r.roleArn(role).roleSessionName("voyage"));
  }

  private static List<String> byName(String name) {
    return lookup("ResourceName", name).stream().map(Event::eventName).toList();
  }

  private static List<Event> lookup(String attribute, String value) {
    return trails
        .lookupEventsPaginator(
            r -> r.lookupAttributes(a -> a.attributeKey(attribute).attributeValue(value)))
        .events()
        .stream()
        .toList();
  }

  @Test
  void aUserIsFoundByNameInEveryCallThatNamedIt() {
    assertThat(byName("grace"))
        .containsExactlyInAnyOrder(
            "CreateUser", "CreateAccessKey", "AttachUserPolicy", "AddUserToGroup");
  }

  @Test
  void aNewUserIsFoundByArnAndIdToo() {
    assertThat(byName(user.arn())).containsExactly("CreateUser");
    assertThat(byName(user.userId())).containsExactly("CreateUser");
  }

  @Test
  void aKeyAPolicyAndAGroupAreFound() {
    assertThat(byName(keyId)).containsExactly("CreateAccessKey");
    assertThat(byName(READ_ONLY)).containsExactly("AttachUserPolicy");
    assertThat(byName("admirals")).containsExactlyInAnyOrder("CreateGroup", "AddUserToGroup");
    assertThat(lookup("ResourceType", "AWS::IAM::Group")).hasSize(2);
  }

  @Test
  void aSessionIsFoundByNameIdArnAndKey() {
    String id = session.assumedRoleUser().assumedRoleId();

    assertThat(byName("voyage")).containsExactly("AssumeRole");
    assertThat(byName(id)).containsExactly("AssumeRole");
    assertThat(byName(session.assumedRoleUser().arn())).containsExactly("AssumeRole");
    assertThat(byName(session.credentials().accessKeyId())).containsExactly("AssumeRole");
    assertThat(lookup("ResourceName", id).get(0).resources())
        .extracting(resource -> resource.resourceType())
        .containsExactlyInAnyOrder(
            "AWS::IAM::AccessKey",
            "AWS::STS::AssumedRole",
            "AWS::STS::AssumedRole",
            "AWS::STS::AssumedRole",
            "AWS::IAM::Role");
  }

  @Test
  void aNameThatNobodyUsedFindsNothing() {
    assertThat(byName("hopper")).isEmpty();
  }
}
