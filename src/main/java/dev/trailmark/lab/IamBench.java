package dev.trailmark.lab;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The workbench's corner for IAM: users, groups, roles, their keys and policies. What was made last
 * is unmade first. On a real account every call is made again while what it needs is too new to be
 * known.
 */
public final class IamBench {

  private final Workbench workbench;
  private final Cleanup cleanup;
  private final AwsClients owner;

  /**
   * Makes things in the account of {@code owner}.
   *
   * @param owner who makes and unmakes them
   */
  IamBench(Workbench workbench, Cleanup cleanup, AwsClients owner) {
    this.workbench = workbench;
    this.cleanup = cleanup;
    this.owner = owner;
  }

  private IamClient iam() {
    return owner.iam();
  }

  private <T> T done(String what, Supplier<T> call) {
    return Expect.answered(
        what, workbench.settled(() -> workbench.ask(what, call), Reply.Answered.class::isInstance));
  }

  private void done(String what, Runnable call) {
    done(
        what,
        () -> {
          call.run();
          return what;
        });
  }

  /** A user without any policy. */
  public Identity user() {
    return user(workbench.name("user"));
  }

  /** A user of a name that some user had before. */
  public Identity user(String name) {
    User made = done("iam:CreateUser", () -> iam().createUser(one -> one.userName(name))).user();
    unmake(IamKind.USER, name);
    return new Identity(name, made.arn(), made.userId());
  }

  /** A group without members. */
  public Identity group() {
    String name = workbench.name("group");
    Group made =
        done("iam:CreateGroup", () -> iam().createGroup(one -> one.groupName(name))).group();
    unmake(IamKind.GROUP, name);
    return new Identity(name, made.arn(), made.groupId());
  }

  /** A role that may do nothing yet. */
  public Identity role(String trustPolicy) {
    String name = workbench.name("role");
    Role made =
        done(
                "iam:CreateRole",
                () ->
                    iam()
                        .createRole(
                            one -> one.roleName(name).assumeRolePolicyDocument(trustPolicy)))
            .role();
    unmake(IamKind.ROLE, name);
    return new Identity(name, made.arn(), made.roleId());
  }

  private void unmake(IamKind kind, String name) {
    cleanup.made(kind + " " + name, "deleted", () -> kind.delete.call(iam(), name));
  }

  /** A managed policy that is attached to nobody. */
  public Identity policy(String text) {
    String name = workbench.name("policy");
    Policy made =
        done(
                "iam:CreatePolicy",
                () -> iam().createPolicy(one -> one.policyName(name).policyDocument(text)))
            .policy();
    cleanup.made(
        "policy " + name, "deleted", () -> iam().deletePolicy(one -> one.policyArn(made.arn())));
    return new Identity(name, made.arn(), made.policyId());
  }

  /** A new version of a managed policy, which is now its default. */
  public String version(Identity policy, String text) {
    String version =
        done(
                "iam:CreatePolicyVersion",
                () ->
                    iam()
                        .createPolicyVersion(
                            one ->
                                one.policyArn(policy.arn())
                                    .policyDocument(text)
                                    .setAsDefault(true)))
            .policyVersion()
            .versionId();
    cleanup.made(
        "version " + version + " of policy " + policy.name(),
        "deleted",
        () -> {
          defaultVersion(policy, "v1");
          iam().deletePolicyVersion(one -> one.policyArn(policy.arn()).versionId(version));
        });
    return version;
  }

  /** Chooses the version that counts. */
  public void defaultVersion(Identity policy, String version) {
    done(
        "iam:SetDefaultPolicyVersion",
        () -> iam().setDefaultPolicyVersion(one -> one.policyArn(policy.arn()).versionId(version)));
  }

  /** Gives an identity an inline policy. */
  public void inline(IamKind kind, Identity holder, String text) {
    String policy = workbench.name("inline");
    done("iam:Put-Policy", () -> kind.put.call(iam(), holder.name(), policy, text));
    cleanup.made(
        "policy %s of %s %s".formatted(policy, kind, holder.name()),
        "deleted",
        () -> kind.remove.call(iam(), holder.name(), policy));
  }

  /** Attaches a managed policy. */
  public void attach(IamKind kind, Identity holder, String policyArn) {
    done("iam:Attach-Policy", () -> kind.attach.call(iam(), holder.name(), policyArn));
    cleanup.made(
        "%s on %s %s".formatted(policyArn, kind, holder.name()),
        "detached",
        () -> kind.detach.call(iam(), holder.name(), policyArn));
  }

  /** Detaches a managed policy. */
  public void detach(IamKind kind, Identity holder, String policyArn) {
    done("iam:Detach-Policy", () -> kind.detach.call(iam(), holder.name(), policyArn));
  }

  /** Sets a user's permissions boundary, which goes with the user. */
  public void bound(Identity user, String policyArn) {
    done(
        "iam:PutUserPermissionsBoundary",
        () ->
            iam()
                .putUserPermissionsBoundary(
                    one -> one.userName(user.name()).permissionsBoundary(policyArn)));
    cleanup.made(
        "permissions boundary of user " + user.name(),
        "deleted",
        () -> iam().deleteUserPermissionsBoundary(one -> one.userName(user.name())));
  }

  /** Makes a user a member of a group. */
  public void join(Identity user, Identity group) {
    done(
        "iam:AddUserToGroup",
        () -> iam().addUserToGroup(one -> one.userName(user.name()).groupName(group.name())));
    cleanup.made(
        "membership of user " + user.name(),
        "ended",
        () -> iam().removeUserFromGroup(one -> one.userName(user.name()).groupName(group.name())));
  }

  /** Tags a user. */
  public void tag(Identity user, Map<String, String> tags) {
    done(
        "iam:TagUser",
        () ->
            iam()
                .tagUser(
                    one ->
                        one.userName(user.name())
                            .tags(
                                tags.entrySet().stream()
                                    .map(
                                        tag ->
                                            Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                    .toList())));
  }

  /** An access key of a user. */
  public AwsBasicCredentials key(Identity user) {
    AccessKey key =
        done("iam:CreateAccessKey", () -> iam().createAccessKey(one -> one.userName(user.name())))
            .accessKey();
    cleanup.made(
        "the key of user " + user.name(),
        "deleted",
        () ->
            iam().deleteAccessKey(one -> one.userName(user.name()).accessKeyId(key.accessKeyId())));
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** Makes an access key count, or not. */
  public void status(Identity user, String key, boolean active) {
    done(
        "iam:UpdateAccessKey",
        () ->
            iam()
                .updateAccessKey(
                    one ->
                        one.userName(user.name())
                            .accessKeyId(key)
                            .status(active ? StatusType.ACTIVE : StatusType.INACTIVE)));
  }

  /** Deletes a user who has nothing but access keys. */
  public void delete(Identity user) {
    done(
        "iam:DeleteUser",
        () -> {
          iam()
              .listAccessKeys(one -> one.userName(user.name()))
              .accessKeyMetadata()
              .forEach(
                  key ->
                      iam()
                          .deleteAccessKey(
                              one -> one.userName(user.name()).accessKeyId(key.accessKeyId())));
          iam().deleteUser(one -> one.userName(user.name()));
        });
  }
}
