package dev.trailmark.classroom;

import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/**
 * The user that grades, in the administrator's account: it may assume the graders' roles of all
 * accounts and nothing else. A root user could not assume them.
 */
final class GraderUser {
  private static final String NAME = "trailmark-grader";
  private static final String POLICY_NAME = "trailmark";
  private static final int MOST_KEYS = 2;

  private static final String POLICY =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": "arn:aws:iam::*:role/TrailmarkGrader"
          }
        ]
      }
      """;

  private final Target target;
  private final IamClient iam;

  GraderUser(Target target) {
    this.target = target;
    this.iam = target.clients().iam();
  }

  /**
   * Sees that there is the user and its policy.
   *
   * @return its ARN
   */
  String provide() throws ClassroomException {
    Reply<String> found =
        target.ask("iam:GetUser", () -> iam.getUser(r -> r.userName(NAME)).user().arn());
    boolean absent =
        found.refusal().filter(error -> error.code().equals("NoSuchEntity")).isPresent();
    String arn =
        absent
            ? answer("iam:CreateUser", () -> iam.createUser(r -> r.userName(NAME)).user().arn())
            : Answers.of(found, "iam:GetUser");
    answer(
        "iam:PutUserPolicy",
        () ->
            iam.putUserPolicy(
                r -> r.userName(NAME).policyName(POLICY_NAME).policyDocument(POLICY)));
    return arn;
  }

  /**
   * A key of the user: the known one while it is good, else a new one. When the user has as many as
   * it may have, the oldest goes.
   */
  ClassFile.Grader key(Optional<ClassFile.Grader> known) throws ClassroomException {
    List<AccessKeyMetadata> keys =
        answer(
            "iam:ListAccessKeys",
            () -> iam.listAccessKeys(r -> r.userName(NAME)).accessKeyMetadata());
    if (known.isPresent()
        && keys.stream().anyMatch(key -> key.accessKeyId().equals(known.get().accessKeyId()))) {
      return known.get();
    }
    if (keys.size() >= MOST_KEYS) {
      String oldest =
          keys.stream()
              .min(Comparator.comparing(AccessKeyMetadata::createDate))
              .orElseThrow()
              .accessKeyId();
      answer(
          "iam:DeleteAccessKey",
          () -> iam.deleteAccessKey(r -> r.userName(NAME).accessKeyId(oldest)));
    }
    AccessKey made =
        answer("iam:CreateAccessKey", () -> iam.createAccessKey(r -> r.userName(NAME)).accessKey());
    return new ClassFile.Grader(made.accessKeyId(), made.secretAccessKey());
  }

  private <T> T answer(String what, Supplier<T> call) throws ClassroomException {
    return Answers.of(target.ask(what, call), what);
  }
}
