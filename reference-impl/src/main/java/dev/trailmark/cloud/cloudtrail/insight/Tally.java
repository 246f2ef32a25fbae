package dev.trailmark.cloud.cloudtrail.insight;

/**
 * What was counted of a series in some minutes.
 *
 * @param count how many calls or errors
 * @param attributes whom they are due to
 */
public record Tally(long count, Attributes attributes) {
  /** Nothing. */
  static final Tally NOTHING = new Tally(0, Attributes.NONE);

  /** With one more call. */
  Tally with(ApiCall call) {
    return new Tally(count + 1, attributes.with(call));
  }

  /** Both together. */
  Tally with(Tally more) {
    return new Tally(count + more.count, attributes.with(more.attributes));
  }
}
