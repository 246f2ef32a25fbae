package dev.trailmark.cloud.iam.enrolment;

import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.store.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The identities that every new account has beside its root user, since root may not assume roles:
 * a user with a key, and a role that trusts this user. The role may do everything with S3 and
 * CloudTrail and manage KMS keys, but no policy of its own lets it use a key: key policies alone
 * do.
 */
final class LabIdentity {
  static final String USER_NAME = "student";

  private static final String ROLE_PREFIX = "AWSLabsUser-";
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int TWELVE_HOURS = 43_200;

  private static final String TRUST =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Effect": "Allow",
            "Principal": { "AWS": "%s" },
            "Action": "sts:AssumeRole"
          }
        ]
      }
      """;

  private static final String PERMISSIONS =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "StorageAndTrails",
            "Effect": "Allow",
            "Action": ["s3:*", "cloudtrail:*"],
            "Resource": "*"
          },
          {
            "Sid": "KeyManagement",
            "Effect": "Allow",
            "Action": [
              "kms:CreateKey",
              "kms:DescribeKey",
              "kms:ListKeys",
              "kms:ListKeyPolicies",
              "kms:ListResourceTags",
              "kms:CreateAlias",
              "kms:UpdateAlias",
              "kms:DeleteAlias",
              "kms:ListAliases",
              "kms:GetKeyPolicy",
              "kms:PutKeyPolicy",
              "kms:TagResource",
              "kms:UntagResource"
            ],
            "Resource": "*"
          },
          {
            "Sid": "ConsoleLookups",
            "Effect": "Allow",
            "Action": [
              "iam:ListRoles",
              "iam:ListUsers",
              "iam:GetRole",
              "iam:GetUser",
              "sts:GetCallerIdentity"
            ],
            "Resource": "*"
          }
        ]
      }
      """;

  private LabIdentity() {}

  /** The user, with one key. */
  static UserRecord user(String account, Ids ids, Instant now, String keyId) {
    return new UserRecord(
        account,
        USER_NAME,
        "/",
        ids.entityId("AIDA", 21),
        now,
        List.of(keyId),
        Permissions.NONE,
        List.of(),
        Map.of(),
        true);
  }

  /** The role that trusts the user. */
  static RoleRecord role(UserRecord user, Ids ids, Instant now) {
    return new RoleRecord(
        user.accountId(),
        ROLE_PREFIX + ids.pick(ALPHANUMERIC, 22),
        "/",
        ids.entityId("AROA", 21),
        now,
        null,
        TWELVE_HOURS,
        TRUST.formatted(user.id()),
        Permissions.NONE.withInline(Map.of("permissions", PERMISSIONS)),
        Map.of(),
        true);
  }
}
