package dev.trailmark.cli;

import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Conduct;
import dev.trailmark.grading.Features;
import dev.trailmark.grading.Stop;
import dev.trailmark.ledger.DiskLedger;
import dev.trailmark.ledger.LedgerException;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Grades a class into a directory: takes from it what is graded already, keeps each result at once,
 * and writes down what there is when it is stopped.
 *
 * @param session launches the features and writes the reports
 * @param marks where marks and results go
 * @param pace how fast
 * @param part what is graded anew
 * @param judge what besides the rubric decides marks, as one text
 */
record ClassRun(
    GradingSession session, Path marks, PaceOptions pace, PartOptions part, String judge) {

  /** Grades the class, reports it, and returns the exit code. */
  int grade(
      Course course,
      List<Candidate> candidates,
      Roster roster,
      Map<String, String> environment,
      Output output,
      Clock clock) {
    Stop stop = new Stop();
    try (DiskLedger ledger = DiskLedger.open(marks, clock.instant());
        CtrlC ctrlC = new CtrlC(stop, output)) {
      Conduct conduct =
          new Conduct(
              pace.parallel(),
              pace.limit(),
              pace.retries(),
              part.part(ledger.brokenOffSince()),
              judge,
              stop);
      GradeBook book =
          session.grade(
              Features.graded(), course, candidates, conduct, ledger, pace.watch(output, clock));
      if (stop.requested()) {
        session.reportStopped(book, roster, marks, environment);
        output.line(
            "Stopped: %d of %d have marks; the same command goes on from here"
                .formatted(book.grades().size(), candidates.size()));
        return ExitCode.INDETERMINATE;
      }
      session.reportClass(book, roster, marks, environment);
      ledger.finish();
      return book.decided() ? ExitCode.OK : ExitCode.INDETERMINATE;
    } catch (LedgerException e) {
      throw CliException.usage(e.getMessage());
    }
  }
}
