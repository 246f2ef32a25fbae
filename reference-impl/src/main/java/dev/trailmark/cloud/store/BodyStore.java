package dev.trailmark.cloud.store;

import java.io.IOException;

/** Bodies as the store sees them: it says when a commit made one readable or superfluous. */
interface BodyStore extends Blobs, AutoCloseable {
  /** Bodies up to this many bytes travel with their record. */
  int INLINE_LIMIT = 64 * 1024;

  /** Makes a kept body readable; called before the records that name it are published. */
  void publish(Blob blob) throws IOException;

  /** Deletes a body after the commit that discarded it. */
  void remove(String blobId);

  /** A commit that kept this body has failed. */
  default void commitFailed(Blob blob) {
    abandon(blob);
  }

  /** A transaction has become durable; called before its commits are published. */
  default void commitSucceeded() {}

  @Override
  void close();
}
