package dev.trailmark.grading;

import dev.trailmark.lab.Fingerprint;
import dev.trailmark.lab.Student;
import dev.trailmark.marks.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a person should look at in a class: contradictions in one student's work, and what two
 * students' work shares. Filled by many threads; told when all are graded.
 */
final class Flags {

  /** Who has a thing, in the order of short names, and where. */
  private final Map<Fact, TreeMap<String, Holder>> holders = new LinkedHashMap<>();

  private final Map<String, List<Flag>> contradictions = new TreeMap<>();

  private record Fact(String kind, String value) {}

  private record Holder(String student, String place) {}

  /** Looks at one student's work; what breaks in this spoils nobody's marks. */
  void note(Candidate candidate, Student student) {
    List<Flag> own;
    List<Fingerprint> prints = List.of();
    try {
      own =
          student.contradictions().stream()
              .map(each -> flag(candidate, each.kind(), each.what(), each.places()))
              .toList();
      prints = student.fingerprints();
    } catch (RuntimeException e) {
      own =
          List.of(flag(candidate, "not cross-checked", "the cross-checks broke: " + e, List.of()));
    }
    synchronized (this) {
      contradictions.put(candidate.id(), own);
      for (Fingerprint print : prints) {
        holders
            .computeIfAbsent(new Fact(print.kind(), print.value()), fact -> new TreeMap<>())
            .putIfAbsent(candidate.id(), new Holder(candidate.student(), print.place()));
      }
    }
  }

  private static Flag flag(Candidate candidate, String kind, String what, List<String> places) {
    return new Flag(kind, List.of(candidate.id()), what, places);
  }

  /** All flags: what students share first, then each one's own. */
  synchronized List<Flag> all() {
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
        java.util.Comparator.comparing((Flag flag) -> flag.students().toString())
            .thenComparing(Flag::kind)
            .thenComparing(Flag::what));
    return Stream.concat(shared.stream(), contradictions.values().stream().flatMap(List::stream))
        .toList();
  }
}
