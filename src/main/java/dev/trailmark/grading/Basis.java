package dev.trailmark.grading;

import dev.trailmark.marks.Rubric;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What marks come from, as one hash: the same basis gives the same marks. */
final class Basis {
  private Basis() {}

  /**
   * The basis of a candidate's marks.
   *
   * @param judge version and settings
   * @return empty when the work cannot be told from other work
   */
  static String of(Candidate candidate, String judge, Rubric rubric) {
    return candidate
        .work()
        .hash()
        .map(work -> sha256(String.join("\n", judge, rubric.hash(), work)))
        .orElse("");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
