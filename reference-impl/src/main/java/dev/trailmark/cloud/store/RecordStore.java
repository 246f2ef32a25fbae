package dev.trailmark.cloud.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The store: scopes and their locks, and the way of a change from its transaction to readers. With
 * a journal a commit waits for it; without one the same commit is published at once.
 *
 * <p>Scopes share a fixed number of locks, which is safe because a thread holds one at a time.
 */
final class RecordStore implements Store, JournalWriter.Outcome {
  private static final Logger LOG = System.getLogger(RecordStore.class.getName());
  private static final int LOCKS = 1024;

  private final Tables tables;
  private final BodyStore bodies;
  private final WriteQueue queue;
  private final SqliteHistory history;
  private final boolean journalled;
  private final JournalWriter journalWriter;
  private final Thread writer;
  private final AutoCloseable files;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private final ThreadLocal<StagedChange<?>> open = new ThreadLocal<>();

  /**
   * A store over its parts; starts the journal's thread.
   *
   * @param journalled whether commits wait for the journal
   * @param files what is released last, when the store is closed
   */
  RecordStore(
      Tables tables,
      BodyStore bodies,
      WriteQueue queue,
      JournalOpening opening,
      boolean journalled,
      AutoCloseable files) {
    this.tables = tables;
    this.bodies = bodies;
    this.queue = queue;
    this.history = new SqliteHistory(opening.database(), queue);
    this.journalled = journalled;
    this.files = files;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
    this.journalWriter = new JournalWriter(queue, opening.journal(), this);
    this.writer = new Thread(journalWriter, "trailmark-store");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  @Override
  public State state() {
    return tables;
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    if (open.get() != null) {
      throw new IllegalStateException(
          "This thread has a change that is neither committed nor aborted");
    }
    ReentrantLock lock = locks[Math.floorMod(scope.hashCode() * 0x9E3779B9 >>> 8, LOCKS)];
    lock.lock();
    boolean staged = false;
    try {
      long readAt = queue.generation();
      ChangeSet changes = new ChangeSet(tables);
      StagedChange<T> result = new StagedChange<>(changes, lock, readAt, change.apply(changes));
      open.set(result);
      staged = true;
      return result;
    } finally {
      if (!staged) {
        lock.unlock();
      }
    }
  }

  @Override
  public void record(List<Event> events) {
    queue.record(events);
  }

  @Override
  public Blobs blobs() {
    return bodies;
  }

  @Override
  public EventHistory history() {
    return history;
  }

  @Override
  public void durable(List<Commit> commits) {
    if (!commits.isEmpty()) {
      bodies.commitSucceeded();
      commits.forEach(this::publish);
    }
  }

  @Override
  public void failed(List<Commit> commits) {
    commits.forEach(commit -> commit.kept().forEach(bodies::commitFailed));
  }

  /** Shows a commit to readers: bodies before the records that name them. */
  private void publish(Commit commit) {
    for (Blob blob : commit.kept()) {
      try {
        bodies.publish(blob);
      } catch (IOException e) {
        throw new CommitFailedException("A body could not be stored", e);
      }
    }
    commit.changes().forEach(Change::publish);
    commit.discarded().forEach(bodies::remove);
  }

  private CompletableFuture<Void> commit(Commit commit, long readAt) {
    if (commit.changesNothing()) {
      queue.record(commit.events());
      commit.done().complete(null);
    } else if (journalled) {
      commit.changes().forEach(Change::encode);
      queue.add(commit, readAt);
    } else {
      publish(commit);
      queue.record(commit.events());
      commit.done().complete(null);
    }
    return commit.done();
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      history.close();
      bodies.close();
      journalWriter.closeJournal(); // last, so that it can fold its log into the database
      files.close();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The event history could not be closed", e);
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The store's files could not be released", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A change under its scope's lock. */
  private final class StagedChange<T> implements Staged<T> {
    private final ChangeSet changes;
    private final ReentrantLock lock;
    private final long readAt;
    private final T result;

    StagedChange(ChangeSet changes, ReentrantLock lock, long readAt, T result) {
      this.changes = changes;
      this.lock = lock;
      this.readAt = readAt;
      this.result = result;
    }

    @Override
    public T result() {
      return result;
    }

    @Override
    public CompletableFuture<Void> commit(List<Event> events) {
      requireOpen();
      try {
        return RecordStore.this.commit(new Commit(changes, events), readAt);
      } catch (CommitFailedException e) {
        changes.kept().forEach(bodies::abandon);
        return CompletableFuture.failedFuture(e);
      } finally {
        release();
      }
    }

    @Override
    public void abort() {
      requireOpen();
      changes.kept().forEach(bodies::abandon);
      release();
    }

    private void requireOpen() {
      if (open.get() != this) {
        throw new IllegalStateException(
            "A change is committed or aborted once, on the thread that staged it");
      }
    }

    private void release() {
      open.remove();
      lock.unlock();
    }
  }
}
