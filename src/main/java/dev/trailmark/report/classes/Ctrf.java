package dev.trailmark.report.classes;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * {@value #FILE_NAME}, the Common Test Report Format: a test for each check of each student, its
 * points as labels. A check that could not be made is {@code other}. The format wants a duration;
 * it is 0, since checks share what they fetch.
 */
public final class Ctrf implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "ctrf.json";

  private static final String VERSION = "1.0.0";

  private final Provenance provenance;

  /** A writer for a run. */
  public Ctrf(Provenance provenance) {
    this.provenance = provenance;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    return Json.pieces(directory.resolve(FILE_NAME), json -> write(book, json));
  }

  private void write(GradeBook book, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("reportFormat", "CTRF");
    json.writeStringField("specVersion", VERSION);
    json.writeStringField("timestamp", book.gradedAt().toString());
    json.writeStringField("generatedBy", "Trailmark");
    json.writeObjectFieldStart("results");
    json.writePOJOField("tool", new Tool("Trailmark", provenance.version()));
    json.writePOJOField("summary", summary(book));
    json.writeArrayFieldStart("tests");
    for (Grade grade : book.grades()) {
      for (Check check : grade.checks()) {
        json.writePOJO(test(grade, check));
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Summary summary(GradeBook book) {
    long time = book.gradedAt().toEpochMilli();
    Outcomes outcomes = new Outcomes();
    book.grades().forEach(outcomes::add);
    return new Summary(
        outcomes.all(),
        outcomes.of(Outcome.PASS),
        outcomes.of(Outcome.FAIL),
        0,
        0,
        outcomes.of(Outcome.INDETERMINATE),
        time,
        time);
  }

  private static Test test(Grade grade, Check check) {
    boolean passed = check.outcome() == Outcome.PASS;
    String task = check.item().task();
    return new Test(
        check.item().name(),
        switch (check.outcome()) {
          case PASS -> "passed";
          case FAIL -> "failed";
          case INDETERMINATE -> "other";
        },
        0,
        List.of(Plain.line(grade.student()), Words.task(task)),
        passed ? null : Plain.line(check.found()),
        passed ? null : Account.of(check),
        task.isEmpty() ? List.of() : List.of("task:" + task),
        new Labels(
            grade.id(), Points.rounded(check.points()), Points.rounded(check.item().points())));
  }

  private record Tool(String name, String version) {}

  private record Summary(
      long tests,
      long passed,
      long failed,
      long pending,
      long skipped,
      long other,
      long start,
      long stop) {}

  private record Test(
      String name,
      String status,
      long duration,
      List<String> suite,
      String message,
      String trace,
      List<String> tags,
      Labels labels) {}

  private record Labels(String submission, BigDecimal points, BigDecimal maximum) {}
}
