package dev.trailmark.evidence.paper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people copy them: from the S3 console ({@code October 26, 2025, 21:01:14 (UTC-03:00)}),
 * from the AWS CLI, from HTTP headers, in ISO 8601. A time without its zone says nothing, and is
 * told apart.
 */
public final class PaperTimes {

  private static final String ZONE =
      "(?:\\s*\\(?(Z\\b|(?:UTC|GMT)?\\s?[+-]\\d{1,2}(?::?\\d{2})?|UTC\\b|GMT\\b)\\)?)?";

  private static final List<Form> FORMS =
      List.of(
          new Form(
              "\\b(\\d{4}-\\d{2}-\\d{2})[T ,]\\s?(\\d{1,2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)" + ZONE,
              "uuuu-MM-dd H:mm:ss[.n]"),
          new Form(
              "\\b([A-Z][a-z]{2,8} \\d{1,2}, \\d{4}),? (\\d{1,2}:\\d{2}:\\d{2}(?:\\s?[AP]M)?)"
                  + ZONE,
              "[MMMM][MMM] d, uuuu [h:mm:ss a][H:mm:ss]"),
          new Form(
              "\\b(\\d{1,2} [A-Z][a-z]{2,8} \\d{4}),? (\\d{1,2}:\\d{2}:\\d{2}(?:\\s?[AP]M)?)"
                  + ZONE,
              "d [MMMM][MMM] uuuu [h:mm:ss a][H:mm:ss]"));

  private PaperTimes() {}

  /**
   * A time that was found.
   *
   * @param instant the time; empty when its zone is missing
   * @param text as it stands there
   */
  public record Time(Optional<Instant> instant, String text) {}

  /** The times in a line, in order of their forms. */
  public static List<Time> in(String line) {
    List<Time> found = new ArrayList<>();
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(line);
      while (matcher.find()) {
        form.read(matcher).ifPresent(found::add);
      }
    }
    return found;
  }

  private static final class Form {
    private final Pattern pattern;
    private final DateTimeFormatter format;

    Form(String regex, String format) {
      this.pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
      this.format =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(format.replace("[.n]", ""))
              .toFormatter(Locale.ENGLISH);
    }

    Optional<Time> read(Matcher found) {
      String clock =
          found.group(2).replaceAll("\\.\\d+$", "").replaceAll("(?i)(\\d)([AP]M)", "$1 $2");
      try {
        LocalDateTime local = LocalDateTime.parse(found.group(1) + " " + clock, format);
        return Optional.of(
            new Time(offset(found.group(3)).map(local::toInstant), found.group().strip()));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static Optional<ZoneOffset> offset(String zone) {
      if (zone == null) {
        return Optional.empty();
      }
      String digits = zone.toUpperCase(Locale.ROOT).replaceAll("[^0-9+-]", "");
      if (digits.isEmpty()) {
        return Optional.of(ZoneOffset.UTC);
      }
      String number = digits.substring(1);
      int hours =
          Integer.parseInt(number.length() > 2 ? number.substring(0, number.length() - 2) : number);
      int minutes =
          number.length() > 2 ? Integer.parseInt(number.substring(number.length() - 2)) : 0;
      int sign = digits.charAt(0) == '-' ? -1 : 1;
      return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
    }
  }
}
