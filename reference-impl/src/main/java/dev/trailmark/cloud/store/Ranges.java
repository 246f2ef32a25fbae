package dev.trailmark.cloud.store;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;

/**
 * Parts of ordered tables. Views may not be narrowed to beyond their own ends; here they may, since
 * where a page goes on is what a client says.
 */
public final class Ranges {
  private Ranges() {}

  /** The part of a range from a place on; entries may come and go meanwhile. */
  public static <V> NavigableMap<String, V> from(
      NavigableMap<String, V> range, String place, boolean inclusive) {
    var first = range.firstEntry();
    var last = range.lastEntry();
    Comparator<? super String> order =
        range.comparator() == null ? Comparator.<String>naturalOrder() : range.comparator();
    if (first == null || last == null || order.compare(place, last.getKey()) > 0) {
      return Collections.emptyNavigableMap();
    }
    return order.compare(place, first.getKey()) < 0 ? range : range.tailMap(place, inclusive);
  }
}
