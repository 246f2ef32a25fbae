package dev.trailmark.cli;

import dev.trailmark.lab.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says: results on the standard output, progress on the standard error. */
final class Output {
  private final PrintWriter out;
  private final PrintWriter err;
  private final String command;
  private final boolean silent;

  Output(CommandSpec spec) {
    this(spec, false);
  }

  /** An output that tells no progress when it is silent. */
  Output(CommandSpec spec, boolean silent) {
    this.silent = silent;
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.command = spec.name();
  }

  /** The command's name. */
  String command() {
    return command;
  }

  PrintWriter out() {
    return out;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Says something beside the results, whatever else is told. */
  void error(String text) {
    synchronized (err) {
      err.println(text);
      err.flush();
    }
  }

  Progress progress() {
    return silent ? Progress.SILENT : text -> error("  " + text);
  }

  /** Asks a question and tells whether the answer is yes; no answer is a no. */
  boolean agreed(String question) {
    out.print(question + " [y/N] ");
    out.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      return false;
    }
  }
}
