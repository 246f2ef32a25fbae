package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.policy.Condition.Quantifier;
import dev.trailmark.cloud.policy.PrincipalElement.Form;
import java.util.List;
import java.util.Set;

/**
 * Whether S3 calls a bucket policy public: for GetBucketPolicyStatus, BlockPublicPolicy and
 * RestrictPublicBuckets. A policy is public as soon as one of its Allow statements is; Deny
 * statements do not make it less so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage: the meaning of "public"</a>
 */
public final class PublicPolicy {

  private static final String SOURCE_IP = "aws:sourceip";
  private static final String ACCESS_POINT = "s3:dataaccesspointarn";

  private static final Set<String> LIMITING_KEYS =
      Set.of(
          SOURCE_IP,
          "aws:userid",
          ACCESS_POINT,
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "s3:dataaccesspointaccount",
          "s3:x-amz-server-side-encryption-aws-kms-key-id");

  /** Prefix lengths below these cover too much of the Internet to be a limit. */
  private static final int SHORTEST_IPV4_PREFIX = 8;

  private static final int SHORTEST_IPV6_PREFIX = 32;

  private PublicPolicy() {}

  /** Whether the policy grants anything to the public. */
  public static boolean isPublic(PolicyDocument bucketPolicy) {
    return bucketPolicy.statements().stream()
        .anyMatch(s -> s.isAllow() && namesEveryone(s) && !isLimited(s.conditions()));
  }

  private static boolean namesEveryone(Statement statement) {
    PrincipalElement principal = statement.principalElement();
    return principal == null
        || principal.negated()
        || principal.entries().stream().anyMatch(entry -> entry.form() == Form.EVERYONE);
  }

  private static boolean isLimited(List<Condition> conditions) {
    return conditions.stream().anyMatch(PublicPolicy::limits);
  }

  /** Whether a condition lets only fixed values of a limiting key pass, and never a missing key. */
  private static boolean limits(Condition condition) {
    boolean passesWithoutKey =
        condition.ifExists()
            || condition.operator().negated()
            || condition.quantifier() == Quantifier.FOR_ALL_VALUES;
    if (passesWithoutKey || !LIMITING_KEYS.contains(condition.key())) {
      return false;
    }
    return switch (condition.operator()) {
      case IP_ADDRESS ->
          condition.key().equals(SOURCE_IP)
              && condition.values().stream().allMatch(PublicPolicy::isNarrowRange);
      case STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE, ARN_EQUALS, ARN_LIKE ->
          !condition.key().equals(SOURCE_IP)
              && condition.values().stream().allMatch(value -> isFixed(condition.key(), value));
      default -> false;
    };
  }

  private static boolean isNarrowRange(String range) {
    CidrBlock block = CidrBlock.of(range);
    return block.prefix() >= (block.isIpv4() ? SHORTEST_IPV4_PREFIX : SHORTEST_IPV6_PREFIX);
  }

  /**
   * Whether a value is fixed: without wildcards and variables. An access point's name may have
   * them; {@code aws:userid} of the form {@code AROA…:*} counts as not fixed.
   */
  private static boolean isFixed(String key, String value) {
    String decisive = value;
    if (key.equals(ACCESS_POINT) && value.indexOf("accesspoint/") > 0) {
      decisive = value.substring(0, value.indexOf("accesspoint/"));
    }
    return decisive.indexOf('*') < 0 && decisive.indexOf('?') < 0 && !decisive.contains("${");
  }
}
