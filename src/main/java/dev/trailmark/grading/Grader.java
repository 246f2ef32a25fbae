package dev.trailmark.grading;

import dev.trailmark.lab.Progress;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Rubric;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private final Watch watch;
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
    this(run, Course.USUAL, clock, Watch.of(progress), Deadlines::timer);
  }

  /** A grader that marks as a course wants it. */
  public Grader(FeatureRun run, Course course, InstantSource clock, Watch watch) {
    this(run, course, clock, watch, Deadlines::timer);
  }

  Grader(
      FeatureRun run,
      Course course,
      InstantSource clock,
      Watch watch,
      Supplier<Deadlines.Timer> timers) {
    this.run = run;
    this.course = course;
    this.clock = clock;
    this.watch = watch;
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
    return grade(candidates, Conduct.of(parallel, limit), new MemoryLedger());
  }

  /**
   * Grades the candidates that have to be, and takes the others' marks from a ledger.
   *
   * @param candidates the class; several of one short name are attempts of one student
   * @param ledger where results are found and kept
   * @return the marks of all who have some, in the candidates' order, each one's attempt that
   *     counts; they are read from the ledger whenever they are asked for
   * @throws IllegalArgumentException when the course or the part speaks of what there is not
   */
  public GradeBook grade(List<Candidate> candidates, Conduct conduct, Ledger ledger) {
    Rubric rubric = course.price(run.rubric());
    Conduct.Part part = conduct.part();
    requireKnown("task", part.tasks(), rubric.tasks());
    Set<String> ids = new TreeSet<>();
    candidates.forEach(candidate -> ids.add(candidate.id()));
    requireKnown("submission", part.students(), ids);
    Marking marking = new Marking(course, rubric, part.tasks());
    Instant begun = clock.instant();
    examineAll(candidates, conduct, ledger, marking);
    return book(begun, candidates, ledger, marking);
  }

  private static void requireKnown(String what, Set<String> asked, Set<String> known) {
    for (String each : new TreeSet<>(asked)) {
      if (!known.contains(each)) {
        throw new NoSuchPartException(what, each, known);
      }
    }
  }

  private void examineAll(
      List<Candidate> candidates, Conduct conduct, Ledger ledger, Marking marking) {
    Set<String> tasks = conduct.part().tasks();
    Examiner examiner =
        new Examiner(
            tasks.isEmpty() ? run : run.only(tasks),
            marking,
            conduct.retries(),
            conduct.stop()::await);
    List<Candidate> asked =
        candidates.stream().filter(each -> conduct.part().asksFor(each.id())).toList();
    watch.begins(asked.size());
    ExecutorService workers = Executors.newFixedThreadPool(conduct.parallel());
    try (Deadlines deadlines = new Deadlines(timers.get(), conduct.limit())) {
      conduct.stop().then(deadlines::expireAll);
      List<Future<?>> pending = new ArrayList<>();
      for (Candidate candidate : asked) {
        pending.add(
            workers.submit(
                () -> examine(candidate, conduct, ledger, marking, examiner, deadlines)));
      }
      pending.forEach(Grader::await);
    } finally {
      workers.shutdownNow();
      watch.ends();
    }
  }

  private void examine(
      Candidate candidate,
      Conduct conduct,
      Ledger ledger,
      Marking marking,
      Examiner examiner,
      Deadlines deadlines) {
    if (conduct.stop().requested()) {
      return;
    }
    String basis = Basis.of(candidate, conduct.judge(), marking.rubric());
    Optional<Result> earlier =
        ledger
            .find(candidate.id(), candidate.handed().attempt(), marking.rubric())
            .map(result -> marking.renewed(candidate, result));
    if (earlier.filter(result -> conduct.part().covers(candidate, result, basis)).isPresent()) {
      watch.kept();
      return;
    }
    Instant at = clock.instant();
    Examiner.Examined examined = examiner.examine(candidate, earlier.map(Result::grade), deadlines);
    if (conduct.stop().requested()) {
      return;
    }
    Grade grade = examined.grade();
    ledger.keep(new Result(grade, examined.noted().flags(), examined.noted().prints(), basis, at));
    watch.graded(grade);
  }

  /** Who has marks, from whatever run. */
  private GradeBook book(
      Instant begun, List<Candidate> candidates, Ledger ledger, Marking marking) {
    Map<String, List<Candidate>> attempts = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      attempts.computeIfAbsent(candidate.id(), id -> new ArrayList<>()).add(candidate);
    }
    Flags flags = new Flags();
    List<Candidate> counting = new ArrayList<>();
    KeptGrades kept = new KeptGrades(counting, ledger, marking);
    for (List<Candidate> each : attempts.values()) {
      counts(each, kept)
          .ifPresent(
              candidate -> {
                counting.add(candidate);
                kept.find(candidate).ifPresent(flags::add);
              });
    }
    return new GradeBook(begun, course, marking.rubric(), kept, flags.all());
  }

  /** The attempt that counts; empty when none has been graded. */
  private Optional<Candidate> counts(List<Candidate> attempts, KeptGrades kept) {
    Map<Integer, Candidate> byNumber = new LinkedHashMap<>();
    List<Grade> grades = new ArrayList<>();
    for (Candidate each : attempts) {
      kept.find(each)
          .ifPresent(
              result -> {
                byNumber.put(each.handed().attempt(), each);
                grades.add(result.grade());
              });
    }
    return course.counting(grades).map(grade -> byNumber.get(grade.handed().attempt()));
  }

  private static void await(Future<?> pending) {
    try {
      pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("grading was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("grading broke: " + e.getCause(), e);
    }
  }
}
