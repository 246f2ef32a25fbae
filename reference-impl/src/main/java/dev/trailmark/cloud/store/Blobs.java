package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Object bodies, stored as given (S3 encrypts them first). Up to 64 KiB they travel in the
 * journal's transaction; larger ones are files, synced together with their directory before the
 * commit that names them.
 */
public interface Blobs {

  /** A body being written. Close without {@link #finish()} throws it away. */
  abstract class Writer extends OutputStream {
    /**
     * Ends the body: large ones are synced now. The blob is kept only if a transaction keeps it.
     */
    public abstract Blob finish() throws IOException;
  }

  /** Starts a body. */
  Writer write();

  /** A small body that is already complete in memory. */
  Blob of(byte[] bytes);

  /**
   * Reads a body from {@code offset} to its end, also when it is discarded meanwhile.
   *
   * @throws java.io.FileNotFoundException when there is no such body; when its id came from a
   *     record, that has been replaced or removed since: read the record again
   */
  InputStream open(String blobId, long offset) throws IOException;

  /** Throws away a finished body that no transaction kept. */
  void abandon(Blob blob);
}
