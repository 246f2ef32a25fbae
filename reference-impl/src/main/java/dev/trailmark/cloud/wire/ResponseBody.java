package dev.trailmark.cloud.wire;

import java.io.IOException;
import java.io.OutputStream;

/** A response's body: bytes in memory, or something that writes itself on a worker thread. */
public interface ResponseBody {

  /** Length in bytes; always known, so that Content-Length can be sent first. */
  long length();

  /**
   * Writes exactly {@link #length()} bytes. Called on a worker thread; writing waits while the
   * client does not read.
   */
  void writeTo(OutputStream out) throws IOException;

  /** The bytes when they are in memory, else {@code null}. */
  default byte[] inMemory() {
    return null;
  }

  /** A body in memory; the array is not copied. */
  static ResponseBody of(byte[] bytes) {
    return new ResponseBody() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }

      @Override
      public byte[] inMemory() {
        return bytes;
      }
    };
  }

  /** An empty body. */
  static ResponseBody empty() {
    return of(new byte[0]);
  }
}
