package dev.trailmark.cloud.s3.config;

/**
 * What an operation is called.
 *
 * @param operation in the API, such as {@code PutBucketLifecycleConfiguration}
 * @param action in policies, such as {@code s3:PutLifecycleConfiguration}
 * @param event in CloudTrail, such as {@code PutBucketLifecycle}
 */
public record Naming(String operation, String action, String event) {

  /** An operation whose action and event have its own name. */
  public static Naming of(String operation) {
    return new Naming(operation, "s3:" + operation, operation);
  }

  /** The same, allowed by another action. */
  public Naming allowedBy(String name) {
    return new Naming(operation, "s3:" + name, event);
  }

  /** The same, logged under another name. */
  public Naming loggedAs(String name) {
    return new Naming(operation, action, name);
  }
}
