package dev.trailmark.cli;

import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Features;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.target.Target;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does the lab on a target and checks every step. */
@Command(
    name = "lab",
    description = "Does the whole lab on a target, as a student would, and checks every step.",
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;
  @Mixin private FeatureOptions features;

  @Option(names = "--yes", description = "Do not ask before using a real account.")
  private boolean yes;

  @Option(names = "--keep", description = "Leave a real account as the lab leaves it.")
  private boolean keep;

  @Override
  public Integer call() {
    Output output = new Output(spec);
    Clock clock = Clock.systemUTC();
    try (Workplace place = Workplace.open(target.settings(), clock)) {
      if (place.target().real() && !agreed(output, place.target())) {
        output.line("Nothing was created.");
        return ExitCode.OK;
      }
      LabOptions options =
          LabOptions.forTarget(place.target(), new SecureRandom())
              .withKeep(keep)
              .withProgress(output.progress());
      Candidate student =
          new Candidate(
              "lab",
              options.name(),
              Optional.empty(),
              () -> {
                PerformingStudent performing = PerformingStudent.on(place.target(), options);
                return LaunchContext.on("lab", place.target(), performing);
              });
      GradingSession session = new GradingSession(features, output, clock);
      GradeBook book = session.check(Features.lab(), place.target(), student);
      session.report(book, environment(place.target()));
      return GradingSession.exitCode(book);
    }
  }

  static Map<String, String> environment(Target target) {
    return Map.of(
        "target", target.kind().toString(),
        "endpoint", target.endpoint().map(Object::toString).orElse(""),
        "region", target.region());
  }

  private boolean agreed(Output output, Target place) {
    output.line("The lab will create, in " + place.describe() + ", all named with a suffix:");
    output.line(
        "  a KMS key and its alias      1 USD a month while the key is not scheduled for"
            + " deletion");
    output.line("  an S3 bucket with a few log files and one small image   under 0.01 USD");
    output.line(
        "  a CloudTrail trail with S3 data events and insights     0.10 USD per 100,000"
            + " data events, 0.35 USD per 100,000 analysed management events");
    output.line(
        "  an IAM role for the student, where the caller may make one; for root also a user with"
            + " an access key, who assumes it              free");
    output.line(
        keep
            ? "It stays there afterwards (--keep), and goes on costing."
            : "Afterwards the trail, the bucket and the role are deleted, and the key is scheduled"
                + " for deletion.");
    return yes || output.agreed("Go on?");
  }
}
