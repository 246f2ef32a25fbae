package dev.trailmark.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.evidence.MalformedEvidenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what a bucket policy lets CloudTrail do (CloudTrail User Guide, "Amazon S3 bucket policy
 * for CloudTrail").
 */
public final class BucketPolicyReading {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BucketPolicyReading() {}

  /**
   * What a policy lets CloudTrail do for a trail.
   *
   * @param account the trail's account, below which its log files are written
   * @param where where the policy stands, for messages
   */
  public static BucketPolicyFacts read(
      String text, TrailFacts trail, String account, String where) {
    String bucket = "arn:aws:s3:::" + trail.bucket();
    String folder = trail.prefix().isEmpty() ? "" : trail.prefix() + "/";
    String log = bucket + "/" + folder + "AWSLogs/" + account + "/CloudTrail/log.json.gz";
    List<JsonNode> check = new ArrayList<>();
    List<JsonNode> write = new ArrayList<>();
    for (JsonNode statement : statements(text, where)) {
      if (allowsCloudTrail(statement) && meantFor(statement, trail.arn())) {
        add(statement, "s3:GetBucketAcl", bucket, check);
        add(statement, "s3:PutObject", log, write);
      }
    }
    boolean bound =
        List.of(check, write).stream()
            .allMatch(each -> !each.isEmpty() && each.stream().allMatch(s -> bound(s)));
    return new BucketPolicyFacts(!check.isEmpty(), !write.isEmpty(), bound);
  }

  private static void add(
      JsonNode statement, String action, String resource, List<JsonNode> statements) {
    if (anyMatches(statement.path("Action"), action)
        && anyMatches(statement.path("Resource"), resource)) {
      statements.add(statement);
    }
  }

  private static JsonNode statements(String text, String where) {
    try {
      return JSON.readTree(text).path("Statement");
    } catch (JsonProcessingException e) {
      throw new MalformedEvidenceException(where + ": the bucket policy is not JSON", e);
    }
  }

  private static boolean allowsCloudTrail(JsonNode statement) {
    return statement.path("Effect").asText().equals("Allow")
        && anyMatches(statement.path("Principal").path("Service"), "cloudtrail.amazonaws.com");
  }

  /** A statement without a source condition is meant for every trail. */
  private static boolean meantFor(JsonNode statement, String trailArn) {
    return !bound(statement) || anyMatches(sourceArn(statement), trailArn);
  }

  private static boolean bound(JsonNode statement) {
    return !sourceArn(statement).isMissingNode();
  }

  /** Condition keys are case-insensitive; the console writes {@code AWS:SourceArn}. */
  private static JsonNode sourceArn(JsonNode statement) {
    for (JsonNode operator : statement.path("Condition")) {
      for (var entry : operator.properties()) {
        if (entry.getKey().toLowerCase(Locale.ROOT).equals("aws:sourcearn")) {
          return entry.getValue();
        }
      }
    }
    return JSON.missingNode();
  }

  private static boolean anyMatches(JsonNode patterns, String text) {
    List<String> all = new ArrayList<>();
    if (patterns.isArray()) {
      patterns.forEach(each -> all.add(each.asText()));
    } else if (patterns.isTextual()) {
      all.add(patterns.asText());
    }
    return all.stream().anyMatch(pattern -> matches(pattern, text));
  }

  private static boolean matches(String pattern, String text) {
    String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return text.matches(regex);
  }
}
