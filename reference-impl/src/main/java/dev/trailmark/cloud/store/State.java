package dev.trailmark.cloud.store;

import java.util.NavigableMap;

/**
 * A view of the records; reading it takes no lock and never waits, but for a table's first use
 * after a start, which reads its records from JSON.
 */
public interface State {

  /** The record under that key, or {@code null}. */
  <R> R get(Kind<R> kind, String key);

  /**
   * The records whose key begins with {@code prefix}, in key order (UTF-8 bytes); a live,
   * unmodifiable view that can be narrowed further with {@code tailMap}. In a transaction changes
   * that are not published yet are merged in as it is read; its own later changes do not show.
   */
  <R> NavigableMap<String, R> range(Kind<R> kind, String prefix);
}
