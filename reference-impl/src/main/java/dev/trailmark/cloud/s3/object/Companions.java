package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;

/** What is published with a new object, in the same transaction. */
public interface Companions {
  /** An object that comes alone. */
  Companions NONE = new Companions() {};

  /** Refuses to publish when what they were made from has changed meanwhile. */
  default void check(State state) {}

  /** Puts them beside the object, which has its version by now. */
  default void put(Transaction tx, ObjectRecord made) {}

  /** Throws away what was stored for them. */
  default void abandon(Blobs blobs) {}
}
