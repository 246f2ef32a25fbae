package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A store whose disk fails every commit. */
final class UnluckyStore implements Store {
  private final Store store = Stores.inMemory();

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    Staged<T> staged = store.stage(scope, change);
    return new Staged<>() {
      @Override
      public T result() {
        return staged.result();
      }

      @Override
      public CompletableFuture<Void> commit(List<Event> events) {
        staged.abort();
        return CompletableFuture.failedFuture(
            new CommitFailedException("no", new IOException("disk")));
      }

      @Override
      public void abort() {
        staged.abort();
      }
    };
  }

  @Override
  public State state() {
    return store.state();
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
}
