package dev.trailmark.cloud.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * All state of one simulator.
 *
 * <p>Writing takes three steps. {@link #stage} locks a scope, runs the change against a {@link
 * Transaction} that sees what others have queued, and keeps the scope locked; {@link Staged#commit}
 * queues the changes with their events for the journal and unlocks; the future completes once they
 * are on disk and published to {@link #state()}. So readers only ever see what is durable, writers
 * of one scope are queued in the order in which they saw each other, and a request is answered
 * after its commit. Without a data directory the same commit is published before {@code commit}
 * returns.
 *
 * <p>When the journal cannot be written, everything queued at that moment fails, and so does a
 * change that was staged before and is committed after: each may have been decided on what the
 * failed ones changed.
 *
 * <p>A transaction's changes become visible one record after the other, its tables in the order in
 * which it first changed them, so put what is referred to before what refers to it.
 */
public interface Store extends AutoCloseable {

  /** The published records: what reads use. */
  State state();

  /**
   * Runs a change under the scope's lock, which stays locked until {@link Staged#commit} or {@link
   * Staged#abort}, on the same thread. When the change throws, nothing is staged and the lock is
   * free.
   *
   * @param scope what is locked, such as {@code kms/111122223333/us-east-1}
   */
  <T> Staged<T> stage(String scope, Function<Transaction, T> change);

  /**
   * Events of a call that changed nothing: written in batches, at most 50 ms later, off the
   * request's path. Waits while 16,384 events are queued.
   */
  void record(List<Event> events);

  /** Object bodies. */
  Blobs blobs();

  /** The event history. */
  EventHistory history();

  /** Stops the writer after what is queued; frees files. */
  @Override
  void close();

  /** A change that has been made but not yet committed. */
  interface Staged<T> {
    /** What the change returned. */
    T result();

    /**
     * Queues the commit and frees the lock. The future completes when the changes are durable and
     * published, or exceptionally with {@link CommitFailedException}, and then nothing was
     * published.
     */
    CompletableFuture<Void> commit(List<Event> events);

    /** Forgets the change and frees the lock. */
    void abort();
  }

  /** The journal could not be written; the request is answered with 503. */
  final class CommitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the disk said. */
    public CommitFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
