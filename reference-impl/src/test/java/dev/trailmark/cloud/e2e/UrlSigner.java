package dev.trailmark.cloud.e2e;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs URLs for S3 by hand, so that a test has every parameter in its hands. Paths and names of
 * parameters need no escapes.
 */
final class UrlSigner {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final URI endpoint;
  private final Account account;

  UrlSigner(URI endpoint, Account account) {
    this.endpoint = endpoint;
    this.account = account;
  }

  /** The parameters of Version 4 but for the signature. */
  Map<String, String> version4(Instant at, long expires) {
    String time = BASIC.format(at);
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    parameters.put(
        "X-Amz-Credential",
        account.rootAccessKeyId() + "/" + time.substring(0, 8) + "/us-east-1/s3/aws4_request");
    parameters.put("X-Amz-Date", time);
    parameters.put("X-Amz-Expires", Long.toString(expires));
    parameters.put("X-Amz-SignedHeaders", "host");
    return parameters;
  }

  /** A URL with a Version 4 signature over the parameters. */
  URI version4(String method, String path, Map<String, String> parameters) {
    String query = query(new TreeMap<>(parameters));
    String canonical =
        method
            + "\n"
            + path
            + "\n"
            + query
            + "\nhost:"
            + endpoint.getAuthority()
            + "\n\nhost\nUNSIGNED-PAYLOAD";
    String time = parameters.get("X-Amz-Date");
    String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
    byte[] key = utf8("AWS4" + account.rootSecretAccessKey());
    for (String part : scope.split("/")) {
      key = hmac("HmacSHA256", key, part);
    }
    String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
    String signature = HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign));
    return endpoint.resolve(path + "?" + query + "&X-Amz-Signature=" + signature);
  }

  /**
   * A URL with a Version 2 signature.
   *
   * @param signedPath what is signed as the path
   * @param parameters {@code content-type} and {@code x-amz-*} headers that the URL carries
   */
  URI version2(
      String method, String path, String signedPath, Instant end, Map<String, String> parameters) {
    Map<String, String> sorted = new TreeMap<>(parameters);
    String type = sorted.getOrDefault("content-type", "");
    String amz =
        sorted.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("x-amz-"))
            .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    String toSign = method + "\n\n" + type + "\n" + end.getEpochSecond() + "\n" + amz + signedPath;
    byte[] secret = utf8(account.rootSecretAccessKey());
    String signature = Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret, toSign));
    sorted.put("AWSAccessKeyId", account.rootAccessKeyId());
    sorted.put("Expires", Long.toString(end.getEpochSecond()));
    sorted.put("Signature", signature);
    return endpoint.resolve(path + "?" + query(sorted));
  }

  /** A query of parameters in their order. */
  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(text));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
