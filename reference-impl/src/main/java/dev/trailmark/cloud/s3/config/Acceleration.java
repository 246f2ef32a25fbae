package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
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
 * <p>Regions that were opened after 2018 do not have it, nor does Osaka: users of S3 quote 405 for
 * both operations there, and {@code UnsupportedArgument} in China and GovCloud. AWS's User Guide
 * once listed the Regions without it and lists those with it since.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html#transfer-acceleration-requirements">
 *     Requirements for using Transfer Acceleration</a>
 * @see <a href="https://github.com/hashicorp/terraform-provider-aws/pull/6873">Reading it where it
 *     is not there</a>
 * @see <a href="https://github.com/crossplane-contrib/provider-aws/issues/388">And in GovCloud</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html"
 *     >PutBucketAccelerateConfiguration</a>
 */
final class Acceleration {
  /** The sub-resource, under which the status is kept. */
  static final String NAME = "accelerate";

  /** The status with which the endpoint takes requests. */
  static final String ENABLED = "Enabled";

  private static final String PUT = "PutBucketAccelerateConfiguration";
  private static final String GET = "GetBucketAccelerateConfiguration";

  private static final Set<String> REGIONS =
      Set.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private static final Set<String> STATUSES = Set.of(ENABLED, "Suspended");

  private Acceleration() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, NAME)
        .put(
            Naming.of(PUT)
                .allowedBy("PutAccelerateConfiguration")
                .loggedAs("PutAccelerateConfiguration"),
            PutBucketAccelerateConfigurationRequest::builder,
            "AccelerateConfiguration",
            Acceleration::check,
            PutBucketAccelerateConfigurationResponse.builder().build())
        .get(
            Naming.of(GET)
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

  /** Whether an operation is about the status. */
  static boolean isOperation(String name) {
    return name.equals(PUT) || name.equals(GET);
  }

  /**
   * Only some Regions have it.
   *
   * @param name the bucket, which need not exist
   * @throws dev.trailmark.cloud.operation.ServiceException MethodNotAllowed, UnsupportedArgument
   */
  static void requireRegion(Call call, String name) {
    BucketRecord bucket = call.state().get(S3Kinds.BUCKET, name);
    if (bucket == null || REGIONS.contains(bucket.region())) {
      return;
    }
    call.trail().tells(bucket.ownerAccount());
    if (bucket.region().startsWith("cn-") || bucket.region().startsWith("us-gov-")) {
      throw S3Error.UNSUPPORTED_ARGUMENT.fail();
    }
    throw S3Error.METHOD_NOT_ALLOWED
        .fail()
        .with("Method", call.wire().method())
        .with("ResourceType", "ACCELERATE");
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
