package dev.trailmark.submission;

import java.util.Optional;

/**
 * A role that lets the grader look into a student's account, so that the student need not hand in a
 * key.
 *
 * @param arn the role's ARN
 * @param externalId what the role's trust policy asks for in {@code sts:ExternalId}, if anything
 */
public record RoleToAssume(String arn, Optional<String> externalId) {
  @Override
  public String toString() {
    return "RoleToAssume[arn=" + arn + "]";
  }
}
