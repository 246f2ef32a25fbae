package dev.trailmark.course;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.trailmark.submission.StrictYaml;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write times and lengths of time in a rubric. */
final class CourseValues {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([mhd])");

  private CourseValues() {}

  static Module module() {
    return new SimpleModule()
        .addDeserializer(Instant.class, new Time())
        .addDeserializer(Duration.class, new Length());
  }

  /** A time with its offset from UTC: without one it says nothing. */
  private static final class Time extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return OffsetDateTime.parse(parser.getText().strip()).toInstant();
      } catch (DateTimeException e) {
        throw StrictYaml.refused(
            parser,
            "\"%s\" is not a time with its offset, such as 2026-11-20T23:59:00-03:00"
                .formatted(parser.currentName()));
      }
    }
  }

  private static final class Length extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Matcher length = LENGTH.matcher(parser.getText().strip());
      if (!length.matches()) {
        throw StrictYaml.refused(
            parser,
            "\"%s\" is not a length of time such as 30m, 2h or 5d".formatted(parser.currentName()));
      }
      long amount = Long.parseLong(length.group(1));
      return switch (length.group(2)) {
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
  }
}
