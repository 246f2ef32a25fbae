package dev.trailmark.cloud.s3.lifecycle;

/**
 * Something that is due for a version.
 *
 * @param kind what
 * @param versionId of which version
 * @param storageClass where a transition leads; else {@code null}
 */
record Action(Kind kind, String versionId, String storageClass) {

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
