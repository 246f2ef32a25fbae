package dev.trailmark.cli;

import dev.trailmark.grading.Candidate;
import dev.trailmark.grading.Features;
import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.steps.LaunchContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether a target behaves as AWS does, as far as the lab goes. */
@Command(
    name = "conform",
    description = "Checks whether a target behaves as AWS does, as far as the lab goes.",
    mixinStandardHelpOptions = true)
final class ConformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;
  @Mixin private FeatureOptions features;

  @Option(names = "--yes", description = "Do not ask before using a real account.")
  private boolean yes;

  @Override
  public Integer call() {
    Output output = new Output(spec);
    Clock clock = Clock.systemUTC();
    try (Workplace place = Workplace.open(target.settings(), clock)) {
      if (place.target().real()
          && !yes
          && !output.agreed(
              "The checks create keys, buckets, users and roles in "
                  + place.target().describe()
                  + ", for a few cents, and remove them again. Go on?")) {
        output.line("Nothing was created.");
        return ExitCode.OK;
      }
      LabOptions options =
          LabOptions.forTarget(place.target(), new SecureRandom())
              .withName(place.target().describe())
              .withProgress(output.progress());
      Candidate candidate =
          new Candidate(
              "conform",
              options.name(),
              Optional.empty(),
              () ->
                  LaunchContext.on(
                      "conform", place.target(), PerformingStudent.on(place.target(), options)));
      GradingSession session = new GradingSession(features, output, clock);
      Features chosen = Features.conformance(place.target().stranger().isPresent());
      GradeBook book = session.check(chosen, place.target(), candidate);
      session.report(book, LabCommand.environment(place.target()));
      return GradingSession.exitCode(book);
    }
  }
}
