package dev.trailmark.cloud.s3.request;

import java.util.Map;

/** Members that the caller may have left out. */
public final class Sent {
  private Sent() {}

  /** Puts a value that was sent; {@code null} is not put. */
  public static <K, V> void put(Map<K, ? super V> map, K name, V value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
