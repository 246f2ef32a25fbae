package dev.trailmark.cloud.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A body that came aws-chunked. */
final class ChunkedCheck implements PayloadCheck {
  private final long decodedLength;
  private final ChunkSignatures signatures;
  private final Trailers trailers;

  /**
   * A check.
   *
   * @param decodedLength the declared length of the content
   * @param signatures verifies chunks and trailer; {@code null} when they are unsigned
   * @param trailing whether trailing fields may follow
   * @param announced the value of {@code x-amz-trailer}, or {@code null}
   */
  ChunkedCheck(long decodedLength, ChunkSignatures signatures, boolean trailing, String announced) {
    this.decodedLength = decodedLength;
    this.signatures = signatures;
    this.trailers = new Trailers(trailing, announced, signatures);
  }

  @Override
  public InputStream verify(InputStream raw) {
    return new AwsChunkedInputStream(raw, decodedLength, signatures, trailers);
  }

  @Override
  public byte[] verify(byte[] raw) throws PayloadFailure {
    // No chunk holds more than the body does, so a false length cannot make us allocate more.
    byte[] content = new byte[(int) Math.min(decodedLength, raw.length)];
    try (InputStream decoded = verify(new ByteArrayInputStream(raw))) {
      if (decoded.readNBytes(content, 0, content.length) < content.length || decoded.read() >= 0) {
        throw new PayloadFailure(PayloadFaults.incompleteBody());
      }
      return content;
    } catch (PayloadFailure e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be read", e);
    }
  }

  @Override
  public boolean chunked() {
    return true;
  }

  @Override
  public long decodedLength() {
    return decodedLength;
  }

  @Override
  public Map<String, String> trailers() {
    return trailers.fields();
  }
}
