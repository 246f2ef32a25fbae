package dev.trailmark.report.student;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Csv;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Vocareum grading script copies to {@code $vocareumGradeFile} and {@code
 * $vocareumReportFile}: {@value #GRADES}, a line {@code Criterion,score} for each task, and {@value
 * #REPORT}. The criteria are the tasks' titles as the reports show them, and {@value #ADJUSTMENTS}
 * for what lateness and required tasks take away. No grades are written for work that could not be
 * judged whole: Vocareum would take them for final.
 */
public final class Vocareum implements StudentWriter {
  /** The name of the file with the grades. */
  public static final String GRADES = "vocareum/grade.csv";

  /** The name of the file with the report. */
  public static final String REPORT = "vocareum/report.html";

  /** The criterion of what changes the sum of the tasks. */
  public static final String ADJUSTMENTS = "Adjustments";

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    Path feedback = folder.resolve(FeedbackHtml.FILE_NAME);
    AtomicFile.bytes(folder.resolve(REPORT), out -> Files.copy(feedback, out));
    Path grades = folder.resolve(GRADES);
    if (student.grade().decided()) {
      Csv.file(grades, rows(student));
    } else {
      Files.deleteIfExists(grades);
    }
  }

  private static List<List<Object>> rows(StudentView student) {
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, List<Check>> task : student.grade().byTask().entrySet()) {
      rows.add(List.of(Words.task(task.getKey()), Total.of(task.getValue()).score()));
    }
    BigDecimal adjusted =
        Points.sum(student.grade().total().adjustments().stream().map(Total.Adjustment::points));
    if (adjusted.signum() != 0) {
      rows.add(List.of(ADJUSTMENTS, Points.rounded(adjusted)));
    }
    return rows;
  }
}
