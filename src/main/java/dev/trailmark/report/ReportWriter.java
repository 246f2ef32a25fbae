package dev.trailmark.report;

import dev.trailmark.marks.GradeBook;
import java.io.IOException;
import java.nio.file.Path;

/** One format of marks. To add a format: one class, and its place in the list of writers. */
public interface ReportWriter {
  /**
   * Writes the marks.
   *
   * @param book the marks
   * @param directory where reports go; it exists
   * @return the file that was written
   * @throws IOException when it cannot be written
   */
  Path write(GradeBook book, Path directory) throws IOException;
}
