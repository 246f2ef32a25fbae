package dev.trailmark.report.student;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a student is told, as text that is the same in every format. Members that have nothing to
 * say are empty.
 *
 * @param lab what the course calls the lab
 * @param student the student's name
 * @param summary the points, or how many checks passed
 * @param notices what concerns the whole: not graded, open points, lateness, hidden results
 * @param tasks each task with its checks
 * @param weaknesses what the checks cannot show
 * @param gradedAt when
 */
public record Feedback(
    String lab,
    String student,
    String summary,
    List<String> notices,
    List<Task> tasks,
    List<String> weaknesses,
    String gradedAt) {
  private static final int LONGEST = 500;
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** One task. */
  public record Task(String title, String points, List<Entry> entries) {}

  /**
   * One check.
   *
   * @param name the scenario
   * @param outcome in words
   * @param kind {@code pass}, {@code fail} or {@code open}
   * @param points what it earned of what it is worth
   * @param blockedBy the earlier task that is to blame
   * @param expected what should have been there
   * @param found what was there, or why nothing could be asked
   * @param where the call, or the file and line
   * @param hint what to do
   * @param notes what is to be said about the evidence
   * @param evidence what was looked at
   */
  public record Entry(
      String name,
      String outcome,
      String kind,
      String points,
      String blockedBy,
      String expected,
      String found,
      String where,
      String hint,
      List<String> notes,
      List<Evidence> evidence) {}

  /** One look at the student's work. */
  public record Evidence(String expected, String found, String where, String how, String remark) {}

  /** The feedback for a student. */
  static Feedback of(StudentView view) {
    List<Task> tasks = new ArrayList<>();
    if (view.grade().problem().isEmpty()) {
      for (Map.Entry<String, List<Check>> task : view.shownByTask().entrySet()) {
        tasks.add(task(view, task.getKey(), task.getValue()));
      }
    }
    return new Feedback(
        Words.lab(view.course()),
        Plain.line(view.grade().student()),
        summary(view),
        notices(view),
        tasks,
        view.grade().weaknesses().stream().map(Plain::line).toList(),
        Words.time(view.at()));
  }

  private static String summary(StudentView view) {
    if (view.grade().problem().isPresent()) {
      return "not graded yet";
    }
    if (view.earns()) {
      return Words.points(view.total().score(), view.total().maximum());
    }
    long passed = view.shown().stream().filter(check -> check.outcome() == Outcome.PASS).count();
    return "%d of %d checks passed".formatted(passed, view.shown().size());
  }

  private static List<String> notices(StudentView view) {
    List<String> notices = new ArrayList<>();
    view.grade()
        .problem()
        .ifPresent(
            problem ->
                notices.add(
                    "Your work could not be graded: %s This is not a zero; it will be graded again."
                        .formatted(Words.sentence(Plain.line(problem, LONGEST)))));
    Total total = view.total();
    if (view.grade().problem().isEmpty() && total.open().signum() > 0) {
      notices.add(
          "%s could not be checked. They are neither lost nor won until they are graded again."
              .formatted(counted(total.open())));
    }
    heldBack(view.shown()).ifPresent(notices::add);
    for (Flag flag : view.contradictions()) {
      notices.add(
          Words.sentence(
              "Your work does not agree with itself: %s, %s (%s)"
                  .formatted(
                      Plain.line(flag.kind()),
                      Plain.line(flag.what(), LONGEST),
                      Plain.line(view.place(String.join("; ", flag.places())), LONGEST))));
    }
    view.adjustments().forEach(reason -> notices.add(Words.sentence(Plain.line(reason))));
    view.hidden()
        .forEach(
            (until, points) ->
                notices.add(
                    "Results for %s more will be shown from %s on."
                        .formatted(counted(points), Words.time(until))));
    return notices;
  }

  /** What passed checks did not earn, in a sentence; empty when they earned all. */
  public static Optional<String> heldBack(List<Check> checks) {
    BigDecimal held = Points.sum(checks.stream().map(Check::heldBack));
    boolean one = held.compareTo(BigDecimal.ONE) == 0;
    return held.signum() == 0
        ? Optional.empty()
        : Optional.of(
            "%s of passed checks %s not earned, because only your own word shows what %s for."
                .formatted(counted(held), one ? "is" : "are", one ? "it is" : "they are"));
  }

  private static String counted(BigDecimal points) {
    return Points.text(points) + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
  }

  private static Task task(StudentView view, String task, List<Check> checks) {
    Total total = Total.of(checks);
    String points =
        total.maximum().signum() == 0 && total.score().signum() == 0
            ? ""
            : Words.points(total.score(), total.maximum());
    return new Task(Words.task(task), points, checks.stream().map(view::entry).toList());
  }

  /** What is told about one check; also for those whose results are hidden. */
  public static Entry entry(Check check) {
    return entry(check, where -> where);
  }

  /** The same with places written in another way. */
  static Entry entry(Check check, UnaryOperator<String> place) {
    boolean failed = check.outcome() == Outcome.FAIL;
    boolean passed = check.outcome() == Outcome.PASS;
    return new Entry(
        Plain.line(check.item().name()),
        Words.outcome(check.outcome()),
        passed ? "pass" : failed ? "fail" : "open",
        points(check),
        check.blockedBy().map(Plain::line).orElse(""),
        failed ? Plain.line(check.expected(), LONGEST) : "",
        passed ? "" : Plain.line(check.found(), LONGEST),
        passed ? "" : Plain.line(place.apply(check.where()), LONGEST),
        passed ? "" : Plain.line(check.hint(), LONGEST),
        notes(check),
        check.evidence().stream()
            .filter(look -> !failed || !told(check, look))
            .map(look -> evidence(look, place))
            .distinct()
            .toList());
  }

  private static String points(Check check) {
    BigDecimal worth = check.item().points();
    if (worth.signum() == 0) {
      return "";
    }
    String extra = check.item().terms().extraCredit() ? ", extra credit" : "";
    return check.outcome() == Outcome.INDETERMINATE
        ? counted(worth) + " open" + extra
        : Words.points(check.points(), worth) + extra;
  }

  private static List<String> notes(Check check) {
    List<String> notes = new ArrayList<>();
    if (check.outcome() == Outcome.PASS && check.claimed()) {
      notes.add(
          "Only your own word shows this, no log record and no answer of AWS. A claim is worth %s %% of its points."
              .formatted(Points.text(check.item().terms().claimed().multiply(ALL))));
    }
    if (check.evidence().stream().anyMatch(look -> look.strength() == Strength.CONTRADICTED)) {
      notes.add("What you wrote down and what the evidence shows differ; both places are named.");
    }
    if (check.outcome() == Outcome.FAIL && check.points().signum() > 0) {
      notes.add(
          "%d of its %d parts hold, and count."
              .formatted(check.steps().passed(), check.steps().total()));
    }
    return notes;
  }

  /** Whether a look says no more than the failure itself. */
  private static boolean told(Check check, Consulted.Look look) {
    return look.expected().equals(check.expected()) && look.where().equals(check.where());
  }

  private static Evidence evidence(Consulted.Look look, UnaryOperator<String> place) {
    return new Evidence(
        Plain.line(look.expected(), LONGEST),
        Plain.line(look.found(), LONGEST),
        Plain.line(place.apply(look.where()), LONGEST),
        how(look.strength()),
        Plain.line(look.remark(), LONGEST));
  }

  private static String how(Strength strength) {
    return switch (strength) {
      case WITNESSED -> "shown by";
      case CLAIMED, CONTRADICTED -> "claimed in";
      case ABSENT -> "looked for in";
    };
  }
}
