package dev.trailmark.integrity;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of a file that may be gzipped, up to a limit: what unpacks without end is not
 * followed to its end. A file that is not gzipped is read as it is, because a browser unpacks what
 * S3 sends with {@code Content-Encoding: gzip}. All members of a gzip file are read, as whoever
 * reads the records does; so nothing can be hidden behind the first.
 */
final class Unpacked extends FilterInputStream {

  private final long limit;
  private long left;

  private Unpacked(InputStream content, long limit) {
    super(content);
    this.limit = limit;
    this.left = limit;
  }

  /**
   * Begins to unpack.
   *
   * @param limit how many bytes of content are read at most; a longer one is a {@link ZipException}
   */
  static InputStream of(InputStream file, long limit) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(file);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? gzip(buffered, limit) : new Unpacked(buffered, limit);
  }

  /** The same for a file that has to be gzipped. */
  static InputStream gzip(InputStream file, long limit) throws IOException {
    return new Unpacked(new GZIPInputStream(file, 8 << 10), limit);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw new ZipException("it unpacks to more than " + size(limit));
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : read() < 0 ? 0 : 1;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }
}
