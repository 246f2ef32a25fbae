package dev.trailmark.cloud.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The Date header, formatted once a second; always the machine's time, as RFC 9110 section 6.6.1
 * wants.
 */
final class HttpDates {
  private static final Clock CLOCK = Clock.systemUTC();

  private static volatile Stamp latest = new Stamp(-1, "");

  /** The day has two digits, which the JDK's formatter of RFC 1123 does not give it. */
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  private record Stamp(long second, String text) {}

  /** A date as HTTP has it (RFC 9110, section 5.6.7). */
  static String of(Instant date) {
    return FORM.format(date);
  }

  static String now() {
    long second = CLOCK.millis() / 1000;
    Stamp stamp = latest;
    if (stamp.second() != second) {
      stamp = new Stamp(second, of(Instant.ofEpochSecond(second)));
      latest = stamp;
    }
    return stamp.text();
  }
}
