package dev.trailmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import dev.trailmark.report.classes.CanvasCsv;
import dev.trailmark.report.classes.Ctrf;
import dev.trailmark.report.classes.GitHubAnnotations;
import dev.trailmark.report.classes.GitHubSummary;
import dev.trailmark.report.classes.JUnitXml;
import dev.trailmark.report.classes.LtiScores;
import dev.trailmark.report.classes.MoodleCsv;
import dev.trailmark.report.page.ClassPage;
import dev.trailmark.report.student.StudentFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class's grades may lie on disk, where each look at one costs time. */
class OneAfterTheOtherTest {
  private static final int MOST_PASSES = 5;
  private static final Provenance PROVENANCE = new Provenance("1.0", Map.of());

  @TempDir Path folder;

  static Stream<ReportWriter> writers() {
    return Stream.of(
        new JsonGrades(PROVENANCE),
        new ClassPage(PROVENANCE),
        new CanvasCsv(Roster.NONE),
        new MoodleCsv(Roster.NONE),
        new LtiScores(Roster.NONE),
        new JUnitXml(),
        new Ctrf(PROVENANCE),
        new GitHubSummary(),
        new GitHubAnnotations(),
        new StudentFiles());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void aWriterGoesThroughTheGradesAFewTimesWhateverTheRubric(ReportWriter writer)
      throws IOException {
    GradeBook book = SampleClass.book();
    Kept kept = new Kept(book.grades());

    writer.write(book.with(kept), folder);

    assertThat(kept.looks).isBetween(kept.size(), MOST_PASSES * kept.size());
  }

  private static final class Kept extends AbstractList<Grade> {
    private final List<Grade> grades;
    private int looks;

    Kept(List<Grade> grades) {
      this.grades = grades;
    }

    @Override
    public Grade get(int index) {
      looks++;
      return grades.get(index);
    }

    @Override
    public int size() {
      return grades.size();
    }
  }
}
