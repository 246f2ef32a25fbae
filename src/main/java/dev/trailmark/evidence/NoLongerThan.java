package dev.trailmark.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends the reading of a file that holds more than it says, as the entries of a zip bomb do. */
final class NoLongerThan extends FilterInputStream {

  private final long size;
  private final String name;
  private long left;

  NoLongerThan(InputStream in, long size, String name) {
    super(in);
    this.size = size;
    this.name = name;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      take(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    take(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void take(long count) throws IOException {
    left -= count;
    if (left < 0) {
      throw new IOException("%s: holds more than the %d bytes that it says".formatted(name, size));
    }
  }
}
