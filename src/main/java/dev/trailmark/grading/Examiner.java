package dev.trailmark.grading;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Suite;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Grades one candidate by a launch of its own; whatever goes wrong is told in the grade. */
final class Examiner {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final FeatureRun run;
  private final Marking marking;
  private final int retries;
  private final Pause pause;

  /** Waits before another try. */
  @FunctionalInterface
  interface Pause {
    /** Lets time pass; ends early when the run does. */
    void await(Duration time) throws InterruptedException;
  }

  /** What came of one candidate. */
  record Examined(Grade grade, Flags.Noted noted) {}

  Examiner(FeatureRun run, Marking marking, int retries, Pause pause) {
    this.run = run;
    this.marking = marking;
    this.retries = retries;
    this.pause = pause;
  }

  /**
   * Grades a candidate.
   *
   * @param earlier the marks that scenarios keep which are not executed
   */
  Examined examine(Candidate candidate, Optional<Grade> earlier, Deadlines deadlines) {
    try (Deadlines.Deadline deadline = deadlines.start()) {
      LaunchContext context = open(candidate);
      try {
        Flags.Noted noted = Flags.note(candidate, context.student());
        List<Check> executed = run.execute(context, suite(candidate), deadline.cancellation());
        String missing = deadline.passed() ? "the time limit was reached" : "it was not executed";
        Grade grade =
            marking
                .grade(
                    candidate,
                    marking.complete(executed, earlier, missing),
                    Optional.empty(),
                    context.student().weaknesses())
                .of(context.target().map(Target::describe).orElse(""));
        return new Examined(grade, noted);
      } finally {
        close(context);
      }
    } catch (Unreachable | IndeterminateException e) {
      return ungraded(candidate, earlier, e.getMessage());
    } catch (InterruptedException e) {
      return ungraded(candidate, earlier, "the time limit was reached before it could be reached");
    } catch (RuntimeException e) {
      return ungraded(candidate, earlier, "grading broke: " + e);
    }
  }

  /** Opens a candidate's work; what may be otherwise in a moment is tried again, ever later. */
  private LaunchContext open(Candidate candidate) throws Unreachable, InterruptedException {
    Duration wait = FIRST_PAUSE;
    for (int left = retries; ; left--) {
      try {
        return candidate.work().open();
      } catch (Unreachable e) {
        if (left <= 0 || !e.passing()) {
          throw e;
        }
      }
      pause.await(wait);
      wait = wait.multipliedBy(2);
    }
  }

  /** What tells a student's results from those of a namesake. */
  private static String suite(Candidate candidate) {
    return Suite.of(
        candidate.student(),
        candidate.id(),
        candidate.source().isPresent(),
        candidate.handed().attempt());
  }

  private Examined ungraded(Candidate candidate, Optional<Grade> earlier, String problem) {
    return new Examined(marking.ungraded(candidate, earlier, problem), Flags.Noted.NOTHING);
  }

  private static void close(LaunchContext context) {
    try {
      context.student().close();
    } finally {
      context.target().ifPresent(Target::close);
    }
  }
}
