package dev.trailmark.report.classes;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.Csv;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME}: a gradebook that Canvas imports. Canvas matches a student by ID, SIS ID,
 * login or name, in this order. Who could not be judged whole has no row: an import leaves their
 * grade as it is, while an empty cell might clear it.
 */
public final class CanvasCsv implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "canvas.csv";

  private final Roster roster;

  /** A writer for a class. */
  public CanvasCsv(Roster roster) {
    this.roster = roster;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Student", "ID", "SIS User ID", "SIS Login ID", "Section", Words.lab(book.course())));
    rows.add(List.of("Points Possible", "", "", "", "", book.rubric().maximum()));
    for (Grade grade : book.grades()) {
      if (grade.decided()) {
        Person person = roster.person(grade);
        rows.add(
            List.of(
                person.name(),
                person.canvasId(),
                person.idNumber(),
                person.login(),
                person.section(),
                grade.score()));
      }
    }
    return Csv.file(directory.resolve(FILE_NAME), rows);
  }
}
