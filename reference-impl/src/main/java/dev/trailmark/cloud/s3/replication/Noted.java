package dev.trailmark.cloud.s3.replication;

/** Something that has still to be replicated. */
interface Noted {

  /** The source. */
  String bucket();

  /** Its place in its table. */
  String place();

  /**
   * Tries it once.
   *
   * @return {@code false} when it has to be tried again, since it could not be asked for now
   */
  boolean replicate(Round round);
}
