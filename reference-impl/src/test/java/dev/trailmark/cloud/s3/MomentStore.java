package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.store.Blob;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A store in which something happens at a moment of a request: right before it makes its change, or
 * right before it opens a body. So what otherwise takes two clients and luck happens each time. The
 * moment comes once, and what happens in it may be requests of its own.
 */
final class MomentStore implements Store {
  private static final Runnable NOTHING = () -> {};

  private final Store store = Stores.inMemory();
  private final AtomicReference<Runnable> beforeChange = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> beforeBody = new AtomicReference<>(NOTHING);

  /** Before the next change of any request; of the requests in it not again. */
  void beforeNextChange(Runnable deed) {
    beforeChange.set(deed);
  }

  /** Before the next body is opened. */
  void beforeNextBody(Runnable deed) {
    beforeBody.set(deed);
  }

  /** Whether both moments have come. */
  boolean isSpent() {
    return beforeChange.get() == NOTHING && beforeBody.get() == NOTHING;
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    beforeChange.getAndSet(NOTHING).run();
    return store.stage(scope, change);
  }

  @Override
  public Blobs blobs() {
    Blobs blobs = store.blobs();
    return new Blobs() {
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
        beforeBody.getAndSet(NOTHING).run();
        return blobs.open(blobId, offset);
      }

      @Override
      public void abandon(Blob blob) {
        blobs.abandon(blob);
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
  public EventHistory history() {
    return store.history();
  }

  @Override
  public void close() {
    store.close();
  }
}
