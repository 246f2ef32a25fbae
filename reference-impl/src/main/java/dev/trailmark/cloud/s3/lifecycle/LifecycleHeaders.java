package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What answers say of rules: {@code x-amz-expiration} when the object will expire, {@code
 * x-amz-abort-date} and {@code x-amz-abort-rule-id} when the upload will be aborted. Of several
 * rules the one that acts first counts.
 */
final class LifecycleHeaders {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+");

  private LifecycleHeaders() {}

  static void expiration(Rules rules, ObjectRecord object, Call call) {
    Stored stored = Stored.of(object);
    Rule first = null;
    Instant soonest = null;
    for (Rule rule : rules.rules()) {
      if (rule.expiry() != null
          && rule.filter().matches(object.key(), stored.size(), stored.tags())) {
        Instant due = rule.expiry().after(stored.modifiedAt());
        if (soonest == null || due.isBefore(soonest)) {
          first = rule;
          soonest = due;
        }
      }
    }
    if (first != null) {
      String id = encoded(first);
      call.header(
          "x-amz-expiration",
          "expiry-date=\"" + HTTP.format(soonest) + "\", rule-id=\"" + id + "\"");
    }
  }

  static void abortion(Rules rules, UploadRecord upload, Call call) {
    Rule first = null;
    for (Rule rule : rules.rules()) {
      if (rule.aborts(upload.key()) && (first == null || rule.abortDays() < first.abortDays())) {
        first = rule;
      }
    }
    if (first != null) {
      call.header(
          "x-amz-abort-date", HTTP.format(Rule.due(upload.initiatedAt(), first.abortDays())));
      call.header("x-amz-abort-rule-id", encoded(first));
    }
  }

  /**
   * A rule's id as headers carry it. The documentation says that it is URL-encoded; answers of S3
   * were always seen to have it as it is, so only what a header cannot carry is encoded here.
   */
  private static String encoded(Rule rule) {
    return UNPRINTABLE
        .matcher(rule.id())
        .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
  }
}
