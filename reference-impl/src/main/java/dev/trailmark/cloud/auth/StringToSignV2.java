package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Signature Version 2 signs: method, MD5, type, date, the {@code x-amz-*} headers and the
 * resource with its sub-resources.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and authenticating REST requests (AWS Signature Version 2)</a>
 */
final class StringToSignV2 {
  private static final Set<String> SUB_RESOURCES =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "defaultObjectAcl",
          "delete",
          "inventory",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "partNumber",
          "policy",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "select",
          "select-type",
          "storageClass",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private final String head;
  private final String resource;
  private final String subResources;
  private final boolean bareBucket;

  /**
   * Takes a request.
   *
   * @param date the Date header, nothing if x-amz-date replaces it, or a URL's {@code Expires}
   * @param scheme a URL carries as parameters what would else be headers
   */
  StringToSignV2(WireRequest request, String date, SigningRules rules, Scheme scheme) {
    StringBuilder out = new StringBuilder(256);
    out.append(request.method()).append('\n');
    out.append(field(request, "content-md5", scheme)).append('\n');
    out.append(field(request, "content-type", scheme)).append('\n');
    out.append(date).append('\n');
    amzHeaders(request, scheme)
        .forEach((name, value) -> out.append(name).append(':').append(value).append('\n'));
    String path = request.rawPath();
    head = out.toString();
    resource = rules.hostBucket() == null ? path : "/" + rules.hostBucket() + path;
    subResources = subResources(request.rawQuery());
    bareBucket = rules.hostBucket() == null && path.length() > 1 && path.indexOf('/', 1) < 0;
  }

  /** The string. */
  String text() {
    return head + resource + subResources;
  }

  /** Whether the path is that of a bucket without a closing slash. */
  boolean isBareBucket() {
    return bareBucket;
  }

  /**
   * The string for {@code /bucket} as {@code /bucket/}, which is how botocore signs it in path
   * style: what it holds to be the form that S3 accepts.
   */
  String withClosingSlash() {
    return head + resource + '/' + subResources;
  }

  private static String field(WireRequest request, String name, Scheme scheme) {
    String value = request.header(name);
    if (value == null && scheme == Scheme.QUERY) {
      value = QueryParameters.first(request.rawQuery(), name);
    }
    return value == null ? "" : value.strip();
  }

  private static Map<String, String> amzHeaders(WireRequest request, Scheme scheme) {
    Map<String, String> sorted = new TreeMap<>();
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      addAmz(sorted, headers.name(i).toLowerCase(Locale.ROOT), headers.value(i));
    }
    if (scheme == Scheme.QUERY) {
      for (String parameter : request.rawQuery().split("&")) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
          addAmz(
              sorted,
              parameter.substring(0, equals).toLowerCase(Locale.ROOT),
              QueryParameters.decode(parameter, equals + 1, parameter.length()));
        }
      }
    }
    return sorted;
  }

  private static void addAmz(Map<String, String> sorted, String name, String value) {
    if (name.startsWith("x-amz-")) {
      sorted.merge(name, value.strip(), (one, other) -> one + "," + other);
    }
  }

  private static String subResources(String rawQuery) {
    Map<String, String> sorted = new TreeMap<>();
    for (String parameter : rawQuery.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (SUB_RESOURCES.contains(name)) {
        boolean bare = equals < 0 || equals == parameter.length() - 1;
        sorted.put(
            name,
            bare
                ? name
                : name + "=" + QueryParameters.decode(parameter, equals + 1, parameter.length()));
      }
    }
    return sorted.isEmpty() ? "" : "?" + String.join("&", sorted.values());
  }
}
