package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME}: workflow commands that annotate a run of GitHub Actions when a step prints
 * them. GitHub shows ten of a step, so the checks that fail most come first and the tenth line
 * counts the rest. No student and no hidden check is named, since annotations are as public as the
 * repository.
 */
public final class GitHubAnnotations implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "github/annotations.txt";

  private static final int MOST = 10;
  private static final int LONGEST = 1_000;

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    List<String> lines = lines(book);
    return AtomicFile.text(
        directory.resolve(FILE_NAME),
        out -> {
          for (String line : lines) {
            out.write(line + "\n");
          }
        });
  }

  private static List<String> lines(GradeBook book) {
    List<String> lines = new ArrayList<>();
    for (ClassFigures.Failure failure : ClassFigures.of(book).shownAt(book.gradedAt())) {
      String what = book.grades().size() == 1 ? alone(book, failure) : ofClass(failure);
      lines.add(command("error", failure.item().task(), failure.item().name() + ": " + what));
    }
    Outcomes outcomes = new Outcomes();
    book.grades().forEach(outcomes::add);
    long open = outcomes.of(Outcome.INDETERMINATE);
    int room = open == 0 ? MOST : MOST - 1;
    if (lines.size() > room) {
      int rest = lines.size() - room + 1;
      lines = new ArrayList<>(lines.subList(0, room - 1));
      lines.add("::error::%d more checks were not passed; see the summary.".formatted(rest));
    }
    if (open > 0) {
      lines.add("::warning::%d checks could not be made; their points are open.".formatted(open));
    }
    return lines;
  }

  private static String ofClass(ClassFigures.Failure failure) {
    return "not passed by %d of %d. %s"
        .formatted(failure.failed(), failure.judged(), failure.hint());
  }

  private static String alone(GradeBook book, ClassFigures.Failure failure) {
    Check check =
        book.grades().get(0).checks().stream()
            .filter(each -> each.item().id().equals(failure.item().id()))
            .findFirst()
            .orElseThrow();
    return "expected %s, found %s. %s".formatted(check.expected(), check.found(), check.hint());
  }

  private static String command(String level, String task, String message) {
    return "::%s title=%s::%s"
        .formatted(
            level,
            escaped(Words.task(task)).replace(":", "%3A").replace(",", "%2C"),
            escaped(Plain.line(message, LONGEST)));
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
