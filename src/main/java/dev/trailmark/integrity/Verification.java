package dev.trailmark.integrity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param verdicts one for each digest and log file, in the order in which they were looked at
 * @param gaps times for which there are no digests, as sentences
 * @param from since when valid digests cover the deliveries; empty when there is none
 * @param to until when
 * @param complete whether what is missing was taken away, see {@link Holdings#complete()}
 */
public record Verification(
    List<Verdict> verdicts,
    List<String> gaps,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean complete) {

  /** How many files of a kind stand so. */
  public long count(ObjectName.Kind kind, Standing standing) {
    return verdicts.stream()
        .filter(verdict -> verdict.kind() == kind && verdict.standing() == standing)
        .count();
  }

  /** How many files of a kind there are. */
  public long count(ObjectName.Kind kind) {
    return verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
  }

  /** Whether something was changed or taken away since CloudTrail delivered it. */
  public boolean tampered() {
    return verdicts.stream()
        .map(Verdict::standing)
        .anyMatch(
            standing -> standing == Standing.INVALID || complete && standing == Standing.MISSING);
  }

  /** Whether all is as CloudTrail delivered it, but for logs that no digest can cover yet. */
  public boolean proved() {
    return verdicts.stream().anyMatch(verdict -> !verdict.log())
        && verdicts.stream()
            .map(Verdict::standing)
            .allMatch(standing -> standing == Standing.VALID || standing == Standing.PENDING);
  }

  /**
   * What was found about each log file that could be read, by where it was read. Of a file that
   * several digests name, the first of valid, invalid and not proved counts.
   */
  public Map<String, Verdict> logs() {
    Map<String, Verdict> logs = new HashMap<>();
    for (Verdict verdict : verdicts) {
      if (verdict.log() && !verdict.file().isEmpty()) {
        logs.merge(
            verdict.file(),
            verdict,
            (one, other) -> one.standing().compareTo(other.standing()) <= 0 ? one : other);
      }
    }
    return logs;
  }
}
