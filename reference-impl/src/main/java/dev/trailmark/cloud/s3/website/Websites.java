package dev.trailmark.cloud.s3.website;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.Absent;
import dev.trailmark.cloud.s3.config.ConfigurationRows;
import dev.trailmark.cloud.s3.config.Naming;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteResponse;

/**
 * Buckets as websites.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">Hosting
 *     a static website using Amazon S3</a>
 */
public final class Websites implements S3Family {
  /** Under which a bucket's configuration is kept. */
  static final String NAME = "website";

  private final DocumentCodec codec;

  /** The family, which keeps its documents by that codec. */
  public Websites(DocumentCodec codec) {
    this.codec = codec;
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return new ConfigurationRows(access, codec, NAME)
        .put(
            Naming.of("PutBucketWebsite"),
            PutBucketWebsiteRequest::builder,
            "WebsiteConfiguration",
            WebsiteChecks::check,
            PutBucketWebsiteResponse.builder().build())
        .get(
            Naming.of("GetBucketWebsite"),
            GetBucketWebsiteRequest::builder,
            GetBucketWebsiteResponse::builder,
            Absent.failing(S3Error.NO_SUCH_WEBSITE))
        .delete(
            Naming.of("DeleteBucketWebsite"),
            DeleteBucketWebsiteRequest::builder,
            DeleteBucketWebsiteResponse.builder().build())
        .rows();
  }

  @Override
  public List<Operation<?, ?>> onReads(
      Operation<GetObjectRequest, GetObjectResponse> get,
      Operation<HeadObjectRequest, GetObjectResponse> head) {
    return List.of(new Visits(codec, new PageReader(get, head)).row());
  }
}
