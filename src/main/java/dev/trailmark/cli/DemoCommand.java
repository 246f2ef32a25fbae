package dev.trailmark.cli;

import dev.trailmark.cli.DemoExamples.Example;
import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Features;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import dev.trailmark.submission.Access;
import dev.trailmark.submission.AccessKeys;
import dev.trailmark.submission.Submission;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.submission.SubmissionFolder;
import dev.trailmark.submission.SubmissionReader;
import dev.trailmark.submission.SubmissionWriter;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Shows everything at once, on a simulator of its own: does the lab as a student, then grades that
 * account and the example submissions, whose accounts it prepares with their mistakes.
 */
@Command(
    name = "demo",
    description = "Does the lab on a bundled simulator and grades it, with example submissions.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration LOG_WAIT = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final RandomGenerator random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;
  @Mixin private FeatureOptions features;

  @Override
  public Integer call() throws IOException {
    Output output = new Output(spec);
    Path folder = features.reports().resolve("demo-submissions");
    GradingSession session = new GradingSession(features, output, clock);
    try (BundledSimulator simulator =
        BundledSimulator.start(TargetSettings.DEFAULT_REGION, Workplace.DELIVERY)) {
      output.line("Trailmark is listening on " + simulator.endpoint());
      handIn(simulator, folder, output);
      output.line("Grading ...");
      List<Candidate> candidates =
          GradeCommand.candidates(folder, KeySource.none(), Optional.of(LOG_WAIT), output, clock);
      GradeBook book = session.grade(Features.graded(), candidates, 2, LIMIT);
      output.line("");
      session.reportClass(
          book,
          Roster.NONE,
          features.grades(),
          Map.of("target", "reference", "submissions", folder.toString()));
      return book.decided() ? ExitCode.OK : ExitCode.INDETERMINATE;
    }
  }

  /** Does the lab in an account for each student, and writes what each would hand in. */
  private void handIn(BundledSimulator simulator, Path folder, Output output) throws IOException {
    output.line("Doing the lab ...");
    SimulatedAccount first = simulator.firstAccount();
    Path file = folder.resolve("live-account").resolve(SubmissionFolder.FILE_NAME);
    LabOptions student = options(simulator, first, output).withName("The live account");
    SubmittedFacts facts = perform(simulator, first, student);
    SubmissionWriter.write(submission("live-account", file, simulator, first, facts));
    for (Example example : DemoExamples.list()) {
      output.line("Preparing the example " + example.id() + " ...");
      Submission handedIn = read(example.id(), DemoExamples.copy(example, folder));
      SimulatedAccount account = simulator.newAccount(example.id());
      LabOptions faulty =
          options(simulator, account, output)
              .withName(handedIn.student())
              .withFaults(example.faults());
      SubmittedFacts done = perform(simulator, account, faulty);
      SubmissionWriter.write(
          submission(example.id(), handedIn.file(), simulator, account, done)
              .withAnswers(handedIn.answers()));
    }
  }

  private LabOptions options(BundledSimulator simulator, SimulatedAccount account, Output output) {
    try (Target target = simulator.target(account, LOG_WAIT)) {
      return LabOptions.forTarget(target, random).withProgress(output.progress());
    }
  }

  private static SubmittedFacts perform(
      BundledSimulator simulator, SimulatedAccount account, LabOptions options) {
    try (Target target = simulator.target(account, LOG_WAIT);
        PerformingStudent student = PerformingStudent.on(target, options)) {
      return student.doTheLab();
    }
  }

  /** What a student hands in after the lab, with the account's root key to look with. */
  private static Submission submission(
      String id,
      Path file,
      BundledSimulator simulator,
      SimulatedAccount account,
      SubmittedFacts facts) {
    AwsCredentials root = account.root().resolveCredentials();
    AccessKeys keys = new AccessKeys(root.accessKeyId(), root.secretAccessKey(), Optional.empty());
    Access access =
        new Access(
            Optional.of(simulator.endpoint()),
            TargetSettings.DEFAULT_REGION,
            Optional.empty(),
            Optional.of(keys),
            Optional.empty());
    return new Submission(
        id,
        file,
        facts.student(),
        access,
        facts.keyId(),
        facts.trail(),
        facts.bucket(),
        facts.object(),
        facts.uploadTime(),
        facts.answers());
  }

  /** An example names its keys by environment variables; here they are known already. */
  private static Submission read(String id, Path file) {
    try {
      return new SubmissionReader(name -> "filled in by the demo").read(id, file);
    } catch (SubmissionException e) {
      throw CliException.usage(e.getMessage());
    }
  }
}
