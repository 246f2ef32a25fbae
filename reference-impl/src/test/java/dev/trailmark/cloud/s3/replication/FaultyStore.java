package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.store.Blob;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store in memory that cannot write or read when a test wants it so. */
final class FaultyStore implements Store {
  /** How many of the next commits fail. */
  final AtomicInteger failingCommits = new AtomicInteger();

  /** How many commits go well before that. */
  final AtomicInteger spared = new AtomicInteger();

  /** How many of the next bodies cannot be read. */
  final AtomicInteger unreadable = new AtomicInteger();

  /** Run whenever some bytes of a body are read. */
  volatile Runnable reading = () -> {};

  private final Store store;
  private final Blobs blobs = new FaultyBlobs();

  FaultyStore(Store store) {
    this.store = store;
  }

  private static boolean isNext(AtomicInteger faults) {
    return faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public State state() {
    return store.state();
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    Staged<T> staged = store.stage(scope, change);
    return !isNext(spared) && isNext(failingCommits) ? new Failing<>(staged) : staged;
  }

  private record Failing<T>(Staged<T> staged) implements Staged<T> {
    @Override
    public T result() {
      return staged.result();
    }

    @Override
    public CompletableFuture<Void> commit(List<Event> events) {
      staged.abort();
      return CompletableFuture.failedFuture(
          new CommitFailedException("the disk is full", new IOException("no room")));
    }

    @Override
    public void abort() {
      staged.abort();
    }
  }

  @Override
  public void record(List<Event> events) {
    store.record(events);
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  @Override
  public EventHistory history() {
    return store.history();
  }

  @Override
  public void close() {
    store.close();
  }

  private final class FaultyBlobs implements Blobs {
    @Override
    public Writer write() {
      return store.blobs().write();
    }

    @Override
    public Blob of(byte[] bytes) {
      return store.blobs().of(bytes);
    }

    @Override
    public InputStream open(String blobId, long offset) throws IOException {
      if (isNext(unreadable)) {
        throw new IOException("a bad sector");
      }
      return new FilterInputStream(store.blobs().open(blobId, offset)) {
        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          reading.run();
          return super.read(bytes, from, length);
        }
      };
    }

    @Override
    public void abandon(Blob blob) {
      store.blobs().abandon(blob);
    }
  }
}
