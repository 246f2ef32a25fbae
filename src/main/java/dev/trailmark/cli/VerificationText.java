package dev.trailmark.cli;

import dev.trailmark.integrity.ObjectName.Kind;
import dev.trailmark.integrity.Standing;
import dev.trailmark.integrity.Verdict;
import dev.trailmark.integrity.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells what a verification found, in the words of {@code aws cloudtrail validate-logs} where that
 * has any.
 */
final class VerificationText {
  private static final Map<Kind, String> KINDS =
      Map.of(
          Kind.DIGEST,
          "Digest file",
          Kind.BACKFILL_DIGEST,
          "(backfill) Digest file",
          Kind.LOG,
          "Log file");

  private final Verification found;
  private final boolean verbose;
  private final List<String> lines = new ArrayList<>();

  private VerificationText(Verification found, boolean verbose) {
    this.found = found;
    this.verbose = verbose;
  }

  /**
   * The lines to print.
   *
   * @param verbose whether to name valid files too
   * @param unread what was handed in and not read
   */
  static List<String> of(Verification found, boolean verbose, List<String> unread) {
    VerificationText text = new VerificationText(found, verbose);
    text.files();
    text.lines.addAll(found.gaps());
    unread.forEach(line -> text.lines.add("Not looked into: " + line));
    text.summary();
    text.lines.add("");
    text.lines.add(conclusion(found, unread));
    return text.lines;
  }

  private void files() {
    for (Verdict verdict : found.verdicts()) {
      if (verbose || verdict.standing() != Standing.VALID) {
        String where =
            verdict.file().isEmpty() || verdict.file().equals(verdict.subject())
                ? ""
                : " in " + verdict.file();
        String reason = verdict.reason().isEmpty() ? "" : ": " + verdict.reason();
        lines.add(
            "%s\t%s%s\t%s%s"
                .formatted(
                    KINDS.get(verdict.kind()),
                    verdict.subject(),
                    where,
                    standing(verdict.standing()),
                    reason));
      }
    }
  }

  /** What is not in the bucket was taken out of it. */
  private Standing standing(Standing standing) {
    return standing == Standing.MISSING && found.complete() ? Standing.INVALID : standing;
  }

  private void summary() {
    lines.add("");
    if (found.count(Kind.DIGEST) + found.count(Kind.BACKFILL_DIGEST) == 0) {
      lines.add("No digests found");
    } else if (found.from().isPresent()) {
      lines.add(
          "Results found for %s to %s:".formatted(found.from().get(), found.to().orElseThrow()));
    } else {
      lines.add("No valid digests found in range");
    }
    lines.add("");
    ratio(Kind.DIGEST, "digest");
    ratio(Kind.BACKFILL_DIGEST, "backfill digest");
    ratio(Kind.LOG, "log");
  }

  private void ratio(Kind kind, String name) {
    long total = found.count(kind);
    if (total == 0) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append("%d/%d %s files valid".formatted(found.count(kind, Standing.VALID), total, name));
    long missing = found.count(kind, Standing.MISSING);
    long invalid = found.count(kind, Standing.INVALID) + (found.complete() ? missing : 0);
    append(line, invalid, total, name, Standing.INVALID);
    append(line, found.complete() ? 0 : missing, total, name, Standing.MISSING);
    append(line, found.count(kind, Standing.NOT_PROVED), total, name, Standing.NOT_PROVED);
    append(line, found.count(kind, Standing.PENDING), total, name, Standing.PENDING);
    lines.add(line.toString());
  }

  private static void append(
      StringBuilder line, long count, long total, String name, Standing standing) {
    if (count > 0) {
      line.append(", %d/%d %s files %s".formatted(count, total, name, standing));
    }
  }

  private static String conclusion(Verification found, List<String> unread) {
    return switch (VerificationOutcome.of(found, unread)) {
      case PROVED -> "Proved: CloudTrail delivered these log files as they are.";
      case CHANGED -> "CHANGED: not all of this is as CloudTrail delivered it.";
      case NOT_PROVED ->
          consistent(found)
              ? "Not proved: consistent with themselves, which a forgery can be too."
              : "Not proved: see what is missing above.";
    };
  }

  /** Whether digests vouch for all the logs, and only nothing vouches for the digests. */
  private static boolean consistent(Verification found) {
    return found.count(Kind.DIGEST, Standing.NOT_PROVED) > 0
        && found.verdicts().stream().noneMatch(verdict -> verdict.standing() == Standing.MISSING);
  }
}
