package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;

/** Finds trails by name or ARN. */
final class TrailLookup {
  private static final String ARN = "arn:aws:cloudtrail:";

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

  /** The same, or {@code null} when there is none. */
  static TrailRecord find(Call call, State state, String nameOrArn) {
    String key = key(call, nameOrArn);
    return key == null ? null : state.get(TrailRecord.KIND, key);
  }

  /** The ARN that permissions are checked against, whether the trail exists or not. */
  static String arn(Call call, String nameOrArn) {
    if (nameOrArn == null || nameOrArn.startsWith("arn:")) {
      return nameOrArn == null ? "*" : nameOrArn;
    }
    return ARN + call.region() + ":" + call.accountId() + ":trail/" + nameOrArn;
  }

  /** A trail can be changed and read in its home region only; elsewhere its ARN is unknown. */
  private static String key(Call call, String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return TrailRecord.key(call.accountId(), call.region(), nameOrArn);
    }
    String[] parts = nameOrArn.split(":", 6);
    if (!nameOrArn.startsWith(ARN) || parts.length < 6 || !parts[5].startsWith("trail/")) {
      throw CloudTrailError.ARN_INVALID.because("Invalid trail ARN: %s", nameOrArn);
    }
    boolean here = parts[3].equals(call.region()) && parts[4].equals(call.accountId());
    return here ? TrailRecord.key(parts[4], parts[3], parts[5].substring("trail/".length())) : null;
  }
}
