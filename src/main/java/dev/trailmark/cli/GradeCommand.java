package dev.trailmark.cli;

import dev.trailmark.course.CourseReader;
import dev.trailmark.course.RosterReader;
import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.grading.PaperWork;
import dev.trailmark.grading.StudentAccount;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Roster;
import dev.trailmark.submission.ContentHash;
import dev.trailmark.submission.HandedIn;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.submission.SubmissionFolder;
import dev.trailmark.submission.SubmissionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a folder of submissions. */
@Command(
    name = "grade",
    description =
        "Grades submissions: what each student did in their account, or handed in on paper.",
    mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FeatureOptions features;
  @Mixin private ClassOptions ofClass;
  @Mixin private PartOptions part;
  @Mixin private PaceOptions pace;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description =
          "The folder; each submission is a folder, a zip or NAME.yaml. A single one will do too.")
  private Path directory;

  @Option(
      names = "--rubric",
      paramLabel = "FILE",
      description = "The course's own points and terms, see docs/RUBRIC.md.")
  private Path rubric;

  @Option(
      names = "--roster",
      paramLabel = "FILE",
      description = "CSV that says who the students are in gradebooks, see docs/REPORTS.md.")
  private Path roster;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where marks and feedback go, see docs/REPORTS.md (default: grades in --reports).")
  private Path out;

  @Option(
      names = "--public-keys",
      paramLabel = "FILE",
      description =
          "CloudTrail's public keys, to prove handed-in logs by their digests, see"
              + " docs/VERIFYING-LOGS.md (default: none, and digests prove nothing).")
  private Path publicKeys;

  @Option(
      names = "--log-wait",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to wait for log files (default: 30s, on AWS 15m).")
  private Duration logWait;

  @Override
  public Integer call() {
    pace.check();
    if (directory == null && !ofClass.given()) {
      throw CliException.usage("Missing required parameter: 'DIR', or --server URL");
    }
    Output output = new Output(spec, pace.silent());
    Clock clock = Clock.systemUTC();
    Optional<ClassCandidates> group =
        ofClass.given()
            ? Optional.of(new ClassCandidates(ofClass.file(), ofClass.read()))
            : Optional.empty();
    Course course = course();
    Roster people = roster == null && group.isPresent() ? group.get().roster() : roster();
    List<Candidate> candidates = candidates(group, output, clock);
    GradingSession session = GradingSession.ofClass(features, output, clock);
    return new ClassRun(session, out == null ? features.grades() : out, pace, part, judge())
        .grade(
            course,
            candidates,
            people,
            Map.of(
                "submissions",
                directory == null ? ofClass.file().toString() : directory.toString(),
                "rubric file",
                rubric == null ? "" : rubric.toString()),
            output,
            clock);
  }

  /** The class on its simulator, or the folder's submissions. */
  private List<Candidate> candidates(Optional<ClassCandidates> group, Output output, Clock clock) {
    Optional<Duration> wait = Optional.ofNullable(logWait);
    return group.isPresent()
        ? group
            .get()
            .all(
                Optional.ofNullable(directory),
                submission -> new StudentAccount(submission, wait, clock, output.progress()),
                output)
        : candidates(directory, keys(), wait, output, clock);
  }

  /** What besides the rubric decides marks: the version, the features, the public keys. */
  private String judge() {
    try {
      return String.join(
          "\n",
          Trailmark.Version.number(),
          new TreeMap<>(features.settings()).toString(),
          publicKeys == null ? "" : ContentHash.of(publicKeys));
    } catch (IOException e) {
      throw CliException.usage("--public-keys: " + e.getMessage());
    }
  }

  private KeySource keys() {
    return publicKeys == null ? KeySource.none() : PublicKeysFile.read(publicKeys);
  }

  private Course course() {
    try {
      return rubric == null ? Course.USUAL : CourseReader.read(rubric);
    } catch (SubmissionException e) {
      throw CliException.usage("--rubric: " + e.getMessage());
    }
  }

  private Roster roster() {
    try {
      return roster == null ? Roster.NONE : RosterReader.read(roster);
    } catch (SubmissionException e) {
      throw CliException.usage("--roster: " + e.getMessage());
    }
  }

  /** The folder's submissions; one that cannot be read is a candidate that cannot be graded. */
  static List<Candidate> candidates(
      Path directory, KeySource keys, Optional<Duration> logWait, Output output, Clock clock) {
    SubmissionReader reader = new SubmissionReader(System::getenv);
    List<Candidate> candidates = new ArrayList<>();
    for (SubmissionFolder.Entry entry : entries(directory, output)) {
      try {
        HandedIn handedIn = HandedIn.at(entry, reader);
        Candidate.Work work =
            handedIn.live()
                ? new StudentAccount(
                    handedIn.declared().orElseThrow(), logWait, clock, output.progress())
                : new PaperWork(handedIn, keys);
        candidates.add(
            new Candidate(
                entry.id(),
                handedIn.student(),
                Optional.of(entry.file()),
                handedIn.handed(),
                work));
      } catch (SubmissionException e) {
        candidates.add(unreadable(entry, e));
      }
    }
    return candidates;
  }

  /** The folder's submissions; what lies among them and is none is named. */
  static List<SubmissionFolder.Entry> entries(Path directory, Output output) {
    SubmissionFolder folder = new SubmissionFolder(directory);
    try {
      List<SubmissionFolder.Entry> entries = folder.entries();
      folder
          .passedOver()
          .forEach(
              file ->
                  output
                      .progress()
                      .say(file + ": passed over; a submission is a folder, a zip or NAME.yaml"));
      return entries;
    } catch (SubmissionException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  static Candidate unreadable(SubmissionFolder.Entry entry, SubmissionException fault) {
    return new Candidate(
        entry.id(),
        entry.id(),
        Optional.of(entry.file()),
        new Handed(Optional.empty(), Optional.empty(), entry.attempt().orElse(1)),
        () -> {
          throw new Unreachable(fault.getMessage(), fault);
        });
  }
}
