package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.util.List;

/**
 * Finds trails by name or ARN. A multi-region trail is seen in every region; outside of its home
 * region by its ARN only, and to be looked at only.
 */
final class TrailLookup {
  private static final String ARN = "arn:aws:cloudtrail:";
  private static final String TRAIL = "trail/";

  private TrailLookup() {}

  /**
   * The trail that the caller means.
   *
   * @throws ServiceException TrailNotFoundException; CloudTrailARNInvalidException
   */
  static TrailRecord require(Call call, State state, String nameOrArn) {
    TrailRecord trail = find(call, state, nameOrArn);
    if (trail == null) {
      throw CloudTrailError.TRAIL_NOT_FOUND.because(
          "Unknown trail: %s for the user: %s", nameOrArn, call.accountId());
    }
    return trail;
  }

  /**
   * The same, to be changed.
   *
   * @throws ServiceException also InvalidHomeRegionException
   */
  static TrailRecord requireHome(Call call, State state, String nameOrArn) {
    return home(call, require(call, state, nameOrArn));
  }

  /**
   * The trail, if it may be changed where the call is made.
   *
   * @throws ServiceException InvalidHomeRegionException
   */
  static TrailRecord home(Call call, TrailRecord trail) {
    if (!trail.region().equals(call.region())) {
      throw CloudTrailError.NOT_HOME.because(
          "Trail %s can be changed in its home region %s only.", trail.arn(), trail.region());
    }
    return trail;
  }

  /** The same, or {@code null} when there is none. */
  static TrailRecord find(Call call, State state, String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return state.get(
          TrailRecord.KIND, TrailRecord.key(call.accountId(), call.region(), nameOrArn));
    }
    String[] parts = requireArn(nameOrArn);
    if (!parts[4].equals(call.accountId())) {
      return null;
    }
    TrailRecord trail =
        state.get(
            TrailRecord.KIND,
            TrailRecord.key(parts[4], parts[3], parts[5].substring(TRAIL.length())));
    return trail != null && isSeen(trail, call.region()) ? trail : null;
  }

  private static boolean isSeen(TrailRecord trail, String region) {
    return trail.multiRegion() || trail.region().equals(region);
  }

  /** The trails that are seen in a region, those at home elsewhere included. */
  static List<TrailRecord> seenIn(State state, String accountId, String region) {
    return state.range(TrailRecord.KIND, accountId + "/").values().stream()
        .filter(trail -> isSeen(trail, region))
        .toList();
  }

  /**
   * A trail's ARN in its parts.
   *
   * @throws ServiceException CloudTrailARNInvalidException
   */
  static String[] requireArn(String arn) {
    String[] parts = arn.split(":", 6);
    if (!arn.startsWith(ARN) || parts.length < 6 || !parts[5].startsWith(TRAIL)) {
      throw CloudTrailError.ARN_INVALID.because("Invalid trail ARN: %s", arn);
    }
    return parts;
  }

  /** The ARN that permissions are checked against, whether the trail exists or not. */
  static String arn(Call call, String nameOrArn) {
    if (nameOrArn == null || nameOrArn.startsWith("arn:")) {
      return nameOrArn == null ? "*" : nameOrArn;
    }
    return ARN + call.region() + ":" + call.accountId() + ":" + TRAIL + nameOrArn;
  }
}
