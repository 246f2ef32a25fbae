package dev.trailmark.submission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An upload time as students copy it: from the S3 console, from the AWS CLI, or in ISO 8601. */
final class UploadTime {
  /** The forms, each with an offset from UTC: without one a time says nothing. */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("MMMM d, uuuu, HH:mm:ss '(UTC'xxx')'", Locale.ENGLISH));

  private UploadTime() {}

  /** The time, or nothing when the text is in none of the forms. */
  static Optional<Instant> parse(String text) {
    for (DateTimeFormatter form : FORMS) {
      try {
        return Optional.of(OffsetDateTime.parse(text.strip(), form).toInstant());
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    return Optional.empty();
  }
}
