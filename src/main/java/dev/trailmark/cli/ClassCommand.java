package dev.trailmark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Classes on a shared simulator. */
@Command(
    name = "class",
    description = "Prepares a shared simulator for a class.",
    mixinStandardHelpOptions = true,
    subcommands = ClassInitCommand.class)
final class ClassCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to do: trailmark class init");
  }
}
