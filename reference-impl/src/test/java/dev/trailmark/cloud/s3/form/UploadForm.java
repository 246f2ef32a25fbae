package dev.trailmark.cloud.s3.form;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A browser's upload form, its policy signed by hand. */
public final class UploadForm {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String BOUNDARY = "----form-boundary";

  private final URI url;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> after = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();
  private byte[] file = "content".getBytes(StandardCharsets.UTF_8);
  private String fileName = "photo.txt";
  private Instant expiration = Instant.now().plusSeconds(600);

  /** A form for a bucket in path style, with a short text as its file. */
  public UploadForm(URI endpoint, String bucket) {
    url = endpoint.resolve("/" + bucket);
    conditions.add("{\"bucket\":\"" + bucket + "\"}");
  }

  /** A field that the policy fixes to its value. */
  public UploadForm with(String name, String value) {
    conditions.add("{\"" + name + "\":" + TextNode.valueOf(value) + "}");
    return unspoken(name, value);
  }

  /** A field that the policy does not speak of. */
  public UploadForm unspoken(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** Takes a field away again. */
  public UploadForm without(String name) {
    fields.remove(name);
    return this;
  }

  /** A condition of the policy, in JSON. */
  public UploadForm condition(String json) {
    conditions.add(json);
    return this;
  }

  /** The policy has that condition alone and speaks of nothing else. */
  public UploadForm onlyCondition(String json) {
    conditions.clear();
    return condition(json);
  }

  /** Until when the policy is good; 10 minutes from now otherwise. */
  public UploadForm expiring(Instant at) {
    expiration = at;
    return this;
  }

  /** The file; {@code null} as content for none, as name for one without. */
  public UploadForm file(String name, byte[] content) {
    fileName = name;
    file = content;
    return this;
  }

  /** A part that stands after the file. */
  public UploadForm then(String name, String value) {
    after.put(name, value);
    return this;
  }

  /** The file's content. */
  public UploadForm file(String content) {
    return file(fileName, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the fields of Version 4. */
  public UploadForm version4(AwsCredentials credentials) {
    String time = BASIC.format(Instant.now());
    String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
    with("x-amz-algorithm", "AWS4-HMAC-SHA256");
    with("x-amz-credential", credentials.accessKeyId() + "/" + scope);
    with("x-amz-date", time);
    token(credentials);
    byte[] key = utf8("AWS4" + credentials.secretAccessKey());
    for (String part : scope.split("/")) {
      key = hmac("HmacSHA256", key, part);
    }
    String policy = policy();
    return unspoken("policy", policy)
        .unspoken("x-amz-signature", HexFormat.of().formatHex(hmac("HmacSHA256", key, policy)));
  }

  /** Adds the fields of Version 2. */
  public UploadForm version2(AwsCredentials credentials) {
    token(credentials);
    String policy = policy();
    byte[] signature = hmac("HmacSHA1", utf8(credentials.secretAccessKey()), policy);
    return unspoken("AWSAccessKeyId", credentials.accessKeyId())
        .unspoken("policy", policy)
        .unspoken("signature", Base64.getEncoder().encodeToString(signature));
  }

  private void token(AwsCredentials credentials) {
    if (credentials instanceof AwsSessionCredentials session) {
      with("x-amz-security-token", session.sessionToken());
    }
  }

  private String policy() {
    String json =
        "{\"expiration\":\""
            + expiration
            + "\",\"conditions\":["
            + String.join(",", conditions)
            + "]}";
    return Base64.getEncoder().encodeToString(utf8(json));
  }

  /** The request that a browser makes of it. */
  public HttpRequest request() {
    return builder().build();
  }

  /** The same, for more headers. */
  public HttpRequest.Builder builder() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", utf8(value)));
    if (file != null) {
      String named = fileName == null ? "" : "; filename=\"" + fileName + "\"";
      part(body, "name=\"file\"" + named, file);
    }
    after.forEach((name, value) -> part(body, "name=\"" + name + "\"", utf8(value)));
    body.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    body.writeBytes(
        utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(utf8("\r\n"));
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
