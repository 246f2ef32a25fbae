package dev.trailmark.report.student;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder for each student, with one file or more of each format. */
public final class StudentFiles implements ReportWriter {
  private static final List<StudentWriter> WRITERS =
      List.of(
          new FeedbackMarkdown(),
          new FeedbackHtml(),
          new Gradescope(),
          new Classroom50(),
          new PrairieLearn(),
          new Vocareum());

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    StudentFolders folders = StudentFolders.of(book.grades());
    for (Grade grade : book.grades()) {
      Path folder = directory.resolve(folders.of(grade));
      Files.createDirectories(folder);
      StudentView student = StudentView.of(grade, book);
      for (StudentWriter writer : WRITERS) {
        writer.write(student, folder);
      }
    }
    return directory;
  }
}
