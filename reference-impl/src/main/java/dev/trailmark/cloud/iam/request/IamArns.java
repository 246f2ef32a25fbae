package dev.trailmark.cloud.iam.request;

import dev.trailmark.cloud.operation.Call;

/** ARNs of IAM's resources. */
public final class IamArns {
  private IamArns() {}

  /** An ARN of the caller's account; the path is {@code /} when it is {@code null}. */
  public static String of(Call call, String type, String path, String name) {
    return "arn:aws:iam::" + call.accountId() + ":" + type + (path == null ? "/" : path) + name;
  }
}
