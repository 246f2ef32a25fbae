package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.StoreInFront;
import dev.trailmark.cloud.store.Transaction;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store in memory that cannot write or read when a test wants it so. */
final class FaultyStore extends StoreInFront {
  /** How many of the next commits fail. */
  final AtomicInteger failingCommits = new AtomicInteger();

  /** How many commits go well before that. */
  final AtomicInteger spared = new AtomicInteger();

  /** How many of the next bodies cannot be read. */
  final AtomicInteger unreadable = new AtomicInteger();

  /** The only body that cannot be read; {@code null} for any. */
  volatile String unreadableBody;

  /** Run whenever some bytes of a body are read. */
  volatile Runnable reading = () -> {};

  private final Blobs blobs;

  FaultyStore(Store store) {
    super(store);
    blobs = new FaultyBlobs(store.blobs());
  }

  private static boolean isNext(AtomicInteger faults) {
    return faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public <T> Staged<T> stage(String scope, Function<Transaction, T> change) {
    Staged<T> staged = super.stage(scope, change);
    return !isNext(spared) && isNext(failingCommits) ? failing(staged) : staged;
  }

  @Override
  public Blobs blobs() {
    return blobs;
  }

  private final class FaultyBlobs extends BlobsInFront {
    FaultyBlobs(Blobs blobs) {
      super(blobs);
    }

    @Override
    public InputStream open(String blobId, long offset) throws IOException {
      boolean meant = unreadableBody == null || unreadableBody.equals(blobId);
      if (meant && isNext(unreadable)) {
        throw new IOException("a bad sector");
      }
      return new FilterInputStream(super.open(blobId, offset)) {
        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          reading.run();
          return super.read(bytes, from, length);
        }
      };
    }
  }
}
