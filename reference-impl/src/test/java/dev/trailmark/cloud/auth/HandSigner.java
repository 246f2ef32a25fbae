package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what the SDK would not: made-up payload declarations and chunks. Written from AWS's
 * description with strings, for a fixed key, time and region.
 */
final class HandSigner {
  static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
  static final String TIME = "20130524T000000Z";
  private static final HexFormat HEX = HexFormat.of();

  private HandSigner() {}

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(AuthFixture.utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(byte[] data) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(String toSign) {
    byte[] key = AuthFixture.utf8("AWS4" + AuthFixture.SECRET);
    for (String part : SCOPE.split("/")) {
      key = hmac(key, part);
    }
    return HEX.formatHex(hmac(key, toSign));
  }

  /** A PUT to {@code path} on localhost whose x-amz-content-sha256 is {@code payload}. */
  static WireRequest signed(String path, String payload, String... more) {
    StringBuilder lines = new StringBuilder("host:localhost\nx-amz-content-sha256:" + payload);
    StringBuilder names = new StringBuilder("host;x-amz-content-sha256;x-amz-date");
    lines.append("\nx-amz-date:").append(TIME).append('\n');
    for (int i = 0; i < more.length; i += 2) {
      lines.append(more[i]).append(':').append(more[i + 1]).append('\n');
      names.append(';').append(more[i]);
    }
    String canonical = "PUT\n" + path + "\n\n" + lines + "\n" + names + "\n" + payload;
    String toSign =
        "AWS4-HMAC-SHA256\n" + TIME + "\n" + SCOPE + "\n" + sha256(AuthFixture.utf8(canonical));
    String authorization =
        "AWS4-HMAC-SHA256 Credential="
            + AuthFixture.KEY_ID
            + "/"
            + SCOPE
            + ", SignedHeaders="
            + names
            + ", Signature="
            + sign(toSign);
    WireRequest request =
        AuthFixture.request(
            "PUT",
            path,
            "",
            new byte[0],
            "Host",
            "localhost",
            "x-amz-content-sha256",
            payload,
            "x-amz-date",
            TIME,
            "Authorization",
            authorization);
    for (int i = 0; i < more.length; i += 2) {
      request.headers().add(more[i], more[i + 1]);
    }
    return request;
  }

  /** The signature of the request, with which the chain of chunks begins. */
  static String seed(WireRequest request) {
    String authorization = request.header("Authorization");
    return authorization.substring(authorization.length() - 64);
  }

  static String chunkSignature(String previous, byte[] data) {
    return sign(
        "AWS4-HMAC-SHA256-PAYLOAD\n"
            + TIME
            + "\n"
            + SCOPE
            + "\n"
            + previous
            + "\n"
            + AuthFixture.EMPTY_HASH
            + "\n"
            + sha256(data));
  }

  static String trailerSignature(String previous, String fields) {
    return sign(
        "AWS4-HMAC-SHA256-TRAILER\n"
            + TIME
            + "\n"
            + SCOPE
            + "\n"
            + previous
            + "\n"
            + sha256(fields.getBytes(StandardCharsets.UTF_8)));
  }
}
