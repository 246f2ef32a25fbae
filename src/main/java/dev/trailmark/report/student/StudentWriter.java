package dev.trailmark.report.student;

import java.io.IOException;
import java.nio.file.Path;

/** One format of one student's marks. To add one: a class, and its place in the list of writers. */
public interface StudentWriter {
  /**
   * Writes one student's marks.
   *
   * @param student what was found, and what the student may know of it
   * @param folder the student's own folder; it exists
   * @throws IOException when it cannot be written
   */
  void write(StudentView student, Path folder) throws IOException;
}
