package dev.trailmark.cloud.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates in policies: the W3C profile of ISO 8601 (UTC unless it says otherwise) or epoch seconds.
 */
final class Timestamps {

  private Timestamps() {}

  /** The instant; {@code null} when the text is no date. */
  static Instant parse(String text) {
    try {
      if (text.indexOf('-', 1) < 0) {
        return Instant.ofEpochSecond(new BigDecimal(text).longValueExact());
      }
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 9;
      return zoned
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}
