package dev.trailmark.cloud.auth;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes an aws-chunked body while it is read, verifying chunk signatures if there are any. Once
 * it has failed it fails the same way again.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations: transferring a payload in multiple chunks</a>
 */
final class AwsChunkedInputStream extends InputStream {
  private static final int SMALLEST_CHUNK = 8192;
  private static final String SIGNATURE = "chunk-signature";

  private final InputStream raw;
  private final ChunkLines lines;
  private final long decodedLength;
  private final ChunkSignatures signatures;
  private final Trailers trailers;
  private long decoded;
  private long left;
  private int chunks;
  private long chunkSize;
  private String signature;
  private boolean ended;
  private PayloadFailure failure;

  AwsChunkedInputStream(
      InputStream raw, long decodedLength, ChunkSignatures signatures, Trailers trailers) {
    this.raw = raw;
    this.lines = new ChunkLines(raw);
    this.decodedLength = decodedLength;
    this.signatures = signatures;
    this.trailers = trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (length == 0) {
      return 0;
    }
    try {
      return ended || left == 0 && !nextChunk() ? -1 : readData(buffer, offset, length);
    } catch (PayloadFailure e) {
      failure = e;
      throw e;
    }
  }

  private int readData(byte[] buffer, int offset, int length) throws IOException {
    int count = lines.data().read(buffer, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw ChunkLines.incomplete();
    }
    left -= count;
    decoded += count;
    if (signatures != null) {
      signatures.update(buffer, offset, count);
    }
    if (left == 0) {
      lines.endOfData();
      verifyChunk();
    }
    return count;
  }

  private void verifyChunk() throws PayloadFailure {
    if (signatures != null) {
      signatures.verifyChunk(signature);
    }
  }

  /** Reads the next chunk's header; false when it was the last, empty one. */
  private boolean nextChunk() throws IOException {
    long size = header(lines.header());
    if (size == 0) {
      finish();
      return false;
    }
    if (chunks > 0 && chunkSize < SMALLEST_CHUNK) {
      // As S3 does, the chunk is told at which that was noticed, with the size of the one before.
      throw new PayloadFailure(PayloadFaults.invalidChunkSize(chunks + 1, chunkSize));
    }
    if (size > decodedLength - decoded) {
      lines.skip(size);
      throw new PayloadFailure(PayloadFaults.otherLength(decoded + size, decodedLength));
    }
    chunks++;
    chunkSize = size;
    left = size;
    return true;
  }

  /** Takes {@code size} or {@code size;chunk-signature=…} apart, spaces allowed in between. */
  private long header(String line) throws PayloadFailure {
    int semicolon = line.indexOf(';');
    signature = semicolon < 0 ? null : signature(line.substring(semicolon + 1));
    if ((semicolon >= 0 || signatures != null) && signature == null) {
      throw ChunkLines.incomplete();
    }
    int end = line.substring(0, semicolon < 0 ? line.length() : semicolon).stripTrailing().length();
    if (end == 0 || end > 15) {
      throw ChunkLines.incomplete();
    }
    long size = 0;
    for (int i = 0; i < end; i++) {
      int digit = Character.digit(line.charAt(i), 16);
      if (digit < 0) {
        throw ChunkLines.incomplete();
      }
      size = size << 4 | digit;
    }
    return size;
  }

  /**
   * The signature that a chunk's extension is. One of another name counts as a wrong signature;
   * what has no value, or something behind it, is {@code null}.
   */
  private static String signature(String extension) {
    int equals = extension.indexOf('=');
    String value = equals < 0 ? "" : extension.substring(equals + 1).strip();
    if (!extension.substring(0, Math.max(0, equals)).strip().equals(SIGNATURE)) {
      return value.isEmpty() ? null : extension;
    }
    return value.isEmpty() || value.indexOf(';') >= 0 ? null : value;
  }

  private void finish() throws IOException {
    verifyChunk();
    trailers.read(lines);
    lines.skipRest();
    if (decoded != decodedLength) {
      throw new PayloadFailure(PayloadFaults.otherLength(decoded, decodedLength));
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
