package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.Absent;
import dev.trailmark.cloud.s3.config.ConfigurationRows;
import dev.trailmark.cloud.s3.config.Naming;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;

/**
 * Lifecycle configurations. The older PutBucketLifecycle and GetBucketLifecycle have the same
 * address, and their documents, whose rules have a prefix and no filter, are taken too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html"
 *     >PutBucketLifecycleConfiguration</a>
 */
public final class Lifecycle implements S3Family {
  private final DocumentCodec codec;
  private final ReadOnce<Rules> rulesOf;
  private final Upkeep upkeep;

  /**
   * The family, which keeps its documents by that codec.
   *
   * @param log is told what the rules have done
   */
  public Lifecycle(DocumentCodec codec, BiConsumer<Upkeep.Surroundings, Deed> log) {
    this.codec = codec;
    this.rulesOf = Rules.readBy(codec);
    this.upkeep = new LifecycleUpkeep(rulesOf, log);
  }

  @Override
  public void describe(Call call, ObjectRecord object) {
    Rules rules = rulesOf.of(call.state(), object.bucket());
    if (rules != null) {
      LifecycleHeaders.expiration(rules, object, call);
    }
  }

  @Override
  public void describe(Call call, UploadRecord upload) {
    Rules rules = rulesOf.of(call.state(), upload.bucket());
    if (rules != null) {
      LifecycleHeaders.abortion(rules, upload, call);
    }
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return new ConfigurationRows(access, codec, Rules.SUBRESOURCE)
        .requireDigest()
        .put(
            Naming.of("PutBucketLifecycleConfiguration")
                .allowedBy("PutLifecycleConfiguration")
                .loggedAs("PutBucketLifecycle"),
            PutBucketLifecycleConfigurationRequest::builder,
            "LifecycleConfiguration",
            LifecycleCheck::check,
            LifecycleCheck::answer,
            Rules.MINIMUM_SIZE)
        .get(
            Naming.of("GetBucketLifecycleConfiguration")
                .allowedBy("GetLifecycleConfiguration")
                .loggedAs("GetBucketLifecycle"),
            GetBucketLifecycleConfigurationRequest::builder,
            GetBucketLifecycleConfigurationResponse::builder,
            Absent.failing(S3Error.NO_SUCH_LIFECYCLE),
            (answer, kept) ->
                ((GetBucketLifecycleConfigurationResponse) answer)
                    .toBuilder()
                        .transitionDefaultMinimumObjectSize(kept.extras().get(Rules.MINIMUM_SIZE))
                        .build())
        .delete(
            Naming.of("DeleteBucketLifecycle").allowedBy("PutLifecycleConfiguration"),
            DeleteBucketLifecycleRequest::builder,
            DeleteBucketLifecycleResponse.builder().build())
        .rows();
  }
}
