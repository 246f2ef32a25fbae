package dev.trailmark.target;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How the lab signs a student in: as an IAM user that assumes the lab's role.
 *
 * @param user the credentials of the user {@code student}
 * @param roleArn the role {@code AWSLabsUser-…}
 */
public record LabSignIn(AwsCredentialsProvider user, String roleArn) {

  /** Without the credentials. */
  @Override
  public String toString() {
    return "LabSignIn[" + roleArn + "]";
  }
}
