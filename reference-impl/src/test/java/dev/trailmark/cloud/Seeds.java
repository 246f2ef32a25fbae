package dev.trailmark.cloud;

import java.util.Random;

/**
 * The seed of tests that try random things. It is the same in every run, so that what a run finds
 * hangs on the code alone; {@code -Dtrailmark.seed=N} tries another and {@code
 * -Dtrailmark.seed=random} a new one each time, which is printed.
 */
public final class Seeds {
  private static final String FIXED = "20261129";

  private Seeds() {}

  /** The seed to use, for {@link Random}. */
  public static long seed() {
    String given = System.getProperty("trailmark.seed", FIXED);
    long seed = given.equals("random") ? new Random().nextLong() : Long.parseLong(given);
    if (!given.equals(FIXED)) {
      System.out.println("Seed of random tests: -Dtrailmark.seed=" + seed);
    }
    return seed;
  }
}
