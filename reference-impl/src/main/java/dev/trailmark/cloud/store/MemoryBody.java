package dev.trailmark.cloud.store;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * A body in memory, in pieces.
 *
 * @param pieces the bytes; all pieces but the last are full
 * @param length bytes in all
 */
record MemoryBody(List<byte[]> pieces, long length) {

  static MemoryBody of(byte[] bytes) {
    return new MemoryBody(List.of(bytes), bytes.length);
  }

  InputStream open(long offset) {
    return new Reader(this, offset);
  }

  /** What opening a body throws that is not there, or no longer. */
  static FileNotFoundException missing(String id) {
    return new FileNotFoundException("No body " + id);
  }

  private static final class Reader extends InputStream {
    private final MemoryBody body;
    private int piece;
    private int index;
    private long left;

    Reader(MemoryBody body, long offset) {
      this.body = body;
      this.left = Math.max(0, body.length - offset);
      long skip = Math.min(offset, body.length);
      while (piece < body.pieces.size() && skip >= body.pieces.get(piece).length) {
        skip -= body.pieces.get(piece++).length;
      }
      this.index = (int) skip;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      byte[] bytes = body.pieces.get(piece);
      int count = (int) Math.min(Math.min(length, left), bytes.length - index);
      System.arraycopy(bytes, index, target, offset, count);
      index += count;
      left -= count;
      if (index == bytes.length) {
        piece++;
        index = 0;
      }
      return count;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, left);
    }
  }
}
