package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.wire.WireRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line of a server access log: 27 fields, a hyphen for what does not apply. The last one, the
 * Region that the request came from, is known of clients inside AWS only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 */
final class LogLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String NONE = "-";

  private LogLine() {}

  /**
   * The line for a request.
   *
   * @param size the size of the object that it was about; negative for none
   */
  static String of(BucketRecord bucket, Answered answered, long size) {
    Call call = answered.call();
    WireRequest wire = call.wire();
    long sent = answered.response().body().length();
    String body = wire.method().equals("HEAD") || sent <= 0 ? NONE : Long.toString(sent);
    String took = Long.toString(answered.millis());
    return String.join(
        " ",
        List.of(
            bucket.acl().ownerId(),
            bucket.name(),
            TIME.format(call.time()),
            said(call.caller().sourceIp()),
            requester(call),
            call.requestId(),
            LogOperation.of(wire, answered.operation()),
            answered.key() == null ? NONE : encoded(answered.key()),
            quoted(wire.method() + " " + target(wire) + " HTTP/1.1"),
            Integer.toString(answered.response().status()),
            answered.error() == null ? NONE : said(answered.error().code()),
            body,
            size < 0 ? NONE : Long.toString(size),
            took,
            answered.error() == null ? took : NONE,
            quoted(wire.header("referer")),
            quoted(wire.header("user-agent")),
            said(answered.response().headers().first("x-amz-version-id")),
            call.hostId(),
            said(call.caller().signature()),
            wire.tls() == null ? NONE : said(wire.tls().cipherSuite()),
            said(call.caller().method()),
            said(call.caller().host()),
            wire.tls() == null ? NONE : said(wire.tls().version()),
            NONE,
            aclRequired(call),
            NONE));
  }

  /** The line for what a request did to one object beside its own line. */
  static String of(BucketRecord bucket, Call call, Deed deed) {
    WireRequest wire = call.wire();
    return String.join(
        " ",
        List.of(
            bucket.acl().ownerId(),
            bucket.name(),
            TIME.format(call.time()),
            said(call.caller().sourceIp()),
            requester(call),
            call.requestId(),
            deed(deed),
            call.hostId(),
            said(call.caller().signature()),
            wire.tls() == null ? NONE : said(wire.tls().cipherSuite()),
            said(call.caller().method()),
            said(call.caller().host()),
            wire.tls() == null ? NONE : said(wire.tls().version()),
            NONE,
            NONE,
            NONE));
  }

  /** The line for what S3 has done by itself, as users of AWS see it: by {@code AmazonS3}. */
  static String of(BucketRecord bucket, Instant time, String requestId, String hostId, Deed deed) {
    return String.join(
        " ",
        bucket.acl().ownerId(),
        bucket.name(),
        TIME.format(time),
        NONE,
        "AmazonS3",
        requestId,
        deed(deed),
        hostId,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE,
        NONE);
  }

  /** From the operation to the version: there is no request line, referrer or user agent. */
  private static String deed(Deed deed) {
    return String.join(
        " ",
        deed.operation(),
        encoded(deed.key()),
        NONE,
        deed.status() == 0 ? NONE : Integer.toString(deed.status()),
        said(deed.error()),
        NONE,
        deed.size() < 0 ? NONE : Long.toString(deed.size()),
        NONE,
        NONE,
        NONE,
        NONE,
        said(deed.versionId()));
  }

  private static String aclRequired(Call call) {
    Map<String, Object> notes = call.trail().additional();
    return notes == null ? NONE : said((String) notes.get("aclRequired"));
  }

  /** Root users by their account's canonical id, others by their ARN. */
  private static String requester(Call call) {
    Principal caller = call.caller().principal();
    if (caller.isAnonymous()) {
      return NONE;
    }
    return caller.isRoot() ? call.directory().canonicalId(caller.accountId()) : said(caller.arn());
  }

  private static String target(WireRequest wire) {
    String query = wire.rawQuery();
    return query == null || query.isEmpty() ? wire.rawPath() : wire.rawPath() + "?" + query;
  }

  /** A field that may hold spaces. What the client sent cannot end the field, or the line. */
  private static String quoted(String text) {
    if (text == null || text.isEmpty()) {
      return "\"-\"";
    }
    StringBuilder safe = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(c == '"' || c < ' ' ? String.format("%%%02X", (int) c) : String.valueOf(c));
    }
    return safe.append('"').toString();
  }

  private static String said(String text) {
    return text == null || text.isEmpty() ? NONE : text.replaceAll("\\s", "%20");
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
