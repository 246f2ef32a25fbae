package dev.trailmark.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a moment such as {@code 2025-10-27T00:00:00Z} or {@code 2025-10-26T21:00:00-03:00}, or the
 * start of a day in UTC such as {@code 2025-10-27}.
 */
final class MomentConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time such as 2025-10-27T00:00:00Z or 2025-10-27");
    }
  }
}
