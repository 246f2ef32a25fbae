package dev.trailmark.cloud.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A request's body as it arrived (still aws-chunked when the client sent it so). Small bodies are
 * in memory; large ones are a stream that can be read once, on a worker thread only, since reading
 * it waits for the network.
 */
public final class RequestBody {
  private static final byte[] NONE = {};

  private final byte[] bytes;
  private final InputStream stream;
  private final long length;

  private RequestBody(byte[] bytes, InputStream stream, long length) {
    this.bytes = bytes;
    this.stream = stream;
    this.length = length;
  }

  /** No body. */
  public static RequestBody empty() {
    return of(NONE);
  }

  /** A body in memory; the array is not copied. */
  public static RequestBody of(byte[] bytes) {
    return new RequestBody(bytes, null, bytes.length);
  }

  /**
   * A body that is still arriving.
   *
   * @param length the Content-Length, or -1 when the client sent none
   */
  public static RequestBody streaming(InputStream stream, long length) {
    return new RequestBody(null, stream, length);
  }

  /** Whether {@link #bytes()} may be called. */
  public boolean inMemory() {
    return bytes != null;
  }

  /** The whole body; only when {@link #inMemory()}. Not copied: do not change it. */
  public byte[] bytes() {
    if (bytes == null) {
      throw new IllegalStateException("the body is streamed");
    }
    return bytes;
  }

  /** The body as a stream, whichever form it has. */
  public InputStream stream() {
    return bytes != null ? new ByteArrayInputStream(bytes) : stream;
  }

  /** Length in bytes, or -1 when unknown. */
  public long length() {
    return length;
  }
}
