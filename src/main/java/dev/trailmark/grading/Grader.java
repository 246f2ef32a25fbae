package dev.trailmark.grading;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.Progress;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Grades candidates, several at once, each by a launch of its own. What goes wrong with one costs
 * the others nothing, and costs that one no marks: it is told as a problem, or leaves checks open.
 */
public final class Grader {
  private final FeatureRun run;
  private final InstantSource clock;
  private final Progress progress;
  private final Course course;
  private final Supplier<Deadlines.Timer> timers;

  /**
   * A grader.
   *
   * @param run the features to judge by
   * @param clock tells when grading began
   * @param progress hears of each candidate that is done
   */
  public Grader(FeatureRun run, InstantSource clock, Progress progress) {
    this(run, Course.USUAL, clock, progress, Deadlines::timer);
  }

  /** A grader that marks as a course wants it. */
  public Grader(FeatureRun run, Course course, InstantSource clock, Progress progress) {
    this(run, course, clock, progress, Deadlines::timer);
  }

  Grader(
      FeatureRun run,
      Course course,
      InstantSource clock,
      Progress progress,
      Supplier<Deadlines.Timer> timers) {
    this.run = run;
    this.course = course;
    this.clock = clock;
    this.progress = progress;
    this.timers = timers;
  }

  /**
   * Grades the candidates.
   *
   * @param candidates whom to grade
   * @param parallel how many at once, at least 1
   * @param limit how long each may take; what is not done by then stays open
   * @return the marks, in the candidates' order
   * @throws IllegalArgumentException when the course speaks of what the features do not have
   */
  public GradeBook grade(List<Candidate> candidates, int parallel, Duration limit) {
    Rubric rubric = course.price(run.rubric());
    Instant begun = clock.instant();
    Flags flags = new Flags();
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try (Deadlines deadlines = new Deadlines(timers.get(), limit)) {
      List<Future<Grade>> pending = new ArrayList<>();
      for (Candidate candidate : candidates) {
        pending.add(workers.submit(() -> told(grade(candidate, rubric, deadlines, flags))));
      }
      List<Grade> grades = new ArrayList<>();
      for (Future<Grade> each : pending) {
        grades.add(await(each));
      }
      return new GradeBook(begun, course, rubric, grades, flags.all());
    } finally {
      workers.shutdownNow();
    }
  }

  private Grade grade(Candidate candidate, Rubric rubric, Deadlines deadlines, Flags flags) {
    try (Deadlines.Deadline deadline = deadlines.start()) {
      LaunchContext context = candidate.work().open();
      try {
        flags.note(candidate, context.student());
        List<Check> executed = run.execute(context, suite(candidate), deadline.cancellation());
        String missing = deadline.passed() ? "the time limit was reached" : "it was not executed";
        List<Check> checks = complete(executed, rubric, missing);
        return grade(candidate, checks, Optional.empty(), context.student().weaknesses())
            .of(context.target().map(Target::describe).orElse(""));
      } finally {
        close(context);
      }
    } catch (Unreachable | IndeterminateException e) {
      return ungraded(candidate, rubric, e.getMessage());
    } catch (RuntimeException e) {
      return ungraded(candidate, rubric, "grading broke: " + e);
    }
  }

  /** What tells a student's results from those of a namesake. */
  private static String suite(Candidate candidate) {
    return candidate.source().isEmpty() || candidate.student().equals(candidate.id())
        ? candidate.student()
        : candidate.student() + " (" + candidate.id() + ")";
  }

  /** Adds a row for each scenario that was not executed, so that none is missing from the marks. */
  private static List<Check> complete(List<Check> checks, Rubric rubric, String reason) {
    List<Check> complete = new ArrayList<>();
    for (RubricItem item : rubric.items()) {
      complete.add(
          checks.stream()
              .filter(check -> check.item().id().equals(item.id()))
              .findFirst()
              .map(check -> check.at(item))
              .orElseGet(() -> Check.indeterminate(item, reason, "grade again")));
    }
    return complete;
  }

  private Grade ungraded(Candidate candidate, Rubric rubric, String problem) {
    return grade(candidate, complete(List.of(), rubric, problem), Optional.of(problem), List.of());
  }

  private Grade grade(
      Candidate candidate, List<Check> checks, Optional<String> problem, List<String> weaknesses) {
    return new Grade(
        candidate.id(),
        candidate.student(),
        candidate.source(),
        candidate.handed(),
        checks,
        course.total(candidate.id(), candidate.handed(), checks),
        problem,
        weaknesses);
  }

  private Grade told(Grade grade) {
    progress.say(
        grade
            .problem()
            .map(problem -> grade.student() + ": not graded: " + problem)
            .orElseGet(() -> grade.student() + ": " + summary(grade)));
    return grade;
  }

  private static String summary(Grade grade) {
    if (grade.maximum().signum() > 0) {
      return "%s of %s points".formatted(grade.score(), grade.maximum());
    }
    long passed = grade.checks().stream().filter(check -> check.outcome() == Outcome.PASS).count();
    return "%d of %d checks passed".formatted(passed, grade.checks().size());
  }

  private static void close(LaunchContext context) {
    try {
      context.student().close();
    } finally {
      context.target().ifPresent(Target::close);
    }
  }

  private static Grade await(Future<Grade> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("grading was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("grading broke: " + e.getCause(), e);
    }
  }
}
