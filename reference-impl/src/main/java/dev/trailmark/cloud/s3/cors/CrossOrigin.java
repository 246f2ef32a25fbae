package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.Absent;
import dev.trailmark.cloud.s3.config.ConfigurationRows;
import dev.trailmark.cloud.s3.config.Naming;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;

/**
 * CORS: PutBucketCors, GetBucketCors, DeleteBucketCors, preflights, and the headers of answers to
 * requests that say where their page came from.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin
 *     resource sharing (CORS)</a>
 */
public final class CrossOrigin implements S3Family {
  /** Under which a bucket's rules are kept. */
  static final String NAME = "cors";

  private final DocumentCodec codec;
  private final KeptRules rules;

  /** The family, which keeps its documents by that codec. */
  public CrossOrigin(DocumentCodec codec) {
    this.codec = codec;
    this.rules = new KeptRules(codec);
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    List<Operation<?, ?>> rows =
        new ArrayList<>(
            new ConfigurationRows(access, codec, NAME)
                .requireDigest()
                .put(
                    Naming.of("PutBucketCors").allowedBy("PutBucketCORS"),
                    PutBucketCorsRequest::builder,
                    "CORSConfiguration",
                    CorsChecks::check,
                    PutBucketCorsResponse.builder().build())
                .get(
                    Naming.of("GetBucketCors").allowedBy("GetBucketCORS"),
                    GetBucketCorsRequest::builder,
                    GetBucketCorsResponse::builder,
                    Absent.failing(S3Error.NO_SUCH_CORS))
                .delete(
                    Naming.of("DeleteBucketCors").allowedBy("PutBucketCORS"),
                    DeleteBucketCorsRequest::builder,
                    DeleteBucketCorsResponse.builder().build())
                .rows());
    rows.add(new Preflights(rules).row());
    return rows;
  }

  /** Whatever the answer is, a page of an origin that a rule names may read it. */
  @Override
  public void complete(State state, String bucket, WireRequest request, Headers answer) {
    if (bucket == null) {
      return;
    }
    Question question = Question.of(request);
    if (question != null) {
      rules.match(state, bucket, question).ifPresent(rule -> question.answer(rule, answer));
    }
  }
}
