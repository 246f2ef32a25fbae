package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * S3's condition keys of one request, names in lower case. Keys that repeat a header are there only
 * when it was sent: a bucket's defaults do not count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/list_amazons3.html">Condition
 *     keys for Amazon S3</a>
 */
public final class RequestKeys {
  /** The configuration that says whether a bucket's tags count. */
  public static final String ABAC = "abac";

  private final Map<String, List<String>> values = new HashMap<>();

  private RequestKeys() {}

  /** The keys that depend on how the request was signed and sent. */
  public static RequestKeys of(Call call, BucketRecord bucket) {
    RequestKeys keys = new RequestKeys();
    keys.put("s3:resourceaccount", bucket == null ? null : bucket.ownerAccount());
    keys.put("s3:authtype", authType(call.caller().method()));
    keys.put("s3:signatureversion", signatureVersion(call.caller().signature()));
    keys.addTags(call, bucket);
    WireRequest wire = call.wire();
    if (wire != null) {
      keys.put("s3:x-amz-content-sha256", wire.header("x-amz-content-sha256"));
      keys.put("s3:signatureage", signatureAge(call, wire));
      keys.put(
          "s3:x-amz-server-side-encryption-customer-algorithm",
          wire.header("x-amz-server-side-encryption-customer-algorithm"));
      keys.put("s3:tlsversion", wire.tls() == null ? null : tlsVersion(wire.tls().version()));
    }
    return keys;
  }

  /** Another set that begins with these. */
  public RequestKeys copy() {
    RequestKeys copy = new RequestKeys();
    copy.values.putAll(values);
    return copy;
  }

  /** Whether a bucket has attribute-based access control on. */
  public static boolean tagsCount(State state, String bucket) {
    ConfigurationRecord abac =
        state.get(S3Kinds.CONFIGURATION, S3Kinds.configurationKey(bucket, ABAC, ""));
    return abac != null && "Enabled".equals(abac.extras().get(ABAC));
  }

  /** The bucket's tags, where attribute-based access control is on. */
  private void addTags(Call call, BucketRecord bucket) {
    if (bucket == null || bucket.tags() == null) {
      return;
    }
    if (tagsCount(call.state(), bucket.name())) {
      bucket
          .tags()
          .forEach(
              (key, value) -> {
                String name = key.toLowerCase(Locale.ROOT);
                values.put("aws:resourcetag/" + name, List.of(value));
                values.put("s3:buckettag/" + name, List.of(value));
              });
    }
  }

  /** Adds a key; {@code null} leaves it out. The name begins with {@code s3:}. */
  public RequestKeys put(String name, Object value) {
    if (value != null) {
      values.put(name.toLowerCase(Locale.ROOT), List.of(value.toString()));
    }
    return this;
  }

  /** Adds a key with several values. */
  public RequestKeys putAll(String name, List<String> all) {
    values.put(name, all);
    return this;
  }

  /** The keys for a check. */
  public Map<String, List<String>> map() {
    return values;
  }

  private static String authType(String method) {
    if (method == null) {
      return null;
    }
    return switch (method) {
      case "QueryString" -> "REST-QUERY-STRING";
      case "HtmlForm" -> "POST";
      default -> "REST-HEADER";
    };
  }

  private static String signatureVersion(String signature) {
    if (signature == null) {
      return null;
    }
    return signature.equals("SigV4") ? "AWS4-HMAC-SHA256" : "AWS";
  }

  /** {@code TLSv1.3} is {@code 1.3} in policies. */
  private static String tlsVersion(String protocol) {
    return protocol.startsWith("TLSv") ? protocol.substring(4) : protocol;
  }

  /** Milliseconds since a presigned URL or a form was made; always 0 under Signature Version 2. */
  private static String signatureAge(Call call, WireRequest wire) {
    if ("SigV2".equals(call.caller().signature())) {
      return "0";
    }
    String date = call.form() == null ? null : call.form().fields().first("x-amz-date");
    if ("QueryString".equals(call.caller().method())) {
      date = Wire.query(wire).get("X-Amz-Date");
    }
    if (date == null) {
      return null;
    }
    long signed = epochSecond(date);
    return signed < 0
        ? null
        : Long.toString(Math.max(0, call.time().toEpochMilli() - signed * 1_000));
  }

  /** Reads {@code 20251027T000113Z}; -1 for anything else. */
  private static long epochSecond(String date) {
    if (date.length() != 16 || date.charAt(8) != 'T' || date.charAt(15) != 'Z') {
      return -1;
    }
    try {
      return LocalDateTime.of(
              digits(date, 0, 4),
              digits(date, 4, 6),
              digits(date, 6, 8),
              digits(date, 9, 11),
              digits(date, 11, 13),
              digits(date, 13, 15))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException | NumberFormatException e) {
      return -1;
    }
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
