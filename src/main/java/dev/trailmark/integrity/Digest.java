package dev.trailmark.integrity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A digest file's content (User Guide, "CloudTrail digest file structure").
 *
 * @param place where CloudTrail put it
 * @param name what that place says
 * @param start from when on the log files of the digest were delivered
 * @param end until when; also what a signature covers, in {@code endText}
 * @param endText the end as the file writes it
 * @param fingerprint which public key checks its signature
 * @param previous the digest before it; empty where a chain begins
 * @param logs the log files delivered in its time
 * @param hash SHA-256 of the digest file itself, unpacked
 */
public record Digest(
    Place place,
    ObjectName name,
    Instant start,
    Instant end,
    String endText,
    String fingerprint,
    Optional<Previous> previous,
    List<Log> logs,
    String hash) {

  /**
   * What a digest says about the one before it.
   *
   * @param place where that is
   * @param hash its SHA-256, unpacked
   * @param signature its signature in hexadecimal
   */
  public record Previous(Place place, String hash, String signature) {}

  /**
   * What a digest says about a log file.
   *
   * @param place where that is
   * @param hash its SHA-256, unpacked
   */
  public record Log(Place place, String hash) {}

  /** The text that CloudTrail signs. */
  String signed() {
    return String.join(
        "\n",
        endText,
        place.bucket() + "/" + place.key(),
        hash,
        previous.map(Previous::signature).orElse("null"));
  }
}
