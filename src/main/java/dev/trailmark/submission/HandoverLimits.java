package dev.trailmark.submission;

/**
 * How much a student may hand in. What goes beyond is passed over and named, and the rest is read.
 *
 * @param files the most files, those inside zips included
 * @param file the most bytes of one file, unpacked
 * @param total the most bytes of all files, unpacked
 * @param depth how deep folders and zips may lie in one another
 */
public record HandoverLimits(int files, long file, long total, int depth) {

  /**
   * What the lab needs many times over: its log files have some kilobytes each, and CloudTrail
   * writes none of more than a few megabytes.
   */
  public static final HandoverLimits USUAL = new HandoverLimits(5_000, 256L << 20, 1L << 30, 20);

  /** How deep zips may lie in one another. */
  int zips() {
    return Math.min(depth, 3);
  }
}
