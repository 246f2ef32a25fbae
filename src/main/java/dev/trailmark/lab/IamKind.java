package dev.trailmark.lab;

import software.amazon.awssdk.services.iam.IamClient;

/** The three kinds of identity that policies are given to, with IAM's call of each for each. */
public enum IamKind {
  /** An IAM user. */
  USER(
      "user",
      (iam, name, policy, text) ->
          iam.putUserPolicy(to -> to.userName(name).policyName(policy).policyDocument(text)),
      (iam, name, policy) -> iam.deleteUserPolicy(of -> of.userName(name).policyName(policy)),
      (iam, name, arn) -> iam.attachUserPolicy(to -> to.userName(name).policyArn(arn)),
      (iam, name, arn) -> iam.detachUserPolicy(of -> of.userName(name).policyArn(arn)),
      (iam, name) -> iam.deleteUser(one -> one.userName(name))),

  /** A group of users. */
  GROUP(
      "group",
      (iam, name, policy, text) ->
          iam.putGroupPolicy(to -> to.groupName(name).policyName(policy).policyDocument(text)),
      (iam, name, policy) -> iam.deleteGroupPolicy(of -> of.groupName(name).policyName(policy)),
      (iam, name, arn) -> iam.attachGroupPolicy(to -> to.groupName(name).policyArn(arn)),
      (iam, name, arn) -> iam.detachGroupPolicy(of -> of.groupName(name).policyArn(arn)),
      (iam, name) -> iam.deleteGroup(one -> one.groupName(name))),

  /** A role. */
  ROLE(
      "role",
      (iam, name, policy, text) ->
          iam.putRolePolicy(to -> to.roleName(name).policyName(policy).policyDocument(text)),
      (iam, name, policy) -> iam.deleteRolePolicy(of -> of.roleName(name).policyName(policy)),
      (iam, name, arn) -> iam.attachRolePolicy(to -> to.roleName(name).policyArn(arn)),
      (iam, name, arn) -> iam.detachRolePolicy(of -> of.roleName(name).policyArn(arn)),
      (iam, name) -> iam.deleteRole(one -> one.roleName(name)));

  /** Writes an inline policy. */
  @FunctionalInterface
  interface Put {
    void call(IamClient iam, String name, String policy, String text);
  }

  /** A call about one identity and one policy. */
  @FunctionalInterface
  interface About {
    void call(IamClient iam, String name, String policy);
  }

  /** A call about one identity. */
  @FunctionalInterface
  interface Alone {
    void call(IamClient iam, String name);
  }

  private final String word;
  final Put put;
  final About remove;
  final About attach;
  final About detach;
  final Alone delete;

  IamKind(String word, Put put, About remove, About attach, About detach, Alone delete) {
    this.word = word;
    this.put = put;
    this.remove = remove;
    this.attach = attach;
    this.detach = detach;
    this.delete = delete;
  }

  @Override
  public String toString() {
    return word;
  }
}
