package dev.trailmark.cloud.s3.replication;

/** Something that has still to be replicated. */
interface Noted {

  /** The source. */
  String bucket();

  /** Its object's key. */
  String key();

  /** Its place in its table. */
  String place();

  /**
   * Tries it once, on any thread, but after what was noted of the key before.
   *
   * @return {@code false} when it has to be tried again, since it could not be asked for now
   */
  boolean replicate(Round round);
}
