package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;

/**
 * What a resource may look like. IAM was seen to look closer at the policies that it keeps than
 * other services at theirs: at partitions, and at regions where a service has none; in return it
 * takes ARNs that break off after the service, which match nothing.
 */
final class ResourceGrammar {

  private static final String PARTITION = "aws";
  private static final int SEGMENTS = 6;

  private final PolicyKind kind;

  ResourceGrammar(PolicyKind kind) {
    this.kind = kind;
  }

  /**
   * Checks a value of {@code Resource} or {@code NotResource}.
   *
   * @throws MalformedPolicyException when it is neither {@code *} nor an ARN that the kind takes
   */
  void check(String text) throws MalformedPolicyException {
    if (text.equals("*")) {
      return;
    }
    if (!text.startsWith("arn:")) {
      throw invalid(text);
    }
    String[] segments = text.split(":", SEGMENTS);
    if (kind.isKeptByIam() && !segments[1].equals(PARTITION)) {
      throw new MalformedPolicyException(
          Reason.INVALID_PARTITION, text, "A resource must be of the partition aws: " + text);
    }
    boolean complete = segments.length == SEGMENTS;
    boolean taken =
        kind.isKeptByIam()
            ? namesService(segments) && (complete || !text.contains("::"))
            : complete || text.endsWith("*");
    if (!taken) {
      throw invalid(text);
    }
    if (segments.length > 2 && hasWildcard(segments[2])) {
      throw new MalformedPolicyException(
          Reason.RESOURCE_OF_ANY_SERVICE, text, "A resource must name its service: " + text);
    }
    if (kind.isKeptByIam() && isOutOfRegion(segments)) {
      throw new MalformedPolicyException(
          Reason.RESOURCE_WITH_REGION, text, "This resource has no region: " + text);
    }
  }

  private static boolean namesService(String[] segments) {
    return segments.length > 2 && !segments[2].isEmpty();
  }

  /**
   * Whether a region stands where there is none: in IAM's ARNs, and in those of S3 without an
   * account, which access points and their like have.
   */
  private static boolean isOutOfRegion(String[] segments) {
    boolean region = segments.length == 3 || !segments[3].isEmpty();
    boolean account = segments.length > 4 && !segments[4].isEmpty();
    return region && (segments[2].equals("iam") || (segments[2].equals("s3") && !account));
  }

  private static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  private static MalformedPolicyException invalid(String text) {
    return new MalformedPolicyException(
        Reason.INVALID_RESOURCE, text, "A resource must be an ARN or \"*\": " + text);
  }
}
