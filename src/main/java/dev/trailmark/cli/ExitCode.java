package dev.trailmark.cli;

/** What a command's exit code says. */
final class ExitCode {
  /** All is as it should be. */
  static final int OK = 0;

  /** A check failed. */
  static final int FAILED = 1;

  /** The command line or a file that it names is not right. */
  static final int USAGE = 2;

  /** The target could not be asked, so that something is not known. */
  static final int INDETERMINATE = 3;

  private ExitCode() {}
}
