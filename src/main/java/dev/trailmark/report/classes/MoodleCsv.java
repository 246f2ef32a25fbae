package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.marks.Total;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.Csv;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import dev.trailmark.report.student.Feedback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME}: grades and feedback that Moodle imports, in one file, since an import of
 * feedback alone loses grades. Who could not be judged whole has no row. The feedback names what
 * did not pass, as far as the student may know it.
 */
public final class MoodleCsv implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "moodle.csv";

  private static final int LONGEST = 200;

  private final Roster roster;

  /** A writer for a class. */
  public MoodleCsv(Roster roster) {
    this.roster = roster;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    String lab = Words.lab(book.course());
    rows.add(List.of("Full name", "ID number", "Email address", lab, lab + " (feedback)"));
    for (Grade grade : book.grades()) {
      if (grade.decided()) {
        Person person = roster.person(grade);
        rows.add(
            List.of(
                person.name(),
                roster.find(grade).map(Person::idNumber).orElse(grade.id()),
                person.email(),
                grade.score(),
                feedback(grade, book.gradedAt())));
      }
    }
    return Csv.file(directory.resolve(FILE_NAME), rows);
  }

  private static String feedback(Grade grade, Instant at) {
    List<String> sentences = new ArrayList<>();
    for (Check check : grade.checks()) {
      if (check.outcome() == Outcome.FAIL && check.item().terms().shownAt(at)) {
        String name = Plain.line(check.item().name());
        sentences.add(Words.sentence(Words.task(check.item().task()) + ", not passed: " + name));
        if (!check.hint().isEmpty()) {
          sentences.add(Words.sentence("Hint: " + Plain.line(check.hint(), LONGEST)));
        }
      }
    }
    for (Total.Adjustment adjustment : grade.total().adjustments()) {
      sentences.add(Words.sentence(Plain.line(adjustment.reason())));
    }
    if (sentences.isEmpty()) {
      sentences.add("All checks passed.");
    }
    List<Check> shown =
        grade.checks().stream().filter(check -> check.item().terms().shownAt(at)).toList();
    Feedback.heldBack(shown).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }
}
