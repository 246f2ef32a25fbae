package dev.trailmark.cloud.iam.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;

class RolesTest extends IamFixture {
  private static final String ROLE_ARN = "arn:aws:iam::111122223333:role/";
  private static final String STUDENT = "arn:aws:iam::111122223333:user/student";

  private Role role(String name, String path) {
    return root.createRole(
            r -> r.roleName(name).path(path).assumeRolePolicyDocument(trust(STUDENT)))
        .role();
  }

  @Test
  void eachOperationShowsAsMuchOfARoleAsOnAws() {
    Role created =
        root.createRole(
                r ->
                    r.roleName("r")
                        .assumeRolePolicyDocument(trust(STUDENT))
                        .description("Reads.")
                        .maxSessionDuration(7200)
                        .tags(tag("Team", "red")))
            .role();

    assertThat(created.maxSessionDuration()).isNull();
    assertThat(created.roleLastUsed()).isNull();
    assertThat(created.tags()).containsExactly(tag("Team", "red"));
    Role got = root.getRole(r -> r.roleName("r")).role();
    assertThat(got.description()).isEqualTo("Reads.");
    assertThat(got.maxSessionDuration()).isEqualTo(7200);
    assertThat(got.tags()).containsExactly(tag("Team", "red"));
    assertThat(got.roleLastUsed().lastUsedDate()).isNull();
    assertThat(root.listRoles().roles())
        .filteredOn(role -> role.roleName().equals("r"))
        .singleElement()
        .satisfies(role -> assertThat(role.maxSessionDuration()).isEqualTo(7200))
        .satisfies(role -> assertThat(role.hasTags()).isFalse())
        .satisfies(role -> assertThat(role.roleLastUsed()).isNull());
  }

  @Test
  void aRoleIsUsedWhenItIsAssumed() {
    Role role = role("r", "/");
    Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    kit.clockOffset(Duration.ofDays(2));

    kit.sts(IamKit.user(account)).assumeRole(r -> r.roleArn(role.arn()).roleSessionName("session"));

    assertThat(root.getRole(r -> r.roleName("r")).role().roleLastUsed())
        .satisfies(used -> assertThat(used.region()).isEqualTo("eu-west-1"))
        .satisfies(used -> assertThat(used.lastUsedDate()).isBetween(later, later.plusSeconds(60)));
  }

  @Test
  void anUpdateKeepsTheDescriptionAndResetsTheDuration() {
    root.createRole(
        r ->
            r.roleName("r")
                .assumeRolePolicyDocument(trust(STUDENT))
                .description("Reads.")
                .maxSessionDuration(7200));

    root.updateRole(r -> r.roleName("r").maxSessionDuration(43_200));
    assertThat(root.getRole(r -> r.roleName("r")).role())
        .returns("Reads.", Role::description)
        .returns(43_200, Role::maxSessionDuration);
    root.updateRole(r -> r.roleName("r").description("Writes."));
    assertThat(root.getRole(r -> r.roleName("r")).role())
        .returns("Writes.", Role::description)
        .returns(3600, Role::maxSessionDuration);
    assertThat(root.updateRoleDescription(r -> r.roleName("r").description("")).role())
        .returns("", Role::description)
        .returns(3600, Role::maxSessionDuration);
    assertThat(record("UpdateRole"))
        .contains("\"requestParameters\":{\"roleName\":\"r\",\"description\":\"Writes.\"}")
        .contains("\"responseElements\":null");
  }

  @Test
  void aLongerSessionTakesALongerMaximum() {
    Role role = role("r", "/");
    refused(
        () -> assume(role, 3601),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    root.updateRole(r -> r.roleName("r").maxSessionDuration(7200));

    assume(role, 7200);
    refused(
        () -> assume(role, 7201),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }

  private void assume(Role role, int seconds) {
    kit.sts(IamKit.user(account))
        .assumeRole(r -> r.roleArn(role.arn()).roleSessionName("session").durationSeconds(seconds));
  }

  @Test
  void aReplacedTrustPolicyDecidesAtOnce() {
    Role role = role("r", "/");
    assume(role, 900);

    root.updateAssumeRolePolicy(
        r ->
            r.roleName("r")
                .policyDocument(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));

    refused(
        () -> assume(role, 900),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + role.arn());
    refused(
        () -> root.updateAssumeRolePolicy(r -> r.roleName("none").policyDocument(trust(STUDENT))),
        404,
        "NoSuchEntity",
        "The role with name none cannot be found.");
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    role("Reader", "/");

    refused(
        () -> role("READER", "/team/"),
        409,
        "EntityAlreadyExists",
        "Role with name READER already exists.");
  }

  @Test
  void rolesAreListedByPathAndPage() {
    role("a", "/team/red/");
    role("b", "/team/blue/");
    role("c", "/team/blue/");
    role("d", "/");

    assertThat(root.listRoles(r -> r.pathPrefix("/team/")).roles())
        .extracting(Role::arn)
        .containsExactly(
            "arn:aws:iam::111122223333:role/team/red/a",
            "arn:aws:iam::111122223333:role/team/blue/b",
            "arn:aws:iam::111122223333:role/team/blue/c");
    assertThat(root.listRoles(r -> r.pathPrefix("/team/b")).roles()).hasSize(2);
    assertThat(root.listRoles(r -> r.pathPrefix("/none/")).roles()).isEmpty();
    ListRolesRequest twos = ListRolesRequest.builder().pathPrefix("/team/").maxItems(2).build();
    ListRolesResponse first = root.listRoles(twos);
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.roles()).hasSize(2);
    ListRolesResponse second = root.listRoles(twos.toBuilder().marker(first.marker()).build());
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.marker()).isNull();
    assertThat(second.roles()).extracting(Role::roleName).containsExactly("c");
  }

  @Test
  void whatARoleHasMustGoBeforeTheRole() {
    role("r", "/");
    root.putRolePolicy(
        r -> r.roleName("r").policyName("p").policyDocument(policy(allow("s3:*", "*"))));

    refused(
        () -> root.deleteRole(r -> r.roleName("r")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");
    root.deleteRolePolicy(r -> r.roleName("r").policyName("p"));
    root.deleteRole(r -> r.roleName("r"));
    refused(
        () -> root.deleteRole(r -> r.roleName("r")),
        404,
        "NoSuchEntity",
        "The role with name r cannot be found.");
    assertThat(record("DeleteRole")).contains("\"errorCode\":\"NoSuchEntityException\"");
  }

  @Test
  void theServicesPathIsNotForOtherRoles() {
    refused(
        () -> role("r", "/aws-service-role/cloudtrail.amazonaws.com/"),
        400,
        "InvalidInput",
        "The path /aws-service-role/cloudtrail.amazonaws.com/ is reserved for service-linked"
            + " roles.");
  }

  @Test
  void tagsOfTheRoleAndOfTheRequestAreConditionKeys() {
    role("red", "/");
    role("blue", "/");
    root.tagRole(r -> r.roleName("red").tags(tag("Team", "red"), tag("cost", "1")));
    IamClient alice =
        userWith(
            "alice",
            String.join(
                ",",
                allowIf("iam:DeleteRole", "*", "aws:ResourceTag/team", "red"),
                allowIf("iam:GetRole", "*", "iam:ResourceTag/team", "red"),
                allowIf("iam:CreateRole", "*", "aws:RequestTag/team", "green"),
                allow("iam:TagRole", ROLE_ARN + "green"),
                allowIf("iam:UntagRole", "*", "aws:TagKeys", "cost")));

    alice.getRole(r -> r.roleName("red"));
    denied(() -> alice.getRole(r -> r.roleName("blue")), "iam:GetRole", "role blue");
    denied(() -> alice.deleteRole(r -> r.roleName("blue")), "iam:DeleteRole", "role blue");
    alice.untagRole(r -> r.roleName("red").tagKeys("cost"));
    denied(
        () -> alice.untagRole(r -> r.roleName("red").tagKeys("team")),
        "iam:UntagRole",
        ROLE_ARN + "red");
    assertThat(root.listRoleTags(r -> r.roleName("red")).tags())
        .containsExactly(tag("Team", "red"));
    alice.createRole(
        r ->
            r.roleName("green")
                .assumeRolePolicyDocument(trust(STUDENT))
                .tags(tag("team", "green")));
    denied(
        () -> alice.createRole(r -> r.roleName("bare").assumeRolePolicyDocument(trust(STUDENT))),
        "iam:CreateRole",
        ROLE_ARN + "bare");
    denied(
        () ->
            alice.createRole(
                r ->
                    r.roleName("lime")
                        .assumeRolePolicyDocument(trust(STUDENT))
                        .tags(tag("team", "green"))),
        "iam:TagRole",
        ROLE_ARN + "lime");
    alice.deleteRole(r -> r.roleName("red"));
  }

  private static void denied(ThrowingCallable call, String action, String resource) {
    denied(call, "alice", action, resource);
  }

  @ParameterizedTest
  @CsvSource({
    "3599, Member must have value greater than or equal to 3600",
    "43201, Member must have value less than or equal to 43200",
  })
  void sessionsLastOneToTwelveHours(int seconds, String limit) {
    role("r", "/");

    refused(
        () -> root.updateRole(r -> r.roleName("r").maxSessionDuration(seconds)),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: "
            + limit);
  }
}
