package dev.trailmark.cloud.auth;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The chain of signatures over an aws-chunked body: each chunk's covers the one before it, the
 * first one the request's own, and the trailer's the last chunk's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations: transferring a payload in multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">with
 *     trailing headers</a>
 */
final class ChunkSignatures {
  private static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final Claim claim;
  private final byte[] signingKey;
  private final MessageDigest chunk = Scratch.newSha256();
  private String previous;

  ChunkSignatures(Claim claim, byte[] signingKey) {
    this.claim = claim;
    this.signingKey = signingKey;
    this.previous = claim.signature();
  }

  /** Takes in a part of the current chunk. */
  void update(byte[] data, int offset, int length) {
    chunk.update(data, offset, length);
  }

  /** Ends the current chunk. */
  void verifyChunk(String signature) throws PayloadFailure {
    Bytes toSign = start("AWS4-HMAC-SHA256-PAYLOAD").append(EMPTY_HASH).append('\n');
    verify(toSign.appendHex(chunk.digest()), signature);
  }

  /** Verifies the trailing fields, given as {@code name:value} lines that each end with LF. */
  void verifyTrailer(byte[] fields, String signature) throws PayloadFailure {
    Bytes toSign = start("AWS4-HMAC-SHA256-TRAILER");
    verify(toSign.appendHex(Scratch.get().sha256(fields)), signature);
  }

  private Bytes start(String algorithm) {
    return Scratch.get()
        .toSign
        .reset()
        .append(algorithm)
        .append('\n')
        .append(claim.timestamp())
        .append('\n')
        .append(claim.scope())
        .append('\n')
        .append(previous)
        .append('\n');
  }

  private void verify(Bytes toSign, String signature) throws PayloadFailure {
    String expected = HexFormat.of().formatHex(Scratch.get().hmac(signingKey, toSign));
    if (!KeyRing.equal(expected, signature)) {
      throw new PayloadFailure(
          S3Faults.INSTANCE.signatureMismatch(
              claim.scheme(), claim.accessKeyId(), toSign.text(), signature, null));
    }
    previous = expected;
  }
}
