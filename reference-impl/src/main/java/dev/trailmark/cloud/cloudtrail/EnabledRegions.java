package dev.trailmark.cloud.cloudtrail;

import java.util.Set;

/**
 * The Regions that every account has without asking: a multi-region trail has digests of each, also
 * where nothing happens. Regions that an account opts in to join them once something was logged
 * there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">Regions
 *     that are enabled by default</a>
 */
final class EnabledRegions {
  static final Set<String> BY_DEFAULT =
      Set.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ca-central-1",
          "sa-east-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2");

  private EnabledRegions() {}
}
