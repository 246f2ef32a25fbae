package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AclHeaders;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What all writes have in common: who owns a new object, its metadata, its time. */
public final class NewObjects {
  private static final int MOST_METADATA = 2_048;
  private static final String DEFAULT_TYPE = "binary/octet-stream";

  private NewObjects() {}

  /**
   * Who owns a new object: the bucket owner when ACLs are disabled, when the setting prefers it and
   * the writer offers it, and for writers without an account; else the writer.
   */
  public static String owner(Call call, BucketRecord bucket, AclHeaders acl) {
    boolean offered = bucket.ownerPreferred() && "bucket-owner-full-control".equals(acl.canned());
    return !bucket.aclsEnabled() || offered || call.accountId() == null
        ? bucket.ownerAccount()
        : call.accountId();
  }

  /**
   * Whether s3:PutObjectAcl is needed too. AWS services write with bucket-owner-full-control under
   * s3:PutObject alone, as the bucket policies that AWS documents for them have it.
   */
  private static boolean needsAclPermission(Call call, BucketRecord bucket, AclHeaders acl) {
    return bucket.aclsEnabled() && !acl.isEmpty() && !call.caller().principal().isService();
  }

  /** s3:PutObject, s3:PutObjectAcl when ACLs count, and the permissions of further headers. */
  public static List<AccessCheck> checks(
      Call call,
      S3Access access,
      BucketRecord bucket,
      String key,
      AclHeaders acl,
      WriteHeaders headers,
      RequestKeys keys) {
    List<AccessCheck> checks = new ArrayList<>();
    checks.add(access.onKey(call, bucket, key, "s3:PutObject", keys));
    if (needsAclPermission(call, bucket, acl)) {
      checks.add(access.onKey(call, bucket, key, "s3:PutObjectAcl", keys));
    }
    checks.addAll(headers.checks(call, access, bucket, key, keys));
    return checks;
  }

  /** User metadata with names in lower case, checked for size. That of forms is text already. */
  public static Map<String, String> metadata(Call call, Map<String, String> sent) {
    Map<String, String> kept = new LinkedHashMap<>();
    int size = 0;
    for (Map.Entry<String, String> entry : sent.entrySet()) {
      String name = HeaderText.requireName(entry.getKey().toLowerCase(Locale.ROOT));
      String value =
          call.form() == null ? MetadataText.decoded(entry.getValue()) : entry.getValue();
      size += utf8(name) + utf8(value);
      kept.put(name, value);
    }
    if (size > MOST_METADATA) {
      throw S3Error.METADATA_TOO_LARGE
          .fail()
          .with("Size", Integer.toString(size))
          .with("MaxSizeAllowed", Integer.toString(MOST_METADATA));
    }
    return kept;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** System metadata by header name; aws-chunked is a transfer matter and not kept. */
  public static Map<String, String> headers(
      String type,
      String cacheControl,
      String disposition,
      String encoding,
      String language,
      Instant expires) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", type == null || type.isEmpty() ? DEFAULT_TYPE : type);
    Sent.put(headers, "cache-control", cacheControl);
    Sent.put(headers, "content-disposition", disposition);
    Sent.put(headers, "content-encoding", withoutChunking(encoding));
    Sent.put(headers, "content-language", language);
    Sent.put(headers, "expires", expires == null ? null : HeaderText.date(expires));
    headers.forEach(HeaderText::require);
    headers.replaceAll((name, value) -> HeaderText.latin(value));
    return headers;
  }

  private static String withoutChunking(String encoding) {
    if (encoding == null) {
      return null;
    }
    String kept =
        Arrays.stream(encoding.split(","))
            .map(String::trim)
            .filter(coding -> !coding.isEmpty() && !coding.equals("aws-chunked"))
            .collect(Collectors.joining(", "));
    return kept.isEmpty() ? null : kept;
  }
}
