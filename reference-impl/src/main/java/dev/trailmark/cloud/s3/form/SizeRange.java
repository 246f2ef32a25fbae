package dev.trailmark.cloud.s3.form;

/**
 * How many bytes a form's file may have, both ends included.
 *
 * @param least the fewest
 * @param most the most
 */
record SizeRange(long least, long most) {
  /** What a single upload may bring: 5 GiB. */
  static final SizeRange ANY = new SizeRange(0, 5L << 30);

  /** What both allow. */
  SizeRange and(SizeRange other) {
    return other == null
        ? this
        : new SizeRange(Math.max(least, other.least), Math.min(most, other.most));
  }
}
