package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.copy.CopySource;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.AccelerateConfiguration;

/**
 * What comes by the endpoint of Transfer Acceleration: requests in virtual-hosted style for buckets
 * that have it enabled, other than making, deleting and listing buckets and copying from another
 * region. They are signed for the bucket's region, like all others.
 *
 * <p>Code, status and message of a bucket without acceleration are as users of S3 quote them; what
 * is answered to the rest is documented as far as it is {@code InvalidRequest} or 400, without its
 * exact words. Unconfirmed: that an operation which the endpoint does not serve is 405, and that
 * all this comes after the signature and before the permission.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration-getting-started.html"
 *     >Getting started with Transfer Acceleration</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's list of
 *     error codes, under InvalidRequest</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject, of
 *     copies from other regions</a>
 * @see <a href="https://github.com/aws/aws-cli/issues/8329">A bucket without acceleration</a>
 */
final class AcceleratedEndpoint {
  private static final Set<String> NOT_SERVED = Set.of("CreateBucket", "DeleteBucket");

  private final DocumentCodec codec;

  AcceleratedEndpoint(DocumentCodec codec) {
    this.codec = codec;
  }

  /**
   * Lets a request to the endpoint pass, or refuses it. One for a bucket that is not there is left
   * to its operation.
   *
   * @param bucket the bucket that the request names; {@code null} for none
   * @param virtualHosted whether it is the host that names it
   * @throws ServiceException InvalidRequest or MethodNotAllowed
   */
  void require(Call call, String operation, String bucket, boolean virtualHosted) {
    if (!virtualHosted) {
      throw S3Error.INVALID_REQUEST.because(
          "S3 Transfer Acceleration endpoint supports only virtual style requests");
    }
    if (NOT_SERVED.contains(operation)) {
      throw S3Error.METHOD_NOT_ALLOWED
          .fail()
          .with("Method", call.wire().method())
          .with("ResourceType", "BUCKET");
    }
    Acceleration.refusePeriods(bucket);
    BucketRecord found = call.state().get(S3Kinds.BUCKET, bucket);
    if (found == null) {
      return;
    }
    requireEnabled(call, found);
    if (operation.equals("CopyObject")) {
      requireSameRegion(call, found);
    }
  }

  private void requireEnabled(Call call, BucketRecord bucket) {
    ConfigurationRecord kept =
        call.state()
            .get(
                S3Kinds.CONFIGURATION,
                S3Kinds.configurationKey(bucket.name(), Acceleration.NAME, ""));
    if (kept == null) {
      throw refused(call, bucket, "S3 Transfer Acceleration is not configured on this bucket");
    }
    AccelerateConfiguration configuration =
        (AccelerateConfiguration) codec.read(kept.document(), AccelerateConfiguration.builder());
    if (!Acceleration.ENABLED.equals(configuration.statusAsString())) {
      throw refused(call, bucket, "S3 Transfer Acceleration is disabled on this bucket");
    }
  }

  /** UploadPartCopy is not mentioned, and passes. */
  private static void requireSameRegion(Call call, BucketRecord to) {
    String source = CopySource.parse(call.wire().header("x-amz-copy-source")).bucket();
    BucketRecord from = call.state().get(S3Kinds.BUCKET, source);
    if (from != null && !from.region().equals(to.region())) {
      throw refused(call, to, "S3 Transfer Acceleration does not support cross-Region copies");
    }
  }

  private static ServiceException refused(Call call, BucketRecord bucket, String message) {
    call.trail().tells(bucket.ownerAccount());
    return S3Error.INVALID_REQUEST.because("%s", message);
  }
}
