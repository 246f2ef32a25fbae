package dev.trailmark.steps.conformance;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.AwsError;
import java.util.function.Consumer;

/**
 * Something that somebody may or may not do.
 *
 * @param action the IAM action that it needs
 * @param resource what a denial names after the action, as the service writes it
 * @param call does it
 */
record Attempt(String action, String resource, Consumer<AwsClients> call) {

  private String service() {
    return action.substring(0, action.indexOf(':'));
  }

  /** An attempt at one resource. */
  static Attempt on(String action, String arn, Consumer<AwsClients> call) {
    String quote = action.startsWith("s3:") ? "\"" : "";
    return new Attempt(action, " on resource: " + quote + arn + quote, call);
  }

  /** AWS's refusal of the attempt, by an SDK's reading of it; nothing follows an empty reason. */
  boolean deniedTo(String arn, String reason, AwsError error) {
    String beginning =
        "User: %s is not authorized to perform: %s%s".formatted(arn, action, resource);
    return denied(error)
        && (reason.isEmpty()
            ? error.message().equals(beginning)
            : error.message().startsWith(beginning + " " + reason));
  }

  /** The code and status of a denial. */
  boolean denied(AwsError error) {
    boolean json = service().equals("kms") || service().equals("cloudtrail");
    return error.code().equals(json ? "AccessDeniedException" : "AccessDenied")
        && error.status() == (json ? 400 : 403);
  }
}
