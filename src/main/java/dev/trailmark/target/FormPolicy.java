package dev.trailmark.target;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The fields with which a browser's form may upload to S3, their policy signed with Version 4. */
final class FormPolicy {
  private static final String BOUNDARY = "trailmark-form";

  private FormPolicy() {}

  /** The form's fields, in their order. */
  static Map<String, String> sign(
      AwsCredentials credentials,
      String region,
      String bucket,
      String key,
      List<String> more,
      Instant expiration,
      Clock clock) {
    String time = Presigner.TIME.format(clock.instant());
    String scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, 8), region);
    Map<String, String> fixed = new TreeMap<>();
    fixed.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fixed.put("x-amz-credential", credentials.accessKeyId() + "/" + scope);
    fixed.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentials session) {
      fixed.put("x-amz-security-token", session.sessionToken());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.putAll(fixed);
    fixed.put("key", key);
    fixed.put("bucket", bucket);
    String conditions =
        Stream.concat(
                fixed.entrySet().stream()
                    .map(each -> "{\"%s\":\"%s\"}".formatted(each.getKey(), each.getValue())),
                more.stream())
            .collect(Collectors.joining(","));
    String policy =
        Base64.getEncoder()
            .encodeToString(
                "{\"expiration\":\"%s\",\"conditions\":[%s]}"
                    .formatted(expiration, conditions)
                    .getBytes(StandardCharsets.UTF_8));
    fields.put("policy", policy);
    fields.put(
        "x-amz-signature",
        HexFormat.of().formatHex(Presigner.sign(credentials.secretAccessKey(), scope, policy)));
    return fields;
  }

  /** The value of {@code Content-Type} of a form's body. */
  static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** A form's body: its fields, and a text as its file. */
  static byte[] body(Map<String, String> fields, String file) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> part(body, "name=\"%s\"".formatted(name), value));
    part(body, "name=\"file\"; filename=\"file.txt\"", file);
    return body.append("--")
        .append(BOUNDARY)
        .append("--\r\n")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void part(StringBuilder body, String disposition, String content) {
    body.append("--")
        .append(BOUNDARY)
        .append("\r\nContent-Disposition: form-data; ")
        .append(disposition)
        .append("\r\n\r\n")
        .append(content)
        .append("\r\n");
  }
}
