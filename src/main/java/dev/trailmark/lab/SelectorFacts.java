package dev.trailmark.lab;

/**
 * Which events a trail records.
 *
 * @param management whether it records all management events, reads and writes, KMS included
 * @param s3Data whether it records reads and writes of the objects in the trail's bucket
 * @param text the selectors in short, for messages
 */
public record SelectorFacts(boolean management, boolean s3Data, String text) {

  @Override
  public String toString() {
    return text;
  }
}
