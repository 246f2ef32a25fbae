package dev.trailmark.target;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * An account of the bundled simulator.
 *
 * @param id the 12-digit number
 * @param root the root user's credentials
 * @param signIn the user {@code student} and the role that it assumes
 */
public record SimulatedAccount(String id, AwsCredentialsProvider root, LabSignIn signIn) {

  /** Without the credentials. */
  @Override
  public String toString() {
    return "SimulatedAccount[" + id + "]";
  }
}
