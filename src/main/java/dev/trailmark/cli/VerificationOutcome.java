package dev.trailmark.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trailmark.integrity.Verification;
import java.util.List;

/** What a verification comes to, and its exit code. */
enum VerificationOutcome {
  /** Everything is as CloudTrail delivered it. */
  @JsonProperty("proved")
  PROVED(ExitCode.OK),
  /** Something is not as CloudTrail delivered it, or was taken away. */
  @JsonProperty("changed")
  CHANGED(ExitCode.FAILED),
  /** Something could not be checked. */
  @JsonProperty("notProved")
  NOT_PROVED(ExitCode.INDETERMINATE);

  private final int exitCode;

  VerificationOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /**
   * Sums up.
   *
   * @param unread what was handed in and not read, so that nothing is known about it
   */
  static VerificationOutcome of(Verification found, List<String> unread) {
    if (found.tampered()) {
      return CHANGED;
    }
    return found.proved() && unread.isEmpty() ? PROVED : NOT_PROVED;
  }
}
