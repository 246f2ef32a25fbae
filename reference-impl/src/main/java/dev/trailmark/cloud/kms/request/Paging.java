package dev.trailmark.cloud.kms.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/**
 * One page of a listing. A marker names the last entry of the page before, so that listing goes on
 * correctly while entries come and go.
 */
public final class Paging {
  private static final String SEAL = "kms:";

  private final int limit;
  private final String after;

  private Paging(int limit, String after) {
    this.limit = limit;
    this.after = after;
  }

  /**
   * What a caller asked for.
   *
   * @param limit most entries; {@code null} for the default
   * @param marker from the page before; {@code null} for the first page
   */
  public static Paging of(Integer limit, int defaultLimit, String marker) {
    return new Paging(limit == null ? defaultLimit : limit, marker == null ? "" : open(marker));
  }

  /**
   * A page.
   *
   * @param items its entries
   * @param nextMarker where the next page begins; {@code null} after the last one
   */
  public record Page<R>(List<R> items, String nextMarker) {

    /** Whether there is another page. */
    public boolean truncated() {
      return nextMarker != null;
    }
  }

  /**
   * The page of a table's partition.
   *
   * @param range the partition
   * @param partition what its keys begin with
   * @param shown which records are listed
   */
  public <R> Page<R> over(NavigableMap<String, R> range, String partition, Predicate<R> shown) {
    NavigableMap<String, R> rest =
        after.isEmpty() ? range : range.tailMap(partition + after, false);
    List<R> items = new ArrayList<>();
    String last = null;
    for (Map.Entry<String, R> entry : rest.entrySet()) {
      if (!shown.test(entry.getValue())) {
        continue;
      }
      if (items.size() == limit) {
        return new Page<>(items, seal(last));
      }
      items.add(entry.getValue());
      last = entry.getKey().substring(partition.length());
    }
    return new Page<>(items, null);
  }

  private static String seal(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((SEAL + last).getBytes(StandardCharsets.UTF_8));
  }

  private static String open(String marker) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
      if (text.length() > SEAL.length() && text.startsWith(SEAL)) {
        return text.substring(SEAL.length());
      }
    } catch (IllegalArgumentException e) {
      throw KmsError.INVALID_MARKER.fail();
    }
    throw KmsError.INVALID_MARKER.fail();
  }
}
