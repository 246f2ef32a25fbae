package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A store that hands everything on to another; tests have it do so too late, wrong or not at all.
 */
public class StoreInFront implements Store {
  private final Store store;

  protected StoreInFront(Store store) {
    this.store = store;
  }

  @Override
  public State state() {
    return store.state();
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    return store.stage(scope, change);
  }

  @Override
  public void record(List<Event> events) {
    store.record(events);
  }

  @Override
  public Blobs blobs() {
    return store.blobs();
  }

  @Override
  public EventHistory history() {
    return store.history();
  }

  @Override
  public void close() {
    store.close();
  }

  /** The change, whose commit finds the disk full. */
  protected static <T> Staged<T> failing(Staged<T> staged) {
    return new Failing<>(staged);
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

  /** Bodies that are handed on too. */
  protected abstract static class BlobsInFront implements Blobs {
    private final Blobs blobs;

    protected BlobsInFront(Blobs blobs) {
      this.blobs = blobs;
    }

    @Override
    public Writer write() {
      return blobs.write();
    }

    @Override
    public Blob of(byte[] bytes) {
      return blobs.of(bytes);
    }

    @Override
    public InputStream open(String blobId, long offset) throws IOException {
      return blobs.open(blobId, offset);
    }

    @Override
    public void abandon(Blob blob) {
      blobs.abandon(blob);
    }
  }
}
