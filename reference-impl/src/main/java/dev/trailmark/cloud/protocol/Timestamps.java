package dev.trailmark.cloud.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The ways in which AWS's protocols write points in time. */
enum Timestamps {
  /** Seconds since 1970, with up to three decimals. */
  EPOCH,
  /** {@code 2026-01-07T13:00:00Z}. */
  ISO,
  /** {@code 2026-01-07T13:00:00.000Z}, as S3 writes it in documents. */
  ISO_MILLIS,
  /** {@code Wed, 07 Jan 2026 13:00:00 GMT}, the form of HTTP headers (RFC 9110 §5.6.7). */
  HTTP;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final DateTimeFormatter TRAIL =
      DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The instant in this form. */
  String format(Instant instant) {
    return switch (this) {
      case EPOCH -> epoch(instant);
      case ISO -> SECONDS.format(instant);
      case ISO_MILLIS -> MILLIS.format(instant);
      case HTTP -> fixdate(instant);
    };
  }

  /**
   * Reads this form; both ISO forms read any ISO date-time with an offset.
   *
   * @throws DateTimeException when the text is not of this form
   */
  Instant parse(String text) {
    return switch (this) {
      case EPOCH -> fromEpoch(text);
      case ISO, ISO_MILLIS -> OffsetDateTime.parse(text).toInstant();
      case HTTP -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    };
  }

  /** As CloudTrail writes points in time inside requests and responses, in UTC. */
  static String inTrail(Instant instant) {
    return TRAIL.format(instant);
  }

  /** By hand, since reads of objects write one each and a formatter takes its time. */
  private static String fixdate(Instant instant) {
    OffsetDateTime date = instant.atOffset(ZoneOffset.UTC);
    if (date.getYear() < 1_000 || date.getYear() > 9_999) {
      return IMF_FIXDATE.format(date);
    }
    StringBuilder text = new StringBuilder(29);
    text.append(DAYS.get(date.getDayOfWeek().ordinal())).append(", ");
    two(text, date.getDayOfMonth()).append(' ');
    text.append(MONTHS.get(date.getMonthValue() - 1)).append(' ');
    text.append(date.getYear()).append(' ');
    two(text, date.getHour()).append(':');
    two(text, date.getMinute()).append(':');
    return two(text, date.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String epoch(Instant instant) {
    long millis = instant.toEpochMilli();
    long fraction = Math.floorMod(millis, 1000L);
    String seconds = Long.toString(Math.floorDiv(millis, 1000L));
    if (fraction == 0) {
      return seconds;
    }
    if (millis < 0) {
      return java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
    StringBuilder text = new StringBuilder(seconds).append('.');
    text.append((char) ('0' + fraction / 100)).append((char) ('0' + fraction / 10 % 10));
    return text.append((char) ('0' + fraction % 10)).toString();
  }

  private static Instant fromEpoch(String text) {
    try {
      java.math.BigDecimal seconds = new java.math.BigDecimal(text);
      if (seconds.precision() - seconds.scale() > 12 || seconds.scale() > 30) {
        throw new DateTimeException("out of range");
      }
      long nanos = seconds.remainder(java.math.BigDecimal.ONE).movePointRight(9).longValue();
      return Instant.ofEpochSecond(seconds.longValue(), nanos);
    } catch (NumberFormatException e) {
      throw new DateTimeException("not a number", e);
    }
  }
}
