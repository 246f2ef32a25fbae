package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.AccelerateConfiguration;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationResponse;

/**
 * Transfer acceleration: a status that is kept, and that {@link AcceleratedEndpoint} obeys.
 * Requests come by one way only here, so nothing is any faster.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html"
 *     >PutBucketAccelerateConfiguration</a>
 */
final class Acceleration {
  /** The sub-resource, under which the status is kept. */
  static final String NAME = "accelerate";

  /** The status with which the endpoint takes requests. */
  static final String ENABLED = "Enabled";

  private static final Set<String> STATUSES = Set.of(ENABLED, "Suspended");

  private Acceleration() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, NAME)
        .put(
            Naming.of("PutBucketAccelerateConfiguration")
                .allowedBy("PutAccelerateConfiguration")
                .loggedAs("PutAccelerateConfiguration"),
            PutBucketAccelerateConfigurationRequest::builder,
            "AccelerateConfiguration",
            Acceleration::check,
            PutBucketAccelerateConfigurationResponse.builder().build())
        .get(
            Naming.of("GetBucketAccelerateConfiguration")
                .allowedBy("GetAccelerateConfiguration")
                .loggedAs("GetAccelerateConfiguration"),
            GetBucketAccelerateConfigurationRequest::builder,
            GetBucketAccelerateConfigurationResponse::builder,
            Absent.meaning(AccelerateConfiguration.builder().build()))
        .rows();
  }

  private static Kept check(Sent<AccelerateConfiguration> sent) {
    refusePeriods(sent.bucket().name());
    String status = sent.document().statusAsString();
    if (status == null || !STATUSES.contains(status)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return Kept.of(sent.document());
  }

  /**
   * No bucket whose name has periods is accelerated.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidRequest
   */
  static void refusePeriods(String bucket) {
    if (bucket.contains(".")) {
      throw S3Error.INVALID_REQUEST.because(
          "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }
  }
}
