package dev.trailmark.cli;

import dev.trailmark.classroom.ClassRoster;
import dev.trailmark.classroom.ClassroomException;
import dev.trailmark.classroom.Enrolment;
import dev.trailmark.classroom.Student;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives every student of a roster an account and a card. */
@Command(
    name = "init",
    description = "Gives every student of a roster an account on a simulator, and a card with it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Sign as the root user of the server's first account (AWS_ACCESS_KEY_ID and",
      "AWS_SECRET_ACCESS_KEY, or a profile). Doing it again changes nothing for who has an"
          + " account.",
      "See docs/CLASSES.md."
    })
final class ClassInitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EndpointOptions server;

  @Parameters(
      paramLabel = "ROSTER",
      description = "A CSV file with the columns id and name, and perhaps email.")
  private Path roster;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where class.yaml and cards/ go (default: the current directory).")
  private Path out;

  @Option(
      names = "--card-url",
      paramLabel = "URL",
      description = "What cards name as the endpoint, where students reach it by another URL.")
  private String cardUrl;

  @Option(
      names = "--rotate",
      paramLabel = "ID",
      split = ",",
      arity = "0..1",
      fallbackValue = ALL,
      description = "Give these students, or without ID all, a new key in place of the old.")
  private List<String> rotate = List.of();

  /** No id begins with a star. */
  private static final String ALL = "*";

  @Override
  public Integer call() {
    Output output = new Output(spec);
    try {
      List<Student> students = ClassRoster.read(roster);
      requireKnown(students);
      TargetSettings settings = server.settings(System::getenv);
      try (Target target = Workplace.target(settings, Clock.systemUTC())) {
        tell(output, enrolled(target, students, output));
      }
      return ExitCode.OK;
    } catch (ClassroomException e) {
      throw new CliException(
          e.isUnanswered() ? ExitCode.INDETERMINATE : ExitCode.USAGE, e.getMessage());
    } catch (IOException e) {
      throw CliException.usage("cannot write: " + e.getMessage());
    }
  }

  private Enrolment.Outcome enrolled(Target target, List<Student> students, Output output)
      throws ClassroomException, IOException {
    String url = target.endpoint().orElseThrow().toString();
    Enrolment.Settings settings =
        new Enrolment.Settings(
            out,
            url,
            Optional.ofNullable(cardUrl).orElse(url),
            Set.copyOf(rotate),
            rotate.contains(ALL));
    return new Enrolment(target, settings, new SecureRandom())
        .enrol(
            students,
            (number, of, student, account) ->
                output
                    .progress()
                    .say("%d/%d %s: account %s".formatted(number, of, student.id(), account)));
  }

  private void requireKnown(List<Student> students) {
    Set<String> ids = students.stream().map(Student::id).collect(Collectors.toSet());
    for (String id : rotate) {
      if (!id.equals(ALL) && !ids.contains(id)) {
        throw CliException.usage("--rotate: " + roster + " has no student " + id);
      }
    }
  }

  private void tell(Output output, Enrolment.Outcome outcome) {
    output.line(
        "%d made, %d with a new key, %d as before; cards are in %s, and %s grades them"
            .formatted(
                outcome.made(),
                outcome.rotated(),
                outcome.kept(),
                out.resolve("cards").normalize(),
                out.resolve("class.yaml").normalize()));
    if (!outcome.cardless().isEmpty()) {
      output.line(
          "No card here, since the key was told before: %s; --rotate ID makes a new one"
              .formatted(String.join(", ", outcome.cardless())));
    }
    if (!outcome.others().isEmpty()) {
      output.line("Not in the roster, left as they are: " + String.join(", ", outcome.others()));
    }
  }
}
