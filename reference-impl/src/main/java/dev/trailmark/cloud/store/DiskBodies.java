package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Bodies of a data directory: small ones in the journal, the latest of them in memory too; large
 * ones as files that are synced before they are finished.
 */
final class DiskBodies implements BodyStore, BodyWriter.Owner {
  private static final Logger LOG = System.getLogger(DiskBodies.class.getName());

  private final Ids ids;
  private final BodyFiles files;
  private final Path database;
  private final BodyCache cache;
  private final Runnable settle;
  private final Set<String> inFiles = ConcurrentHashMap.newKeySet();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private Connection connection;
  private PreparedStatement select;
  private boolean closed;

  /**
   * The bodies that the journal names.
   *
   * @param inFiles ids of those that are files
   * @param memory bytes of small bodies to hold in memory
   * @param settle waits until what is on disk is published too
   */
  DiskBodies(
      Ids ids, BodyFiles files, Path database, Set<String> inFiles, long memory, Runnable settle) {
    this.ids = ids;
    this.files = files;
    this.database = database;
    this.settle = settle;
    this.cache = new BodyCache(memory);
    this.inFiles.addAll(inFiles);
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
    if (inFiles.contains(blobId)) {
      return files.open(blobId, offset);
    }
    byte[] bytes = cache.get(blobId);
    if (bytes == null) {
      bytes = read(blobId);
      if (bytes == null) {
        // Discarded by a commit that readers may not see yet; once they do, they need not ask
        // again.
        settle.run();
        throw MemoryBody.missing(blobId);
      }
      cache.put(blobId, bytes);
    }
    return MemoryBody.of(bytes).open(offset);
  }

  private synchronized byte[] read(String blobId) throws IOException {
    if (closed) {
      throw new IOException("The store is closed");
    }
    try {
      if (connection == null) {
        connection = Journal.reader(database);
        select = connection.prepareStatement("select bytes from body where id = ?");
      }
      select.setString(1, blobId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    } catch (SQLException e) {
      throw new IOException("A body could not be read from the journal", e);
    }
  }

  @Override
  public void abandon(Blob blob) {
    if (blob.inline() == null) {
      delete(blob.id());
    }
  }

  @Override
  public void publish(Blob blob) {
    if (blob.inline() == null) {
      inFiles.add(blob.id());
    } else {
      cache.put(blob.id(), blob.inline());
    }
  }

  @Override
  public void remove(String blobId) {
    if (inFiles.remove(blobId)) {
      delete(blobId);
    } else {
      cache.remove(blobId);
    }
  }

  /**
   * Remembers the files of a failed commit. They stay until a later one has succeeded: only then is
   * it certain that no power cut can bring the failed transaction back from the log, and with it
   * their names.
   */
  @Override
  public void commitFailed(Blob blob) {
    if (blob.inline() == null) {
      failed.add(blob.id());
    }
  }

  @Override
  public void commitSucceeded() {
    for (String id = failed.poll(); id != null; id = failed.poll()) {
      delete(id);
    }
  }

  private void delete(String blobId) {
    try {
      files.delete(blobId);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A body's file stays until the next start", e);
    }
  }

  /** Beyond the inline size every body goes to a file. */
  @Override
  public boolean reserve(int bytes) {
    return false;
  }

  @Override
  public void release(long bytes) {
    // Nothing was reserved.
  }

  @Override
  public void adopt(String id, MemoryBody body) {
    throw new IllegalStateException("No large body stays in memory");
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The journal could not be closed after reading", e);
    }
  }
}
