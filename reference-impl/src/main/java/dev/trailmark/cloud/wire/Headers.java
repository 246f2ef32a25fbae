package dev.trailmark.cloud.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Header fields in their order of arrival; names are case-insensitive and may repeat. Small and
 * array-backed: a request has some ten headers and most look-ups are by a lower-case constant.
 */
public final class Headers {
  private final List<String> names = new ArrayList<>(16);
  private final List<String> values = new ArrayList<>(16);

  /** Adds a field, keeping earlier ones of the same name. The name is kept as given. */
  public Headers add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** Replaces every field of that name by one. */
  public Headers set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  /** Removes every field of that name. */
  public void remove(String name) {
    for (int i = names.size() - 1; i >= 0; i--) {
      if (names.get(i).equalsIgnoreCase(name)) {
        names.remove(i);
        values.remove(i);
      }
    }
  }

  /** The first value of that name, or {@code null}. */
  public String first(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return values.get(i);
      }
    }
    return null;
  }

  /** The first value of each name, names in lower case: for who looks up many. */
  public Map<String, String> firsts() {
    Map<String, String> firsts = new HashMap<>(names.size() * 2);
    for (int i = 0; i < names.size(); i++) {
      firsts.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), values.get(i));
    }
    return firsts;
  }

  /** All values of that name in order of arrival; empty when there is none. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(1);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  /** Whether a field of that name is present. */
  public boolean has(String name) {
    return first(name) != null;
  }

  /** How many fields there are, repeated ones counted. */
  public int size() {
    return names.size();
  }

  /** The name of field {@code index} as it arrived. */
  public String name(int index) {
    return names.get(index);
  }

  /** The value of field {@code index}. */
  public String value(int index) {
    return values.get(index);
  }

  /** Visits every field in order, its name in lower case. */
  public void forEach(BiConsumer<String, String> visitor) {
    for (int i = 0; i < names.size(); i++) {
      visitor.accept(names.get(i).toLowerCase(Locale.ROOT), values.get(i));
    }
  }
}
