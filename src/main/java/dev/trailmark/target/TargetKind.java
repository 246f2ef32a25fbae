package dev.trailmark.target;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The three kinds of target, with how long each may keep a caller waiting for a log file. */
public enum TargetKind {
  /** The simulator that ships with this project, started in this process. */
  REFERENCE(Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(5)),
  /** Anything that answers AWS's protocols at one URL. */
  ENDPOINT(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(15)),
  /** A real account. CloudTrail delivers within about 15 minutes; IAM settles within a minute. */
  AWS(Duration.ofMinutes(15), Duration.ofSeconds(90), Duration.ofMinutes(10));

  private final Duration logWait;
  private final Duration patience;
  private final Duration settling;

  TargetKind(Duration logWait, Duration patience, Duration settling) {
    this.logWait = logWait;
    this.patience = patience;
    this.settling = settling;
  }

  /** How long to wait, once per run, for CloudTrail to deliver. */
  public Duration defaultLogWait() {
    return logWait;
  }

  /** How long a change may take until every reader sees it (eventual consistency). */
  public Duration patience() {
    return patience;
  }

  /** How long after an event a delivered log file may still lack it. */
  public Duration settling() {
    return settling;
  }

  /**
   * Reads the value of {@code trailmark.target}.
   *
   * @throws IllegalArgumentException naming the known kinds
   */
  public static TargetKind parse(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().equalsIgnoreCase(text.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown target '%s': say reference, endpoint or aws".formatted(text)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
