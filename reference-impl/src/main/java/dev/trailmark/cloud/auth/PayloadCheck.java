package dev.trailmark.cloud.auth;

import java.io.InputStream;
import java.util.Map;

/**
 * The part of authentication that needs the body: its hash, or its chunks' signatures and trailers.
 * One object serves one request and one reading of its body; unless it says otherwise the body is
 * not chunked.
 */
public interface PayloadCheck {

  /**
   * The body proper: decoded when it came aws-chunked, and checked while it is read. A body that
   * does not hold up makes {@code read} throw a {@link PayloadFailure}, at the latest in place of
   * the end of the stream; so nothing read may be kept before the end was reached.
   */
  InputStream verify(InputStream raw);

  /**
   * The body proper of one in memory; the very array when there is nothing to decode.
   *
   * @throws PayloadFailure when the body does not hold up
   */
  byte[] verify(byte[] raw) throws PayloadFailure;

  /** Whether the body came aws-chunked. */
  default boolean chunked() {
    return false;
  }

  /** The length that an aws-chunked body declared for its content; -1 when it is not chunked. */
  default long decodedLength() {
    return -1;
  }

  /**
   * The trailing fields, names in lower case, in their order; empty before the end of the body was
   * reached and when there are none. Whether their checksums match is for S3 to say.
   */
  default Map<String, String> trailers() {
    return Map.of();
  }
}
