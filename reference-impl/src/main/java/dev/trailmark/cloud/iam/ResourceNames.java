package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What IAM's refusals call the resource: users, groups and roles by their names ({@code user
 * alice}), managed policies by their ARNs ({@code policy arn:aws:iam::…}) or, when they are to be
 * made, their names. Where users, groups and roles are to be made, listed or tagged it is their
 * ARNs. As was seen in messages that users of AWS report.
 */
final class ResourceNames {
  private static final Pattern IDENTITY =
      Pattern.compile("arn:aws:iam::\\d{12}:(user|group|role)/(?:.*/)?([^/]+)");
  private static final String POLICY = ":policy/";

  private static final Set<String> BY_ARN =
      Set.of(
          "iam:CreateUser",
          "iam:CreateGroup",
          "iam:CreateRole",
          "iam:CreateServiceLinkedRole",
          "iam:DeleteServiceLinkedRole",
          "iam:GetServiceLinkedRoleDeletionStatus",
          "iam:TagUser",
          "iam:UntagUser",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:PassRole",
          "iam:SimulatePrincipalPolicy",
          "iam:GetContextKeysForPrincipalPolicy");

  private ResourceNames() {}

  /** The resource of a call's check. */
  static String of(Call call, AccessCheck check) {
    String arn = check.resource();
    if (BY_ARN.contains(check.action())) {
      return arn;
    }
    Matcher identity = IDENTITY.matcher(arn);
    if (identity.matches()) {
      return identity.group(1) + " " + identity.group(2);
    }
    int policy = arn.indexOf(POLICY);
    if (policy < 0) {
      return arn;
    }
    return switch (check.action()) {
      case "iam:CreatePolicy" -> "policy " + nameIn(arn);
      case "iam:ListPolicies" -> "policy path " + arn.substring(policy + POLICY.length() - 1);
      case "iam:TagPolicy" ->
          "policy " + (ManagedPolicyState.find(call.state(), arn) == null ? nameIn(arn) : arn);
      default -> "policy " + arn;
    };
  }

  private static String nameIn(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
