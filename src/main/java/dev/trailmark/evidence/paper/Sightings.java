package dev.trailmark.evidence.paper;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where each of some values was first seen, and how often. */
public final class Sightings {

  /** Nobody works with more accounts or regions than this. */
  private static final int MOST = 50;

  private final Map<String, String> first = new LinkedHashMap<>();

  /** Notes a value; an empty one is none. */
  void note(String value, String where) {
    if (!value.isEmpty() && first.size() < MOST) {
      first.putIfAbsent(value, where);
    }
  }

  /** The values in the order in which they were seen, each with its first place. */
  public Map<String, String> all() {
    return java.util.Collections.unmodifiableMap(first);
  }
}
