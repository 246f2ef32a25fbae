package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.s3.model.AccessRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.RestoreRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;

/**
 * Since when objects of Intelligent-Tiering have not been accessed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html">How
 *     S3 Intelligent-Tiering works</a>
 */
public final class Accesses {
  private Accesses() {}

  /** When a version was written, read, moved to its class or restored last. */
  public static Instant last(State state, ObjectRecord object, Instant now) {
    Instant last = object.modifiedAt();
    AccessRecord read = recorded(state, object);
    if (read != null && read.at().isAfter(last)) {
      last = read.at();
    }
    RestoreRecord restore = object.restore();
    boolean restored =
        restore != null && !restore.isOngoing(now) && restore.readyAt().isAfter(last);
    return restored ? restore.readyAt() : last;
  }

  /** What is recorded of a version's reads; {@code null} for nothing. */
  public static AccessRecord recorded(State state, ObjectRecord object) {
    return state.get(S3Kinds.ACCESS, S3Kinds.versionPlace(object));
  }

  /** Records an access. */
  public static void record(Transaction tx, ObjectRecord object, Instant at) {
    tx.put(S3Kinds.ACCESS, S3Kinds.versionPlace(object), new AccessRecord(at));
  }

  /** Forgets a version, as it goes. */
  static void forget(Transaction tx, ObjectRecord object) {
    if (recorded(tx, object) != null) {
      tx.remove(S3Kinds.ACCESS, S3Kinds.versionPlace(object));
    }
  }
}
