package dev.trailmark.cloud.iam.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.Role;

class ServiceLinkedRolesTest extends IamFixture {
  private static final String TRAIL_SERVICE = "cloudtrail.amazonaws.com";
  private static final String TRAIL_ROLE = "AWSServiceRoleForCloudTrail";
  private static final String TRAIL_ARN =
      "arn:aws:iam::111122223333:role/aws-service-role/cloudtrail.amazonaws.com/"
          + "AWSServiceRoleForCloudTrail";

  private Role made(String service) {
    return root.createServiceLinkedRole(r -> r.awsServiceName(service)).role();
  }

  @Test
  void theServiceAloneIsTrusted() {
    Role role = made(TRAIL_SERVICE);

    assertThat(role.arn()).isEqualTo(TRAIL_ARN);
    assertThat(role.path()).isEqualTo("/aws-service-role/cloudtrail.amazonaws.com/");
    assertThat(role.assumeRolePolicyDocument()).contains("cloudtrail.amazonaws.com");
    assertThat(root.listRoles(r -> r.pathPrefix("/aws-service-role/")).roles())
        .extracting(Role::arn)
        .containsExactly(TRAIL_ARN);
    refused(
        () ->
            kit.sts(IamKit.user(account))
                .assumeRole(r -> r.roleArn(TRAIL_ARN).roleSessionName("session")),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/student is not authorized to perform: sts:AssumeRole"
            + " on resource: "
            + TRAIL_ARN);
    assertThat(record("CreateServiceLinkedRole"))
        .contains(
            "\"requestParameters\":{\"aWSServiceName\":\"cloudtrail.amazonaws.com\"}",
            "\"roleName\":\"AWSServiceRoleForCloudTrail\"");
  }

  @Test
  void aServiceHasOneRoleOrOneForEachSuffix() {
    made("batch.amazonaws.com");
    refused(
        () -> made("batch.amazonaws.com"),
        400,
        "InvalidInput",
        "Service role name AWSServiceRoleForBatch has been taken in this account, please try a"
            + " different suffix.");

    made("autoscaling.amazonaws.com");
    Role second =
        root.createServiceLinkedRole(
                r -> r.awsServiceName("autoscaling.amazonaws.com").customSuffix("two"))
            .role();
    assertThat(second.roleName()).isEqualTo("AWSServiceRoleForAutoScaling_two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops.apigateway.amazonaws.com", "cloudtrail.amazonaws.com"})
  void mostServicesAllowNoSuffix(String service) {
    refused(
        () -> root.createServiceLinkedRole(r -> r.awsServiceName(service).customSuffix("two")),
        400,
        "InvalidInput",
        "Custom suffix is not allowed for " + service);
  }

  @Test
  void aServiceWithoutSuchARoleIsUnknown() {
    refused(
        () -> made("none.amazonaws.com"),
        404,
        "NoSuchEntity",
        "Service none.amazonaws.com has no service-linked role.");
  }

  @Test
  void whatTheRoleMayDoIsTheServicesBusiness() {
    made(TRAIL_SERVICE);

    protectedRole(() -> root.deleteRole(r -> r.roleName(TRAIL_ROLE)));
    protectedRole(
        () ->
            root.putRolePolicy(
                r ->
                    r.roleName(TRAIL_ROLE)
                        .policyName("p")
                        .policyDocument(policy(allow("s3:*", "*")))));
    protectedRole(
        () ->
            root.updateAssumeRolePolicy(
                r -> r.roleName(TRAIL_ROLE).policyDocument(trust("111122223333"))));
    protectedRole(() -> root.updateRole(r -> r.roleName(TRAIL_ROLE).maxSessionDuration(7200)));
  }

  private static void protectedRole(ThrowingCallable call) {
    refused(
        call,
        400,
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role 'AWSServiceRoleForCloudTrail' - this"
            + " role is only modifiable by AWS");
  }

  @Test
  void itsDescriptionAndTagsAreTheAccounts() {
    made(TRAIL_SERVICE);

    root.updateRole(r -> r.roleName(TRAIL_ROLE).description("Ours."));
    root.tagRole(r -> r.roleName(TRAIL_ROLE).tags(tag("team", "red")));

    assertThat(root.getRole(r -> r.roleName(TRAIL_ROLE)).role())
        .returns("Ours.", Role::description)
        .satisfies(role -> assertThat(role.tags()).containsExactly(tag("team", "red")));
  }

  @Test
  void itIsDeletedByATaskThatCanBeAskedAfter() {
    made(TRAIL_SERVICE);

    String task = root.deleteServiceLinkedRole(r -> r.roleName(TRAIL_ROLE)).deletionTaskId();

    assertThat(task)
        .matches(
            "task/aws-service-role/cloudtrail\\.amazonaws\\.com/AWSServiceRoleForCloudTrail/"
                + "[0-9a-f-]{36}");
    assertThat(root.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(task)).status())
        .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
    refused(
        () -> root.getRole(r -> r.roleName(TRAIL_ROLE)),
        404,
        "NoSuchEntity",
        "The role with name AWSServiceRoleForCloudTrail cannot be found.");
    String other = task.substring(0, task.length() - 36) + "0".repeat(36);
    refused(
        () -> root.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(other)),
        404,
        "NoSuchEntity",
        "The deletion task " + other + " cannot be found.");
    refused(
        () -> root.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId("task")),
        400,
        "InvalidInput",
        "The deletion task id task is not valid.");
    assertThat(record("DeleteServiceLinkedRole")).contains("{\"deletionTaskId\":\"" + task + "\"}");
  }

  @Test
  void otherRolesAreNotDeletedThisWay() {
    root.createRole(r -> r.roleName("r").assumeRolePolicyDocument(trust("111122223333")));

    refused(
        () -> root.deleteServiceLinkedRole(r -> r.roleName("r")),
        404,
        "NoSuchEntity",
        "The role with name r cannot be found.");
  }

  @Test
  void theServiceIsAConditionKey() {
    IamClient alice =
        userWith(
            "alice", allowIf("iam:*ServiceLinkedRole*", "*", "iam:AWSServiceName", TRAIL_SERVICE));

    alice.createServiceLinkedRole(r -> r.awsServiceName(TRAIL_SERVICE));
    String task = alice.deleteServiceLinkedRole(r -> r.roleName(TRAIL_ROLE)).deletionTaskId();
    alice.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(task));
    denied(
        () -> alice.createServiceLinkedRole(r -> r.awsServiceName("batch.amazonaws.com")),
        "alice",
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/"
            + "AWSServiceRoleForBatch");
    made("batch.amazonaws.com");
    denied(
        () -> alice.deleteServiceLinkedRole(r -> r.roleName("AWSServiceRoleForBatch")),
        "alice",
        "iam:DeleteServiceLinkedRole",
        "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/"
            + "AWSServiceRoleForBatch");
  }
}
