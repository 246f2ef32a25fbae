package dev.trailmark.cloud.iam.request;

import dev.trailmark.cloud.store.Ranges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/**
 * One page of a listing.
 *
 * @param items the records
 * @param marker where the next page begins; {@code null} on the last one
 */
public record Page<R>(List<R> items, String marker) {
  /** Most items of a page when the request does not say. */
  public static final int DEFAULT_SIZE = 100;

  /**
   * Cuts a page.
   *
   * @param all records by key, in order
   * @param after the marker of the page before, or {@code null}
   * @param size most items, or {@code null} for the default
   */
  public static <R> Page<R> of(
      NavigableMap<String, R> all, Predicate<R> wanted, String after, Integer size) {
    int limit = size == null ? DEFAULT_SIZE : size;
    NavigableMap<String, R> rest = after == null ? all : Ranges.from(all, decode(after), false);
    List<R> items = new ArrayList<>();
    String last = null;
    for (Map.Entry<String, R> entry : rest.entrySet()) {
      if (wanted.test(entry.getValue())) {
        if (items.size() == limit) {
          return new Page<>(items, encode(last));
        }
        items.add(entry.getValue());
        last = entry.getKey();
      }
    }
    return new Page<>(items, null);
  }

  /** The response's IsTruncated. */
  public boolean truncated() {
    return marker != null;
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw IamError.VALIDATION_ERROR.because("Invalid Marker.");
    }
  }
}
