package dev.trailmark.cloud.iam.model;

import java.util.Map;

/**
 * A record that carries tags.
 *
 * @param <T> the record itself
 */
public interface Tagged<T> {

  /** The tags, in the order in which they were added. */
  Map<String, String> tags();

  /** The same record with other tags. */
  T tagged(Map<String, String> newTags);

  /** Whether tags whose keys differ by case only are two; where not, the later one replaces. */
  default boolean tagKeysDifferByCase() {
    return false;
  }
}
