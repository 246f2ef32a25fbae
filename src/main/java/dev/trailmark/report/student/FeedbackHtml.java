package dev.trailmark.report.student;

import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Inline;
import dev.trailmark.report.format.Templates;
import java.io.IOException;
import java.nio.file.Path;

/** {@value #FILE_NAME}: what a student is told, as one page that loads nothing and runs nothing. */
public final class FeedbackHtml implements StudentWriter {
  /** The file's name. */
  public static final String FILE_NAME = "feedback.html";

  private static final String TEMPLATE = "feedback.ftlh";
  private static final Inline STYLE = Inline.resource("/dev/trailmark/report/feedback.css");

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    Page page = new Page(Feedback.of(student), STYLE);
    AtomicFile.text(folder.resolve(FILE_NAME), out -> Templates.write(TEMPLATE, page, out));
  }

  /** What the template is given. */
  public record Page(Feedback feedback, Inline style) {}
}
