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
 * Transfer acceleration: a status that is kept. Requests come by one way only here, so nothing is
 * any faster.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html"
 *     >PutBucketAccelerateConfiguration</a>
 */
final class Acceleration {
  private static final Set<String> STATUSES = Set.of("Enabled", "Suspended");

  private Acceleration() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, "accelerate")
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
    if (sent.bucket().name().contains(".")) {
      throw S3Error.INVALID_REQUEST.because(
          "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }
    String status = sent.document().statusAsString();
    if (status == null || !STATUSES.contains(status)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return Kept.of(sent.document());
  }
}
