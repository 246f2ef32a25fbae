package dev.trailmark.cloud.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The forms of a time that signed requests use: ISO 8601 basic, and the HTTP date of RFC 1123. */
final class Timestamps {
  /** What {@link #basic} answers for text that is no timestamp. */
  static final long UNREADABLE = Long.MIN_VALUE;

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** Seconds since the epoch of {@code yyyyMMdd'T'HHmmss'Z'}, or {@link #UNREADABLE}. */
  static long basic(String text) {
    if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return UNREADABLE;
    }
    long day = day(text);
    int hour = number(text, 9, 11);
    int minute = number(text, 11, 13);
    int second = number(text, 13, 15);
    boolean valid =
        day != UNREADABLE
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    return valid ? ((day * 24 + hour) * 60 + minute) * 60 + second : UNREADABLE;
  }

  /**
   * Days since the epoch of the {@code yyyyMMdd} that a text begins with, or {@link #UNREADABLE}.
   */
  static long day(String text) {
    if (text.length() < 8) {
      return UNREADABLE;
    }
    int year = number(text, 0, 4);
    int month = number(text, 4, 6);
    int day = number(text, 6, 8);
    if (year < 0 || month < 0 || day < 0) {
      return UNREADABLE;
    }
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return UNREADABLE;
    }
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  /** Seconds since the epoch of an HTTP date, numeric zones included, or {@link #UNREADABLE}. */
  static long http(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim())).getEpochSecond();
    } catch (DateTimeException e) {
      return UNREADABLE;
    }
  }

  /** A time as {@code yyyyMMdd'T'HHmmss'Z'}. */
  static String toBasic(Instant instant) {
    return BASIC.format(instant);
  }

  /** A time as S3's error fields show it, {@code 2025-10-27T00:00:00Z}. */
  static String toIso(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
