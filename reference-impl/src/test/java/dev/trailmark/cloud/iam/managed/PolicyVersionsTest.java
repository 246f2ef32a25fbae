package dev.trailmark.cloud.iam.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

class PolicyVersionsTest extends IamFixture {
  private static final String USERS = policy(allow("iam:ListUsers", "*"));
  private static final String ROLES = policy(allow("iam:ListRoles", "*"));

  private String arn;

  @BeforeEach
  void createPolicy() {
    arn = root.createPolicy(r -> r.policyName("p").policyDocument(USERS)).policy().arn();
  }

  private PolicyVersion create(boolean asDefault) {
    return root.createPolicyVersion(
            r -> r.policyArn(arn).policyDocument(ROLES).setAsDefault(asDefault))
        .policyVersion();
  }

  private List<PolicyVersion> list() {
    return root.listPolicyVersions(r -> r.policyArn(arn)).versions();
  }

  private void refusedVersion(String version, ThrowingCallable call) {
    refused(
        call,
        404,
        "NoSuchEntity",
        "Policy " + arn + " version " + version + " does not exist or is not attachable.");
  }

  @Test
  void theDefaultVersionIsTheOneThatDecides() {
    IamClient alice = userWith("alice", null);
    root.attachUserPolicy(r -> r.userName("alice").policyArn(arn));
    alice.listUsers();
    String roles = "arn:aws:iam::111122223333:role/";
    denied(() -> alice.listRoles(), "alice", "iam:ListRoles", roles);

    create(true);
    alice.listRoles();
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", "arn:aws:iam::111122223333:user/");

    root.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId("v1"));
    alice.listUsers();
    denied(() -> alice.listRoles(), "alice", "iam:ListRoles", roles);
  }

  @Test
  void versionsAreNumberedForGoodAndListedNewestFirst() {
    assertThat(create(true).versionId()).isEqualTo("v2");
    assertThat(create(false).isDefaultVersion()).isFalse();
    root.deletePolicyVersion(r -> r.policyArn(arn).versionId("v3"));
    assertThat(create(false).versionId()).isEqualTo("v4");

    assertThat(list()).extracting(PolicyVersion::versionId).containsExactly("v4", "v2", "v1");
    assertThat(list())
        .extracting(PolicyVersion::isDefaultVersion)
        .containsExactly(false, true, false);
    assertThat(list()).extracting(PolicyVersion::document).containsOnlyNulls();
    var first = root.listPolicyVersions(r -> r.policyArn(arn).maxItems(2));
    assertThat(root.listPolicyVersions(r -> r.policyArn(arn).marker(first.marker())).versions())
        .extracting(PolicyVersion::versionId)
        .containsExactly("v1");
  }

  @Test
  void aVersionIsShownWithItsDocument() {
    create(false);

    PolicyVersion shown =
        root.getPolicyVersion(r -> r.policyArn(arn).versionId("v2")).policyVersion();

    assertThat(URLDecoder.decode(shown.document(), StandardCharsets.UTF_8)).isEqualTo(ROLES);
    assertThat(shown.isDefaultVersion()).isFalse();
    assertThat(root.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId()).isEqualTo("v1");
  }

  @Test
  void thereAreFiveVersionsAtMost() {
    for (int i = 0; i < 4; i++) {
      create(false);
    }

    refused(
        () -> create(false),
        409,
        "LimitExceeded",
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
            + " delete an existing version.");
    root.deletePolicyVersion(r -> r.policyArn(arn).versionId("v4"));
    assertThat(create(false).versionId()).isEqualTo("v6");
  }

  @Test
  void theDefaultVersionAndVersionsThatAreNotThereCannotBeDeleted() {
    refused(
        () -> root.deletePolicyVersion(r -> r.policyArn(arn).versionId("v1")),
        409,
        "DeleteConflict",
        "Cannot delete the default version of a policy.");
    refusedVersion("v9", () -> root.deletePolicyVersion(r -> r.policyArn(arn).versionId("v9")));
    refusedVersion("v9", () -> root.getPolicyVersion(r -> r.policyArn(arn).versionId("v9")));
    refusedVersion("v9", () -> root.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId("v9")));
    refused(
        () -> root.setDefaultPolicyVersion(r -> r.policyArn(arn).versionId("1")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'versionId' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
    String missing = "arn:aws:iam::111122223333:policy/nothing";
    refused(
        () -> root.setDefaultPolicyVersion(r -> r.policyArn(missing).versionId("v1")),
        404,
        "NoSuchEntity",
        "Policy " + missing + " version v1 does not exist or is not attachable.");
    refused(
        () -> root.createPolicyVersion(r -> r.policyArn(missing).policyDocument(USERS)),
        404,
        "NoSuchEntity",
        "Policy " + missing + " was not found.");
  }

  @Test
  void recordsShowVersions() {
    create(true);

    assertThat(record("CreatePolicyVersion"))
        .contains("\"setAsDefault\":true")
        .contains("\"responseElements\":{\"policyVersion\":{")
        .contains("\"versionId\":\"v2\"")
        .contains("\"isDefaultVersion\":true");
  }
}
