package dev.trailmark.report;

import dev.trailmark.report.format.Plain;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of the grader was, so that its marks can be defended and made again.
 *
 * @param version Trailmark's
 * @param settings what else was given, such as the submissions' folder; without blanks and secrets
 */
public record Provenance(String version, Map<String, String> settings) {
  /** Settings in their order, without those that say nothing and what URLs carry before a host. */
  public Provenance {
    Map<String, String> kept = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            kept.put(name, Plain.withoutUserInfo(value));
          }
        });
    settings = kept;
  }
}
