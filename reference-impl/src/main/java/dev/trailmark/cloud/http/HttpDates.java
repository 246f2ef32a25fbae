package dev.trailmark.cloud.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The Date header, formatted once a second; always the machine's time, as RFC 9110 section 6.6.1
 * wants.
 */
final class HttpDates {
  private static final Clock CLOCK = Clock.systemUTC();

  private static volatile Stamp latest = new Stamp(-1, "");

  private HttpDates() {}

  private record Stamp(long second, String text) {}

  static String now() {
    long second = CLOCK.millis() / 1000;
    Stamp stamp = latest;
    if (stamp.second() != second) {
      stamp =
          new Stamp(
              second,
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  ZonedDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC)));
      latest = stamp;
    }
    return stamp.text();
  }
}
