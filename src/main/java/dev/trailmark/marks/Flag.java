package dev.trailmark.marks;

import java.util.List;

/**
 * Something that a person should look at: it changes no mark by itself.
 *
 * @param kind what it is, in short, such as {@code same key ID}
 * @param students the short names of the submissions that it is about
 * @param what the thing itself, in one line
 * @param places where each of them has it, in the students' order: file and line, or call; all the
 *     places that contradict one another when it is about one student
 */
public record Flag(String kind, List<String> students, String what, List<String> places) {
  /** Lists that can no longer be changed. */
  public Flag {
    students = List.copyOf(students);
    places = List.copyOf(places);
  }
}
