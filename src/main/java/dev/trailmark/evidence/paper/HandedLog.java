package dev.trailmark.evidence.paper;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log file, or a log pasted into a text.
 *
 * @param name the file's name, or its place in a text
 * @param sha256 of the file's bytes, in hexadecimal; empty for a pasted log
 * @param records how many records it has
 * @param last the time of its latest record; empty when it has none
 */
public record HandedLog(String name, String sha256, int records, Optional<Instant> last) {

  /** User Guide, "CloudTrail log file name format". */
  private static final Pattern DELIVERED =
      Pattern.compile("\\d{12}_CloudTrail_[a-z0-9-]+_(\\d{8}T\\d{4})Z_\\w+\\.json(\\.gz)?");

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm");

  /** The same for a file that is known to be changed: worth no more than a pasted log. */
  public HandedLog changed() {
    return new HandedLog(name + " (changed)", "", records, last);
  }

  /** Whether it is a file rather than pasted. */
  public boolean file() {
    return !sha256.isEmpty();
  }

  /** When CloudTrail delivered it, to the minute; empty when its name does not say. */
  public Optional<Instant> delivered() {
    Matcher matcher = DELIVERED.matcher(name.substring(name.lastIndexOf('/') + 1));
    return matcher.matches()
        ? Optional.of(LocalDateTime.parse(matcher.group(1), MINUTE).toInstant(ZoneOffset.UTC))
        : Optional.empty();
  }
}
