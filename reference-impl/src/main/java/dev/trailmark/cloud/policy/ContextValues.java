package dev.trailmark.cloud.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Condition keys gathered for a request: a mutable builder, for one thread, that is read as a
 * {@link RequestContext}. Keys are accepted in any case, as in policies. A key that is not here is
 * looked for in the parent, so that a service adds its own keys to those that the pipeline set.
 */
public final class ContextValues implements RequestContext {

  /**
   * The canonical user id of the caller's account, which {@code {"CanonicalUser":…}} principals
   * name. It has no service prefix, so no policy can ask for it in a condition.
   */
  public static final String CANONICAL_USER_ID = "canonicaluserid";

  private final RequestContext parent;
  private final Map<String, List<String>> values = new HashMap<>();

  /** An empty context. */
  public ContextValues() {
    this(null);
  }

  /**
   * A context that adds to another and overrides it.
   *
   * @param parent asked for keys that are not here; may be {@code null}
   */
  public ContextValues(RequestContext parent) {
    this.parent = parent;
  }

  /** A context that adds to this one and leaves it as it is. */
  public ContextValues child() {
    return new ContextValues(this);
  }

  /** Sets a key; without values the key is present and empty, which hides the parent's. */
  public ContextValues put(String key, String... newValues) {
    return put(key, List.of(newValues));
  }

  /** Sets a key to a list of values. */
  public ContextValues put(String key, List<String> newValues) {
    values.put(key.toLowerCase(Locale.ROOT), List.copyOf(newValues));
    return this;
  }

  /** Adds one value to those that the key has here. */
  public ContextValues add(String key, String value) {
    List<String> all =
        new ArrayList<>(values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of()));
    all.add(value);
    return put(key, all);
  }

  /** Sets every key of the map. */
  public ContextValues putAll(Map<String, List<String>> all) {
    all.forEach(this::put);
    return this;
  }

  /**
   * Adds a key for each pair, as tags and encryption contexts need it: prefix {@code
   * aws:RequestTag/} and {@code team=blue} give {@code aws:requesttag/team}. Names that differ in
   * case only share a key, as condition keys ignore case.
   */
  public ContextValues addEach(String prefix, Map<String, String> pairs) {
    pairs.forEach((name, value) -> add(prefix + name, value));
    return this;
  }

  @Override
  public List<String> values(String key) {
    List<String> own = values.get(key);
    if (own != null || parent == null) {
      return own;
    }
    return parent.values(key);
  }
}
