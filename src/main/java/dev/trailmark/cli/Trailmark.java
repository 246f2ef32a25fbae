package dev.trailmark.cli;

import dev.trailmark.lab.IndeterminateException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line of Trailmark.
 *
 * <p>Exit codes: 2 when the command line or a file that it names is wrong; for {@code lab} and
 * {@code conform} 1 when a check failed and 3 when one was indeterminate; for {@code grade} 0 when
 * everyone was graded, whatever the marks, and 3 when someone could not be; for {@code verify-logs}
 * 0 when all is proved, 1 when something was changed or taken away, and 3 when something is not
 * proved.
 */
@Command(
    name = "trailmark",
    description = "Grades hands-on AWS labs, and simulates the AWS that they need.",
    mixinStandardHelpOptions = true,
    versionProvider = Trailmark.Version.class,
    subcommands = {
      ServeCommand.class,
      LabCommand.class,
      GradeCommand.class,
      ConformCommand.class,
      VerifyLogsCommand.class,
      DemoCommand.class,
      ExplainCommand.class,
      ClassCommand.class,
      WarmUpCommand.class,
      HelpCommand.class
    })
public final class Trailmark implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; it never throws and never ends the process. */
  public static CommandLine commandLine() {
    return new CommandLine(new Trailmark())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Trailmark::refuse)
        .setExecutionExceptionHandler(Trailmark::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: try trailmark --help");
  }

  private static int refuse(ParameterException fault, String[] arguments) {
    say(fault.getCommandLine(), fault.getMessage() + " (see --help)");
    return ExitCode.USAGE;
  }

  private static int explain(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof CliException known) {
      say(command, known.getMessage());
      return known.exitCode();
    }
    if (fault instanceof IndeterminateException unasked) {
      say(command, unasked.getMessage());
      return ExitCode.INDETERMINATE;
    }
    say(command, "broken: " + fault + "; this is a fault of Trailmark, report it");
    return ExitCode.INDETERMINATE;
  }

  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("trailmark: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    static String number() {
      String version = Trailmark.class.getPackage().getImplementationVersion();
      return version == null ? "in development" : version;
    }

    @Override
    public String[] getVersion() {
      return new String[] {"Trailmark " + number()};
    }
  }
}
