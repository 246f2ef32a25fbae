package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.io.InputStream;

/**
 * Chooses how a body is checked, by what {@code x-amz-content-sha256} says of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">Authenticating
 *     requests: using the Authorization header</a>
 */
final class PayloadChecks {
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_CHUNKS_TRAILER = SIGNED_CHUNKS + "-TRAILER";
  private static final String UNSIGNED_CHUNKS_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String ECDSA = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD";

  private PayloadChecks() {}

  /** Nothing is left to check: the body is not signed, or its hash was part of the signature. */
  static PayloadCheck none() {
    return new None();
  }

  /**
   * The check of a body sent to S3.
   *
   * @param declared the value of {@code x-amz-content-sha256}; {@code null} when absent
   * @param signatures the chain of chunk signatures; {@code null} when no Version 4 signature could
   *     have begun it
   */
  static PayloadCheck forS3(String declared, WireRequest request, ChunkSignatures signatures)
      throws AuthFailure {
    if (declared == null || declared.equals(UNSIGNED)) {
      return none();
    }
    if (isHash(declared)) {
      return new HashCheck(declared);
    }
    return switch (declared) {
      case UNSIGNED_CHUNKS_TRAILER -> chunked(request, null, true);
      case SIGNED_CHUNKS -> chunked(request, needed(signatures, declared), false);
      case SIGNED_CHUNKS_TRAILER -> chunked(request, needed(signatures, declared), true);
      case ECDSA, ECDSA + "-TRAILER" -> throw S3Faults.INSTANCE.unsupportedMechanism(Scheme.HEADER);
      default -> throw PayloadFaults.invalidContentHash(declared);
    };
  }

  /** Whether a declared value announces chunks that carry signatures. */
  static boolean needsSignatures(String declared) {
    return declared != null && declared.startsWith(SIGNED_CHUNKS);
  }

  private static ChunkSignatures needed(ChunkSignatures signatures, String declared)
      throws AuthFailure {
    if (signatures == null) {
      throw PayloadFaults.invalidContentHash(declared);
    }
    return signatures;
  }

  private static PayloadCheck chunked(
      WireRequest request, ChunkSignatures signatures, boolean trailers) throws AuthFailure {
    String announced = trailers ? request.header("x-amz-trailer") : null;
    return new ChunkedCheck(decodedLength(request), signatures, trailers, announced);
  }

  private static long decodedLength(WireRequest request) throws AuthFailure {
    String text = request.header("x-amz-decoded-content-length");
    try {
      long length = text == null ? -1 : Long.parseLong(text.trim());
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // No length at all, then.
    }
    throw PayloadFaults.missingDecodedLength();
  }

  private static boolean isHash(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Lets everything pass. */
  private static final class None implements PayloadCheck {
    @Override
    public InputStream verify(InputStream raw) {
      return raw;
    }

    @Override
    public byte[] verify(byte[] raw) {
      return raw;
    }
  }
}
