package dev.trailmark.report.page;

import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.classes.ClassFigures;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Inline;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Templates;
import dev.trailmark.report.format.Words;
import dev.trailmark.report.student.StudentFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * {@value #FILE_NAME}: a class on one page that carries everything within itself and fetches
 * nothing; its Content Security Policy admits its own scripts and style sheet by their hashes
 * alone. For staff: hidden results are on it. Students are written one after the other, then their
 * details, packed, which are turned into elements only when somebody opens them.
 */
public final class ClassPage implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "class.html";

  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
  private static final String OURS = "/dev/trailmark/report/";

  private final Provenance provenance;

  /** A writer for a run. */
  public ClassPage(Provenance provenance) {
    this.provenance = provenance;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    ClassFigures figures = ClassFigures.of(book);
    StudentFolders folders = StudentFolders.of(book.grades());
    Evidence evidence = new Evidence();
    Iterator<StudentRow> rows =
        book.grades().stream()
            .map(grade -> StudentRow.of(grade, book, folders, evidence))
            .iterator();
    Model model =
        new Model(
            Words.lab(book.course()),
            Words.time(book.gradedAt()),
            provenance,
            book.rubric().hash(),
            columns(book),
            Figures.of(figures, book),
            Answers.of(book),
            Flagged.of(book, folders),
            rows,
            evidence.blocks(),
            Json.inScript(Series.of(figures)),
            Inline.resource(OURS + "class.css"),
            Inline.of(withoutSourceMap(Inline.resource(CHARTS).text())),
            Inline.resource(OURS + "class.js"));
    return AtomicFile.text(
        directory.resolve(FILE_NAME), out -> Templates.write("class.ftlh", model, out));
  }

  private static List<Column> columns(GradeBook book) {
    List<Column> columns = new ArrayList<>();
    for (String task : book.rubric().tasks()) {
      List<RubricItem> items =
          book.rubric().items().stream().filter(item -> item.task().equals(task)).toList();
      columns.add(new Column(Words.task(task), maximum(new Rubric(items))));
    }
    columns.add(new Column("Total", maximum(book.rubric())));
    return columns;
  }

  private static String maximum(Rubric part) {
    return part.maximum().signum() == 0 ? "" : Points.text(part.maximum());
  }

  /** A column of points and what there is to earn in it; empty when nothing is. */
  public record Column(String title, String maximum) {}

  /** A browser's tools would look for the map. */
  private static String withoutSourceMap(String script) {
    return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "").stripTrailing();
  }

  /** What the template is given. */
  public record Model(
      String lab,
      String gradedAt,
      Provenance provenance,
      String rubric,
      List<Column> columns,
      Figures figures,
      List<Answers> questions,
      List<Flagged> flags,
      Iterator<StudentRow> rows,
      Iterator<String> blocks,
      String series,
      Inline style,
      Inline charts,
      Inline script) {}

  /** What the charts show. */
  record Series(
      List<String> bins, List<Integer> students, List<String> tasks, List<Integer> passed) {
    static Series of(ClassFigures figures) {
      return new Series(
          Figures.BINS.stream()
              .map(bin -> bin.replace(" to ", "–").replace(" and more", "+"))
              .toList(),
          figures.distribution(),
          figures.tasks().stream().map(task -> Words.task(task.task())).toList(),
          figures.tasks().stream().map(ClassFigures.Task::percent).toList());
    }
  }
}
