package dev.trailmark.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.integrity.ObjectName;
import dev.trailmark.integrity.Standing;
import dev.trailmark.integrity.Verdict;
import dev.trailmark.integrity.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a verification found, for machines. Members without a value are left out; times are ISO 8601
 * in UTC.
 */
final class VerificationJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, null))
          .build();

  private static final Map<ObjectName.Kind, String> KINDS =
      Map.of(
          ObjectName.Kind.DIGEST, "digest",
          ObjectName.Kind.BACKFILL_DIGEST, "backfillDigest",
          ObjectName.Kind.LOG, "log");

  private static final Map<Standing, String> STANDINGS =
      Map.of(
          Standing.VALID, "valid",
          Standing.INVALID, "invalid",
          Standing.MISSING, "missing",
          Standing.NOT_PROVED, "notProved",
          Standing.PENDING, "notCoveredYet");

  private VerificationJson() {}

  private record Document(
      String schema,
      VerificationOutcome outcome,
      String from,
      String to,
      Map<String, Map<String, Long>> counts,
      List<FileFound> files,
      List<String> gaps,
      List<String> notLookedInto) {}

  private record FileFound(
      String kind, String subject, String file, String standing, String reason) {}

  static String of(Verification found, List<String> unread) {
    Document document =
        new Document(
            "trailmark/verification/v1",
            VerificationOutcome.of(found, unread),
            text(found.from()),
            text(found.to()),
            counts(found),
            found.verdicts().stream().map(VerificationJson::file).toList(),
            found.gaps(),
            unread);
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  private static String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }

  private static Map<String, Map<String, Long>> counts(Verification found) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (Verdict verdict : found.verdicts()) {
      counts
          .computeIfAbsent(KINDS.get(verdict.kind()), kind -> new TreeMap<>())
          .merge(STANDINGS.get(verdict.standing()), 1L, Long::sum);
    }
    return counts;
  }

  private static FileFound file(Verdict verdict) {
    return new FileFound(
        KINDS.get(verdict.kind()),
        verdict.subject(),
        verdict.file(),
        STANDINGS.get(verdict.standing()),
        verdict.reason());
  }
}
