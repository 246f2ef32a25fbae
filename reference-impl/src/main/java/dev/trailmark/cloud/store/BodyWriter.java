package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Collects a body in memory pieces for as long as its owner has room, and then in a file. */
final class BodyWriter extends Blobs.Writer {
  /** What is done with a body as it grows and when it ends. */
  interface Owner {
    /** Whether another piece of a body beyond the inline size may stay in memory. */
    boolean reserve(int bytes);

    /** Gives back what {@link #reserve} granted. */
    void release(long bytes);

    /** Takes a finished body that stays in memory, pieces of which were reserved. */
    void adopt(String id, MemoryBody body);
  }

  private static final int FIRST_PIECE = 4096;

  private final String id;
  private final Owner owner;
  private final BodyFiles files;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] piece = new byte[FIRST_PIECE];
  private int used;
  private long length;
  private long reserved;
  private FileChannel file;
  private boolean ended;

  BodyWriter(String id, Owner owner, BodyFiles files) {
    this.id = id;
    this.owner = owner;
    this.files = files;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (ended) {
      throw new IOException("The body is already finished or closed");
    }
    int from = offset;
    int left = count;
    while (left > 0 && roomInMemory(left)) {
      int part = Math.min(left, piece.length - used);
      System.arraycopy(bytes, from, piece, used, part);
      used += part;
      from += part;
      left -= part;
    }
    if (left > 0) {
      drain(ByteBuffer.wrap(bytes, from, left));
    }
    length += count;
  }

  /** Whether {@link #piece} has room, which is made if it can; else the body is in its file now. */
  private boolean roomInMemory(int wanted) throws IOException {
    if (file != null) {
      return false;
    }
    if (used < piece.length) {
      return true;
    }
    if (piece.length < BodyStore.INLINE_LIMIT) {
      long grown = Math.max(2L * piece.length, (long) used + wanted);
      piece = Arrays.copyOf(piece, (int) Math.min(BodyStore.INLINE_LIMIT, grown));
      return true;
    }
    // The first piece counts only once a second follows; a body of one piece is inline.
    int bytes = pieces.isEmpty() ? 2 * BodyStore.INLINE_LIMIT : BodyStore.INLINE_LIMIT;
    if (!owner.reserve(bytes)) {
      spill();
      return false;
    }
    reserved += bytes;
    pieces.add(piece);
    piece = new byte[BodyStore.INLINE_LIMIT];
    used = 0;
    return true;
  }

  private void spill() throws IOException {
    file = files.create(id);
    for (byte[] full : pieces) {
      drain(ByteBuffer.wrap(full));
    }
    drain(ByteBuffer.wrap(piece, 0, used));
    forget();
  }

  private void drain(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void forget() {
    owner.release(reserved);
    reserved = 0;
    pieces.clear();
    piece = null;
    used = 0;
  }

  @Override
  public Blob finish() throws IOException {
    if (ended) {
      throw new IOException("The body is already finished or closed");
    }
    if (file != null) {
      files.sync(id, file);
      file.close();
      ended = true;
      return new Blob(id, length, null);
    }
    ended = true;
    byte[] last = used == piece.length ? piece : Arrays.copyOf(piece, used);
    if (pieces.isEmpty()) {
      return new Blob(id, length, last);
    }
    pieces.add(last);
    long excess = reserved - length;
    owner.release(excess);
    owner.adopt(id, new MemoryBody(List.copyOf(pieces), length));
    return new Blob(id, length, null);
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (file == null) {
      forget();
    } else {
      file.close();
      files.delete(id);
    }
  }
}
