package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** Continuation tokens: the last entry behind a check sum, so that a made-up token is refused. */
public final class ListTokens {
  private ListTokens() {}

  /** The token to go on behind that entry. */
  public static String of(String last) {
    byte[] text = last.getBytes(StandardCharsets.UTF_8);
    byte[] token = ByteBuffer.allocate(4 + text.length).putInt(sum(text)).put(text).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The entry in a token; {@code null} for no token.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidArgument for any other text
   */
  public static String parse(String token) {
    if (token == null) {
      return null;
    }
    byte[] bytes = decode(token);
    if (bytes != null && bytes.length > 4) {
      byte[] text = java.util.Arrays.copyOfRange(bytes, 4, bytes.length);
      if (ByteBuffer.wrap(bytes).getInt() == sum(text)) {
        return new String(text, StandardCharsets.UTF_8);
      }
    }
    throw S3Error.INVALID_ARGUMENT
        .because("The continuation token provided is incorrect")
        .with("ArgumentName", "continuation-token");
  }

  private static byte[] decode(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int sum(byte[] text) {
    CRC32 crc = new CRC32();
    crc.update(text);
    return (int) crc.getValue();
  }
}
