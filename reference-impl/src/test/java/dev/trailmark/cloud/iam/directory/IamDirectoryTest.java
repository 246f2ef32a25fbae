package dev.trailmark.cloud.iam.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.identity.Principal;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

class IamDirectoryTest {
  private static final String ARN = "arn:aws:iam::111122223333:";
  @AutoClose private IamKit kit;
  private Account account;
  private IamClient root;

  @BeforeEach
  void start() {
    open(Duration.ZERO);
  }

  private void open(Duration lag) {
    kit = new IamKit(lag);
    account = kit.accounts().create("111122223333", "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
  }

  @Test
  void principalsExistUnderTheirExactArns() {
    IamDirectory directory = kit.directory();
    String userId = root.getUser(r -> r.userName("student")).user().userId();
    String session =
        account.roleArn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");

    assertThat(directory.exists("111122223333")).isTrue();
    assertThat(directory.exists(ARN + "root")).isTrue();
    assertThat(directory.exists(ARN + "user/student")).isTrue();
    assertThat(directory.exists(account.roleArn())).isTrue();
    assertThat(directory.exists(session + "/anyone")).isTrue();
    assertThat(directory.exists(userId)).isTrue();

    assertThat(directory.exists("999999999999")).isFalse();
    assertThat(directory.exists("arn:aws:iam::999999999999:root")).isFalse();
    assertThat(directory.exists(ARN + "user/path/student")).isFalse();
    assertThat(directory.exists(ARN + "user/nobody")).isFalse();
    assertThat(directory.exists(ARN + "role/student")).isFalse();
    assertThat(directory.exists("AIDA" + "A".repeat(17))).isFalse();
    assertThat(directory.exists("nonsense")).isFalse();
  }

  @Test
  void canonicalIdsLeadBackToTheirAccounts() {
    String id = kit.directory().canonicalId("111122223333");

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(kit.directory().canonicalId("111122223333")).isEqualTo(id);
    assertThat(kit.directory().accountOf(id)).isEqualTo("111122223333");
    assertThat(kit.directory().accountOf("0".repeat(64))).isNull();
  }

  @Test
  void aUserMadeAnewIsNotTheOldOne() {
    root.createUser(r -> r.userName("alice"));
    Principal old = principalOf(root.createAccessKey(r -> r.userName("alice")).accessKey());
    root.listAccessKeys(r -> r.userName("alice"))
        .accessKeyMetadata()
        .forEach(
            key -> root.deleteAccessKey(r -> r.userName("alice").accessKeyId(key.accessKeyId())));
    root.deleteUser(r -> r.userName("alice"));
    root.createUser(r -> r.userName("alice"));
    root.putUserPolicy(r -> r.userName("alice").policyName("p").policyDocument(everything()));

    Principal alice = principalOf(root.createAccessKey(r -> r.userName("alice")).accessKey());

    assertThat(kit.directory().identityPolicies(alice)).hasSize(1);
    assertThat(kit.directory().identityPolicies(old)).isEmpty();
  }

  @Test
  void aChangedPolicyIsSeenAtOnce() {
    root.createUser(r -> r.userName("alice"));
    Principal alice = principalOf(root.createAccessKey(r -> r.userName("alice")).accessKey());
    assertThat(kit.directory().identityPolicies(alice)).isEmpty();

    root.putUserPolicy(r -> r.userName("alice").policyName("p").policyDocument(everything()));

    assertThat(kit.directory().identityPolicies(alice)).hasSize(1);
    assertThat(kit.directory().identityPolicies(alice))
        .isSameAs(kit.directory().identityPolicies(alice));
  }

  @Test
  void whatIsNewIsNotSeenUntilTheLagIsOver() {
    kit.close();
    open(Duration.ofSeconds(30));
    root.createUser(r -> r.userName("alice"));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();

    assertThat(kit.directory().exists(ARN + "user/alice")).isFalse();
    assertThat(kit.credentials().find(key.accessKeyId())).isNull();
    assertThat(kit.directory().exists(ARN + "user/student")).isTrue();
    assertThatThrownBy(
            () ->
                root.createRole(
                    r -> r.roleName("r").assumeRolePolicyDocument(trust(ARN + "user/alice"))))
        .isInstanceOf(MalformedPolicyDocumentException.class);

    kit.clockOffset(Duration.ofSeconds(31));

    assertThat(kit.directory().exists(ARN + "user/alice")).isTrue();
    assertThat(kit.credentials().find(key.accessKeyId())).isNotNull();
  }

  private Principal principalOf(AccessKey key) {
    return kit.credentials().find(key.accessKeyId()).principal();
  }

  private static String everything() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
        + "\"Resource\":\"*\"}]}";
  }

  private static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + "{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  }
}
