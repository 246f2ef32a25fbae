package dev.trailmark.integrity;

import java.util.Objects;

/**
 * What was found out about one file.
 *
 * @param kind what the file is
 * @param subject the object, such as {@code s3://bucket/key}, or a file that no digest names
 * @param file where its content was read; empty when it is not there
 * @param standing how far it can be relied on
 * @param reason why; for a valid log the digest that proves it, for a valid digest empty
 */
public record Verdict(
    ObjectName.Kind kind, String subject, String file, Standing standing, String reason) {

  /** Every part is there. */
  public Verdict {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(standing, "standing");
    Objects.requireNonNull(reason, "reason");
  }

  /** Whether it is about a log file, not a digest. */
  public boolean log() {
    return kind == ObjectName.Kind.LOG;
  }
}
