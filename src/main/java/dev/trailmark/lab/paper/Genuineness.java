package dev.trailmark.lab.paper;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.integrity.Standing;
import dev.trailmark.integrity.Verdict;
import dev.trailmark.integrity.Verification;
import dev.trailmark.lab.Contradiction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the digests that were handed in say about the logs. A log that is not as CloudTrail
 * delivered it may have been opened and saved, or forged: it is worth what the student says, no
 * more, and a person is told.
 */
final class Genuineness {

  /** No digests were handed in, so that nothing is known. */
  static final Genuineness UNKNOWN = new Genuineness(Optional.empty());

  private final List<Verdict> verdicts;
  private final Map<String, Verdict> logs;

  Genuineness(Optional<Verification> verification) {
    this.verdicts = verification.map(Verification::verdicts).orElse(List.of());
    this.logs = verification.map(Verification::logs).orElse(Map.of());
  }

  /** Whether a digest shows that a file was changed. */
  boolean changed(String file) {
    Verdict verdict = logs.get(file);
    return verdict != null && verdict.standing() == Standing.INVALID;
  }

  /** Where a record stands, and how far its file can be relied on as far as that is known. */
  String where(TrailRecord record) {
    Verdict verdict = logs.get(record.container());
    return verdict == null ? record.where() : record.where() + "; " + remark(verdict);
  }

  private static String remark(Verdict verdict) {
    return switch (verdict.standing()) {
      case VALID -> "the file is " + verdict.reason();
      case INVALID -> "the file is not as its digest says: " + verdict.reason();
      default -> "the file is not proved: " + verdict.reason();
    };
  }

  /**
   * What nothing handed in shows of log files; empty when every one is proved or known as changed.
   */
  Optional<String> weakness(List<String> files) {
    long open =
        files.stream()
            .map(logs::get)
            .filter(
                verdict ->
                    verdict == null
                        || verdict.standing() != Standing.VALID
                            && verdict.standing() != Standing.INVALID)
            .count();
    if (open == 0) {
      return Optional.empty();
    }
    String which =
        files.size() == 1
            ? "the log file was"
            : "%d of %d log files were".formatted(open, files.size());
    return Optional.of(
        "whether %s changed: %s"
            .formatted(
                which,
                verdicts.isEmpty()
                    ? "no digest files were handed in"
                    : "the digests handed in do not prove that; trailmark verify-logs says why"));
  }

  /** Files that digests contradict; and digests that nobody can have had from CloudTrail. */
  List<Contradiction> contradictions() {
    return verdicts.stream()
        .filter(verdict -> verdict.standing() == Standing.INVALID)
        .map(
            verdict ->
                new Contradiction(
                    verdict.log() ? "changed log" : "changed digest",
                    "not as CloudTrail delivered it: " + verdict.reason(),
                    Stream.of(verdict.file(), verdict.subject()).distinct().toList()))
        .toList();
  }
}
