package dev.trailmark.cloud.s3.request;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How S3's calls are recorded: {@code requestParameters} has the bucket, the host, the key, the
 * query (sub-resources as empty strings, presigning parameters but no secrets), the {@code x-amz-*}
 * headers that say what to do, and XML bodies as objects.
 */
public final class S3Trail {
  /** The namespace of XML bodies, which records repeat. */
  public static final String XMLNS = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final Set<String> PRESIGNING =
      Set.of("X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders");

  private static final Set<String> QUERY =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "attributes",
          "analytics",
          "annotation",
          "annotation-prefix",
          "annotationName",
          "max-annotation-results",
          "cors",
          "id",
          "intelligent-tiering",
          "inventory",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "replication",
          "requestPayment",
          "website",
          "delete",
          "encryption",
          "location",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "restore",
          "retention",
          "legal-hold",
          "object-lock",
          "tagging",
          "versioning",
          "versions",
          "uploads",
          "uploadId",
          "partNumber",
          "max-parts",
          "part-number-marker",
          "max-uploads",
          "upload-id-marker",
          "key-marker",
          "version-id-marker",
          "list-type",
          "prefix",
          "delimiter",
          "max-keys",
          "marker",
          "continuation-token",
          "start-after",
          "encoding-type",
          "fetch-owner",
          "versionId",
          "max-buckets",
          "bucket-region",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "x-id");

  /** Headers of transport, signing and authentication, which records leave out. */
  private static final Set<String> UNRECORDED =
      Set.of(
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token",
          "x-amz-decoded-content-length",
          "x-amz-trailer",
          "x-amz-sdk-checksum-algorithm",
          "x-amz-checksum-mode",
          "x-amz-mfa",
          "x-amz-user-agent");

  private S3Trail() {}

  /** A call that concerns a bucket and perhaps an object. */
  public static <I, O> TrailRule<I, O> read(Function<I, String> bucket, Function<I, String> key) {
    return TrailRule.<I, O>read().parameters((call, in) -> parameters(call, in, bucket, key));
  }

  /** A call that concerns a bucket and changes something. */
  public static <I, O> TrailRule<I, O> write(Function<I, String> bucket, Function<I, String> key) {
    return TrailRule.<I, O>write()
        .parameters((call, in) -> parameters(call, in, bucket, key))
        .withoutResponse();
  }

  /** A data event that changes nothing. */
  public static <I, O> TrailRule<I, O> dataRead(
      Function<I, String> bucket, Function<I, String> key) {
    return S3Trail.<I, O>read(bucket, key).data();
  }

  /** A data event that changes something. */
  public static <I, O> TrailRule<I, O> dataWrite(
      Function<I, String> bucket, Function<I, String> key) {
    return S3Trail.<I, O>write(bucket, key).data();
  }

  /** A call that changes something by an XML body, which {@code body} adds to the parameters. */
  public static <I, O> TrailRule<I, O> write(
      Function<I, String> bucket,
      Function<I, String> key,
      BiConsumer<I, Map<String, Object>> body) {
    return TrailRule.<I, O>write()
        .parameters(
            (call, in) -> {
              Map<String, Object> parameters = parameters(call, in, bucket, key);
              body.accept(in, parameters);
              return parameters;
            })
        .withoutResponse();
  }

  /** For calls on a bucket alone. */
  public static <I> String noKey(I input) {
    return null;
  }

  private static <I> Map<String, Object> parameters(
      Call call, I input, Function<I, String> bucket, Function<I, String> key) {
    Map<String, Object> parameters = new TreeMap<>();
    if (call.wire() != null) {
      Wire.query(call.wire())
          .forEach(
              (name, value) -> {
                if (QUERY.contains(name) || PRESIGNING.contains(name)) {
                  parameters.put(name, value);
                }
              });
      call.wire().headers().forEach((name, value) -> addHeader(parameters, name, value));
    }
    String bucketName = bucket.apply(input);
    String keyName = key.apply(input);
    if (bucketName != null) {
      parameters.put("bucketName", bucketName);
    }
    if (keyName != null) {
      parameters.put("key", keyName);
    }
    parameters.put("Host", host(call, bucketName));
    return parameters;
  }

  private static void addHeader(Map<String, Object> parameters, String name, String value) {
    boolean said =
        name.startsWith("x-amz-")
            && !UNRECORDED.contains(name)
            && !name.startsWith("x-amz-meta-")
            && !name.startsWith("x-amz-checksum-")
            && !name.contains("customer-key");
    if (said) {
      parameters.put(name, value);
    }
  }

  private static String host(Call call, String bucket) {
    String host = call.caller().host();
    if (host != null && !host.isEmpty()) {
      return host;
    }
    String endpoint = "s3." + call.region() + ".amazonaws.com";
    return bucket == null ? endpoint : bucket + "." + endpoint;
  }
}
