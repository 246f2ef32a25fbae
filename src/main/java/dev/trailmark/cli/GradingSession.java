package dev.trailmark.cli;

import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Conduct;
import dev.trailmark.grading.FeatureRun;
import dev.trailmark.grading.Features;
import dev.trailmark.grading.Grader;
import dev.trailmark.grading.Ledger;
import dev.trailmark.grading.NoSuchPartException;
import dev.trailmark.grading.Watch;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import dev.trailmark.marks.Rubric;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the commands that run features share: launching, and reporting in the same words. */
final class GradingSession {
  /** How long the checks of one target may take. */
  private static final Duration LIMIT = Duration.ofHours(1);

  private final FeatureOptions options;
  private final Output output;
  private final Clock clock;
  private final Reports reports;

  /** A session whose reports show what it runs. */
  GradingSession(FeatureOptions options, Output output, Clock clock) {
    this(options, output, clock, Reports.in(options.reports(), true));
  }

  private GradingSession(FeatureOptions options, Output output, Clock clock, Reports reports) {
    this.options = options;
    this.output = output;
    this.clock = clock;
    this.reports = reports;
  }

  /** A session that grades a class, or a part of it; its reports show the class. */
  static GradingSession ofClass(FeatureOptions options, Output output, Clock clock) {
    return new GradingSession(options, output, clock, Reports.in(options.reports(), false));
  }

  /** Runs features for each candidate at their own points. */
  GradeBook grade(Features features, List<Candidate> candidates, int parallel, Duration limit) {
    return new Grader(run(features), clock, output.progress()).grade(candidates, parallel, limit);
  }

  /**
   * Runs features on one target.
   *
   * @throws CliException if no call at all can be answered there, so that hundreds of checks need
   *     not say so one by one
   */
  GradeBook check(Features features, Target target, Candidate candidate) {
    FeatureRun run = run(features);
    target
        .unusable()
        .ifPresent(
            why -> {
              throw new CliException(ExitCode.INDETERMINATE, why);
            });
    return new Grader(run, clock, output.progress()).grade(List.of(candidate), 1, LIMIT);
  }

  /** Grades what has to be graded of a class, and takes the other marks from a ledger. */
  GradeBook grade(
      Features features,
      Course course,
      List<Candidate> candidates,
      Conduct conduct,
      Ledger ledger,
      Watch watch) {
    try {
      return new Grader(run(features), course, clock, watch).grade(candidates, conduct, ledger);
    } catch (NoSuchPartException e) {
      throw CliException.usage(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--rubric: " + e.getMessage());
    }
  }

  /** The run; one without a scenario is an error. */
  private FeatureRun run(Features features) {
    FeatureRun run = new FeatureRun(options.applyTo(features), reports.results());
    if (rubric(run).items().isEmpty()) {
      throw CliException.usage(
          "there is no scenario to run; --tags and --features have to leave some");
    }
    return run;
  }

  private static Rubric rubric(FeatureRun run) {
    try {
      return run.rubric();
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--features: " + e.getMessage());
    }
  }

  /** Prints the table and writes the reports of a run that checks one target. */
  void report(GradeBook book, Map<String, String> environment) {
    Provenance provenance = provenance(environment);
    report(book, Reports.ofOneTarget(provenance), options.reports(), provenance);
  }

  /** Prints the table and writes the reports of a class into a directory of its own. */
  void reportClass(GradeBook book, Roster roster, Path out, Map<String, String> environment) {
    Provenance provenance = provenance(environment);
    reports.write(book, Reports.ofClass(provenance, roster), out, output.out());
    reports.keepNewest(book, output.out());
    writeAllure(provenance);
  }

  /** The same of a run that was stopped: without Allure's page, which takes its time. */
  void reportStopped(GradeBook book, Roster roster, Path out, Map<String, String> environment) {
    Provenance provenance = provenance(environment);
    reports.write(book, Reports.ofClass(provenance, roster), out, output.out());
  }

  private void report(
      GradeBook book, List<ReportWriter> writers, Path marks, Provenance provenance) {
    reports.write(book, writers, marks, output.out());
    writeAllure(provenance);
  }

  private void writeAllure(Provenance provenance) {
    Map<String, String> shown = new LinkedHashMap<>(provenance.settings());
    shown.put("version", provenance.version());
    reports.writeAllure(output.command(), shown, output.out());
    output.out().flush();
  }

  private Provenance provenance(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>(environment);
    settings.putAll(options.settings());
    return new Provenance(Trailmark.Version.number(), settings);
  }

  /** The exit code of a command that checks one target. */
  static int exitCode(GradeBook book) {
    if (book.failed()) {
      return ExitCode.FAILED;
    }
    return book.decided() ? ExitCode.OK : ExitCode.INDETERMINATE;
  }
}
