package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A family of S3's operations that stands in a sub-room of its own and depends on this one, never
 * the other way round: bucket configurations, lifecycle, CORS. Which families there are is said
 * where the services are put together.
 */
public interface S3Family {

  /** The family's rows. */
  List<Operation<?, ?>> operations(S3Access access);

  /** Names of operations of AWS's that S3's own model lacks, implemented or not. */
  default Collection<String> modelled() {
    return List.of();
  }

  /** Rows that are PutObject in another guise, made from its row. */
  default List<Operation<?, ?>> onPutObject(Operation<PutObjectRequest, PutObjectResponse> put) {
    return List.of();
  }

  /** Rows of what is kept beside objects and encrypted as they are. */
  default List<Operation<?, ?>> besideObjects(S3Access access, AnnotationTexts texts) {
    return List.of();
  }

  /** Rows that show objects in another guise, made from the rows of GetObject and HeadObject. */
  default List<Operation<?, ?>> onReads(
      Operation<GetObjectRequest, GetObjectResponse> get,
      Operation<HeadObjectRequest, HeadObjectResponse> head) {
    return List.of();
  }

  /** Adds headers to the answer to a call that has written or read that object. */
  default void describe(Call call, ObjectRecord object) {}

  /** Adds headers to the answer to a call about a multipart upload. */
  default void describe(Call call, UploadRecord upload) {}

  /**
   * Adds headers to an answer, of whatever status, just before it is sent.
   *
   * @param bucket the bucket that the request names; {@code null} for none
   */
  default void complete(State state, String bucket, WireRequest request, Headers answer) {}

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

  /** Is told of a client's request, just before its answer is sent. */
  default void answered(Answered answered) {}

  /** Hands the family what makes replicas. */
  default void replicate(Replicas replicas) {}

  /** What the family does as time passes. */
  default Upkeep upkeep() {
    return Upkeep.NONE;
  }
}
