package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Endpoint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.access.ObjectListener;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A family of S3's operations that stands in a room of its own above the core and uses it, never
 * the other way round: bucket configurations, lifecycle, CORS. Which families there are is said
 * where the services are put together.
 */
public interface S3Family extends ObjectListener {

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
      Operation<HeadObjectRequest, GetObjectResponse> head) {
    return List.of();
  }

  /**
   * Lets a client's call pass, or refuses it before any permission is asked for.
   *
   * @param bucket the bucket that the request names, which need not exist; {@code null} for none
   * @throws dev.trailmark.cloud.operation.ServiceException what the endpoint is not for
   */
  default void admit(Call call, String operation, String bucket, Endpoint endpoint) {}

  /**
   * Adds headers to an answer, of whatever status, just before it is sent.
   *
   * @param bucket the bucket that the request names; {@code null} for none
   */
  default void complete(State state, String bucket, WireRequest request, Headers answer) {}

  /** Is told of a client's request, just before its answer is sent. */
  default void answered(Answered answered) {}

  /** Hands the family what it takes to write objects by itself. */
  default void mayWrite(S3Access access, DataKeys dataKeys) {}

  /** What the family does as time passes. */
  default Upkeep upkeep() {
    return Upkeep.NONE;
  }
}
