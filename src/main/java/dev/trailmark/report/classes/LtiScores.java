package dev.trailmark.report.classes;

import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@value #FILE_NAME}: a list of scores of LTI's Assignment and Grade Services, each to be posted
 * by itself to a line item's scores. What could not be judged whole is {@code Pending} and has no
 * score, so platforms leave the grade alone.
 */
public final class LtiScores implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "lti-scores.json";

  /** Platforms order scores by their time, so it has sub-seconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Roster roster;

  /** A writer for a class. */
  public LtiScores(Roster roster) {
    this.roster = roster;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    return Json.pieces(
        directory.resolve(FILE_NAME),
        json -> {
          json.writeStartArray();
          for (Grade grade : book.grades()) {
            json.writePOJO(score(grade, book.gradedAt()));
          }
          json.writeEndArray();
        });
  }

  private Score score(Grade grade, Instant at) {
    boolean decided = grade.decided() && grade.maximum().signum() > 0;
    return new Score(
        roster.person(grade).ltiUserId(),
        decided ? grade.score() : null,
        decided ? grade.maximum() : null,
        comment(grade),
        TIME.format(at),
        "Completed",
        decided ? "FullyGraded" : "Pending",
        grade.handed().at().map(TIME::format).map(Submitted::new).orElse(null));
  }

  private static String comment(Grade grade) {
    if (!grade.decided()) {
      return "Could not be graded whole; it will be graded again.";
    }
    return Words.sentence(Words.points(grade.score(), grade.maximum()));
  }

  private record Score(
      String userId,
      BigDecimal scoreGiven,
      BigDecimal scoreMaximum,
      String comment,
      String timestamp,
      String activityProgress,
      String gradingProgress,
      Submitted submission) {}

  private record Submitted(String submittedAt) {}
}
