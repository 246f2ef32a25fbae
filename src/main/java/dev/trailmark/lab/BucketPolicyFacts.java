package dev.trailmark.lab;

/**
 * What the bucket's policy lets CloudTrail do for one trail.
 *
 * @param aclCheck whether CloudTrail may read the bucket's ACL
 * @param write whether CloudTrail may write log files with {@code bucket-owner-full-control}
 * @param boundToTrail whether both hold for this trail alone ({@code aws:SourceArn})
 */
public record BucketPolicyFacts(boolean aclCheck, boolean write, boolean boundToTrail) {

  @Override
  public String toString() {
    return "CloudTrail %s read the bucket's ACL, %s write log files, %s"
        .formatted(
            aclCheck ? "may" : "may not",
            write ? "may" : "may not",
            boundToTrail ? "for this trail alone" : "not bound to this trail");
  }
}
