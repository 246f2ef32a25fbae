package dev.trailmark.lab;

import java.util.List;

/**
 * Two things in one student's work that cannot both be so. It is told to a person; what it costs is
 * said by the findings that it spoils.
 *
 * @param kind what it is about, in short, such as {@code two accounts}
 * @param what both of them, in one line
 * @param places where each stands, in the same order
 */
public record Contradiction(String kind, String what, List<String> places) {

  /** A list that can no longer be changed. */
  public Contradiction {
    places = List.copyOf(places);
  }

  @Override
  public String toString() {
    return "%s: %s (%s)".formatted(kind, what, String.join("; ", places));
  }
}
