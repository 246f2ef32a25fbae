package dev.trailmark.cloud.s3.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How long a version is retained, counted in days or in years of the calendar.
 *
 * @param days {@code null} unless counted in days
 * @param years {@code null} unless counted in years
 */
public record RetentionPeriod(Integer days, Integer years) {

  /** When a retention of that length ends that begins then, in whole seconds. */
  public Instant end(Instant from) {
    var start = from.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    return days == null ? start.plusYears(years).toInstant() : start.plusDays(days).toInstant();
  }
}
