package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S3's condition keys of one request, names in lower case. Keys that repeat a header are there only
 * when it was sent: a bucket's defaults do not count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/list_amazons3.html">Condition
 *     keys for Amazon S3</a>
 */
final class RequestKeys {
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, List<String>> values = new HashMap<>();

  private RequestKeys() {}

  /** The keys that depend on how the request was signed and sent. */
  static RequestKeys of(Call call, BucketRecord bucket) {
    RequestKeys keys = new RequestKeys();
    keys.put("s3:resourceaccount", bucket == null ? null : bucket.ownerAccount());
    keys.put("s3:authtype", authType(call.caller().method()));
    keys.put("s3:signatureversion", signatureVersion(call.caller().signature()));
    WireRequest wire = call.wire();
    if (wire != null) {
      keys.put("s3:x-amz-content-sha256", wire.header("x-amz-content-sha256"));
      keys.put("s3:signatureage", signatureAge(call, wire));
      keys.put("s3:tlsversion", wire.tls() == null ? null : tlsVersion(wire.tls().version()));
    }
    return keys;
  }

  /** Adds a key; {@code null} leaves it out. The name begins with {@code s3:}. */
  RequestKeys put(String name, Object value) {
    if (value != null) {
      values.put(name, List.of(value.toString()));
    }
    return this;
  }

  /** The keys for a check. */
  Map<String, List<String>> map() {
    return values;
  }

  private static String authType(String method) {
    if (method == null) {
      return null;
    }
    return method.equals("QueryString") ? "REST-QUERY-STRING" : "REST-HEADER";
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

  /** Milliseconds since the request was signed. */
  private static String signatureAge(Call call, WireRequest wire) {
    String date = wire.header("x-amz-date");
    if (date == null) {
      date = Wire.query(wire).get("X-Amz-Date");
    }
    if (date == null) {
      return null;
    }
    try {
      Instant signed = Instant.from(AMZ_DATE.parse(date));
      return Long.toString(Math.max(0, Duration.between(signed, call.time()).toMillis()));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
