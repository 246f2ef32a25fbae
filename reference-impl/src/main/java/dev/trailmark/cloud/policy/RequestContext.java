package dev.trailmark.cloud.policy;

import java.util.List;

/** The condition keys of one request. */
public interface RequestContext {

  /**
   * The values of a condition key.
   *
   * @param key the full key in lower case, such as {@code aws:sourcearn}
   * @return one value, or several for a multivalued key; {@code null} or empty when the request
   *     does not have the key
   */
  List<String> values(String key);
}
