package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.operation.AccessCheck;

/** What refusals call the resource: AWS names managed policies in its own way. */
final class ResourceNames {
  private static final String POLICY = ":policy/";

  private ResourceNames() {}

  /** The resource of a check: mostly its ARN. */
  static String of(AccessCheck check) {
    String arn = check.resource();
    int policy = arn.indexOf(POLICY);
    if (policy < 0) {
      return arn;
    }
    return switch (check.action()) {
      case "iam:CreatePolicy" -> "policy " + arn.substring(arn.lastIndexOf('/') + 1);
      case "iam:ListPolicies" -> "policy path " + arn.substring(policy + POLICY.length() - 1);
      default -> "policy " + arn;
    };
  }
}
