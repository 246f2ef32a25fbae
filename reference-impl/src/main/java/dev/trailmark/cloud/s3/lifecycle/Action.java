package dev.trailmark.cloud.s3.lifecycle;

import java.util.Map;

/**
 * Something that is due for a version.
 *
 * @param kind what
 * @param versionId of which version
 * @param storageClass where a transition leads; else {@code null}
 */
record Action(Kind kind, String versionId, String storageClass) {
  /** What access logs call the transitions. */
  private static final Map<String, String> TRANSITIONS =
      Map.of(
          "STANDARD_IA", "S3.TRANSITION_SIA.OBJECT",
          "ONEZONE_IA", "S3.TRANSITION_ZIA.OBJECT",
          "INTELLIGENT_TIERING", "S3.TRANSITION_INT.OBJECT",
          "GLACIER_IR", "S3.TRANSITION_GIR.OBJECT",
          "GLACIER", "S3.TRANSITION.OBJECT",
          "DEEP_ARCHIVE", "S3.TRANSITION_GDA.OBJECT");

  /**
   * What access logs call this transition.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html"
   *     >S3 Lifecycle and logging</a>
   */
  String logged() {
    return TRANSITIONS.get(storageClass);
  }

  /** What can be due. */
  enum Kind {
    /** The current object expires: for good, or under a delete marker. */
    EXPIRE,
    /** A noncurrent version, or a delete marker that covers nothing, goes for good. */
    REMOVE,
    /** A version moves to another storage class. */
    MOVE
  }
}
