package dev.trailmark.grading;

import dev.trailmark.lab.Fingerprint;
import dev.trailmark.lab.Student;
import dev.trailmark.marks.Flag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a person should look at in a class: contradictions in one student's work, and what two
 * students' work shares.
 */
final class Flags {

  /** Who has a thing, in the order of short names, and where. */
  private final Map<Fact, TreeMap<String, Holder>> holders = new LinkedHashMap<>();

  private final Map<String, List<Flag>> contradictions = new TreeMap<>();

  private record Fact(String kind, String value) {}

  private record Holder(String student, String place) {}

  /**
   * What one student's work says of itself.
   *
   * @param flags its contradictions
   * @param prints what only this student's work can have
   */
  record Noted(List<Flag> flags, List<Fingerprint> prints) {
    /** Nothing, as of work that could not be looked at. */
    static final Noted NOTHING = new Noted(List.of(), List.of());
  }

  /** Looks at one student's work; what breaks in this spoils nobody's marks. */
  static Noted note(Candidate candidate, Student student) {
    try {
      List<Flag> own =
          student.contradictions().stream()
              .map(each -> flag(candidate, each.kind(), each.what(), each.places()))
              .toList();
      return new Noted(own, student.fingerprints());
    } catch (RuntimeException e) {
      return new Noted(
          List.of(flag(candidate, "not cross-checked", "the cross-checks broke: " + e, List.of())),
          List.of());
    }
  }

  /** Counts a result in. */
  void add(Result result) {
    String id = result.grade().id();
    contradictions.put(id, result.flags());
    for (Fingerprint print : result.prints()) {
      holders
          .computeIfAbsent(new Fact(print.kind(), print.value()), fact -> new TreeMap<>())
          .putIfAbsent(id, new Holder(result.grade().student(), print.place()));
    }
  }

  private static Flag flag(Candidate candidate, String kind, String what, List<String> places) {
    return new Flag(kind, List.of(candidate.id()), what, places);
  }

  /** All flags: what students share first, then each one's own. */
  List<Flag> all() {
    List<Flag> shared = new ArrayList<>();
    holders.forEach(
        (fact, by) -> {
          if (by.values().stream().map(Holder::student).distinct().count() > 1) {
            shared.add(
                new Flag(
                    fact.kind(),
                    List.copyOf(by.keySet()),
                    fact.value(),
                    by.values().stream().map(Holder::place).toList()));
          }
        });
    shared.sort(
        Comparator.comparing((Flag flag) -> flag.students().toString())
            .thenComparing(Flag::kind)
            .thenComparing(Flag::what));
    return Stream.concat(shared.stream(), contradictions.values().stream().flatMap(List::stream))
        .toList();
  }
}
