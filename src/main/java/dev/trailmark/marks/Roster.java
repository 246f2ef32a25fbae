package dev.trailmark.marks;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a class, to find a submission's student in the school's systems. A submission belongs
 * to the person whose submission's name, login, e-mail address or number is its short name, else to
 * the only one with the student's name; case does not matter.
 */
public final class Roster {
  /** Nobody is known. */
  public static final Roster NONE = new Roster(List.of());

  /**
   * A row of the roster.
   *
   * @param submission the short name of this student's submission; empty when it is one of the
   *     person's own
   */
  public record Entry(String submission, Person person) {}

  private final Map<String, Person> byKey = new HashMap<>();
  private final Map<String, List<Person>> byName = new HashMap<>();

  /** A roster of these rows. */
  public Roster(List<Entry> entries) {
    for (Entry entry : entries) {
      Person person = entry.person();
      for (String key :
          List.of(entry.submission(), person.login(), person.email(), person.idNumber())) {
        if (!key.isEmpty()) {
          byKey.putIfAbsent(folded(key), person);
        }
      }
      byName.computeIfAbsent(folded(person.name()), name -> new ArrayList<>()).add(person);
    }
  }

  /** The person whose grade this is; empty when the roster does not tell, or tells of several. */
  public Optional<Person> find(Grade grade) {
    Person person = byKey.get(folded(grade.id()));
    if (person != null) {
      return Optional.of(person);
    }
    List<Person> namesakes = byName.getOrDefault(folded(grade.student()), List.of());
    return namesakes.size() == 1 ? Optional.of(namesakes.get(0)) : Optional.empty();
  }

  /** The same, or what the submission alone says of the student. */
  public Person person(Grade grade) {
    return find(grade).orElseGet(() -> Person.of(grade));
  }

  /** Whether there is a roster at all. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
