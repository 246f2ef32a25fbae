package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;

/**
 * What rules outside of the core have to do with objects that it reads and writes, such as
 * lifecycles, replication and access logs: they are told of them, and add headers to answers.
 */
public interface ObjectListener {
  /** Adds headers to the answer to a call that has written or read that object. */
  default void describe(Call call, ObjectRecord object) {}

  /** Adds headers to the answer to a call about a multipart upload. */
  default void describe(Call call, UploadRecord upload) {}

  /**
   * Is told of a new version of an object, in the transaction that writes it; may change its record
   * there.
   */
  default void written(Transaction tx, ObjectRecord object) {}

  /** Is told in the same way of an annotation that was put; may change its record there. */
  default void annotated(Transaction tx, ObjectRecord object, AnnotationRecord annotation) {}

  /** Is told in the same way of a delete marker that a request has put. */
  default void marked(Transaction tx, VersionRecord marker) {}

  /** Is told in the same way that a request has changed a version's tags, ACL or lock. */
  default void changed(Transaction tx, ObjectRecord object) {}

  /** Is told that an object's body has been read, by GetObject or as the source of a copy. */
  default void accessed(State state, ObjectRecord object, Instant now) {}

  /** Is told of what a request did to one object beside what its answer says. */
  default void done(Call call, Deed deed) {}
}
