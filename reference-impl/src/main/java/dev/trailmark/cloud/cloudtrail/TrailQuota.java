package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Five trails in a region. A multi-region trail counts in every region.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html">
 *     Quotas in AWS CloudTrail</a>
 */
final class TrailQuota {
  private static final int MOST = 5;

  private TrailQuota() {}

  /**
   * Checks that there is room for a trail as it is going to be, wherever it is going to be seen.
   *
   * @throws ServiceException MaximumNumberOfTrailsExceededException
   */
  static void check(State state, TrailRecord trail) {
    List<TrailRecord> others =
        state.range(TrailRecord.KIND, trail.accountId() + "/").values().stream()
            .filter(other -> !other.key().equals(trail.key()))
            .toList();
    long everywhere = others.stream().filter(TrailRecord::multiRegion).count();
    Map<String, Long> inOneRegion =
        others.stream()
            .filter(other -> !other.multiRegion())
            .collect(Collectors.groupingBy(TrailRecord::region, Collectors.counting()));
    refuse(trail, trail.region(), everywhere + inOneRegion.getOrDefault(trail.region(), 0L));
    if (trail.multiRegion()) {
      inOneRegion.forEach((region, count) -> refuse(trail, region, everywhere + count));
    }
  }

  private static void refuse(TrailRecord trail, String region, long count) {
    if (count >= MOST) {
      throw CloudTrailError.TOO_MANY_TRAILS.because(
          "User: %s already has %d trails in %s.", trail.accountId(), MOST, region);
    }
  }
}
