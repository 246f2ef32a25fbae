package dev.trailmark.cloud.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;

/**
 * Signed requests to S3, written here by hand, and its answers as they went over the wire. What
 * differs from run to run stands in the log as {@code …}: ids, and times of this century's first
 * half.
 */
public final class S3WireLog {
  private static final Set<String> TRANSPORT = Set.of("date", "x-amz-id-2", "x-amz-request-id");

  private final S3Fixture cloud;
  private final StringBuilder text = new StringBuilder();

  public S3WireLog(S3Fixture cloud) {
    this.cloud = cloud;
  }

  /**
   * Sends a request.
   *
   * @param body with {@code '} for {@code "}
   * @param headers names and values in turn
   */
  public RawS3.Answer call(String method, String target, String body, String... headers)
      throws IOException {
    RawS3 request = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
    text.append("> ").append(method).append(' ').append(masked(target)).append('\n');
    for (int i = 0; i < headers.length; i += 2) {
      request.with(headers[i], headers[i + 1]);
      text.append("> ").append(headers[i]).append(": ").append(headers[i + 1]).append('\n');
    }
    String sent = body.replace('\'', '"');
    if (!sent.isEmpty()) {
      request.with("Content-MD5", md5(sent));
      text.append(">\n> ").append(sent).append('\n');
    }
    RawS3.Answer answer = request.send(method, target, sent);
    log(answer);
    return answer;
  }

  private void log(RawS3.Answer answer) {
    text.append("< ").append(answer.status()).append('\n');
    new TreeMap<>(answer.headers())
        .forEach(
            (name, value) -> {
              if (!TRANSPORT.contains(name) && !name.equals("content-length")) {
                boolean random = name.equals("etag") && hidesTag(answer);
                String shown = random ? "…" : masked(value);
                text.append("< ").append(name).append(": ").append(shown).append('\n');
              }
            });
    if (!answer.body().isEmpty()) {
      text.append("<\n");
      masked(answer.body()).lines().forEach(line -> text.append("< ").append(line).append('\n'));
    }
    text.append('\n');
  }

  /** Under keys that are not S3's own, entity tags are drawn at random. */
  private static boolean hidesTag(RawS3.Answer answer) {
    return answer.header("x-amz-server-side-encryption-customer-algorithm") != null;
  }

  private static String masked(String value) {
    return value
        .replaceAll("<(RequestId|HostId)>[^<]*<", "<$1>…<")
        .replaceAll("20[2-4][0-9]-[0-9-]{5}T[0-9:.]+Z", "…")
        .replaceAll("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[2-4][0-9] [0-9:]{8} GMT", "…")
        .replaceAll("<UploadId>[^<]*<", "<UploadId>…<")
        .replaceAll("uploadId=[^&]*", "uploadId=…")
        .replaceAll("(?<=[>=]|^)[0-9A-Za-z._]{32}(?=<|$)", "…");
  }

  /** The header Content-MD5 of a body. */
  public static String md5(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that went over the wire. */
  public String text() {
    return text.toString();
  }
}
