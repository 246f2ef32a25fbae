package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bodies without a data directory: in memory up to a bound in total, then in temporary files. */
final class MemoryBodies implements BodyStore, BodyWriter.Owner {
  private static final Logger LOG = System.getLogger(MemoryBodies.class.getName());

  private final Ids ids;
  private final BodyFiles files;
  private final AtomicLong room;
  private final Map<String, MemoryBody> bodies = new ConcurrentHashMap<>();

  /**
   * No bodies yet.
   *
   * @param bound bytes that may stay in memory
   */
  MemoryBodies(Ids ids, BodyFiles files, long bound) {
    this.ids = ids;
    this.files = files;
    this.room = new AtomicLong(bound);
  }

  @Override
  public Writer write() {
    return new BodyWriter(ids.hex(32), this, files);
  }

  @Override
  public Blob of(byte[] bytes) {
    return new Blob(ids.hex(32), bytes.length, bytes);
  }

  @Override
  public InputStream open(String blobId, long offset) throws IOException {
    MemoryBody body = bodies.get(blobId);
    return body == null ? files.open(blobId, offset) : body.open(offset);
  }

  @Override
  public void abandon(Blob blob) {
    if (blob.inline() == null) {
      remove(blob.id());
    }
  }

  @Override
  public void publish(Blob blob) throws IOException {
    if (blob.inline() == null) {
      return;
    }
    if (reserve(blob.inline().length)) {
      adopt(blob.id(), MemoryBody.of(blob.inline()));
      return;
    }
    try (var file = files.create(blob.id())) {
      var bytes = java.nio.ByteBuffer.wrap(blob.inline());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  @Override
  public void remove(String blobId) {
    MemoryBody body = bodies.remove(blobId);
    if (body != null) {
      release(body.length());
      return;
    }
    try {
      files.delete(blobId);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A temporary body could not be deleted", e);
    }
  }

  @Override
  public boolean reserve(int bytes) {
    if (room.addAndGet(-bytes) >= 0) {
      return true;
    }
    room.addAndGet(bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    room.addAndGet(bytes);
  }

  @Override
  public void adopt(String id, MemoryBody body) {
    bodies.put(id, body);
  }

  @Override
  public void close() {
    bodies.clear();
  }
}
