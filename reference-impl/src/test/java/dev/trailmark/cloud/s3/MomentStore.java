package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.StoreInFront;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A store in which something happens at a moment of a request: right before it makes its change, or
 * right before it opens a body. So what otherwise takes two clients and luck happens each time. The
 * moment comes once, and what happens in it may be requests of its own.
 */
final class MomentStore extends StoreInFront {
  private static final Runnable NOTHING = () -> {};

  private final AtomicReference<Runnable> beforeChange = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> beforeBody = new AtomicReference<>(NOTHING);

  MomentStore() {
    super(Stores.inMemory());
  }

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
    return super.stage(scope, change);
  }

  @Override
  public Blobs blobs() {
    return new BlobsInFront(super.blobs()) {
      @Override
      public InputStream open(String blobId, long offset) throws IOException {
        beforeBody.getAndSet(NOTHING).run();
        return super.open(blobId, offset);
      }
    };
  }
}
