package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/**
 * Block Public Access of buckets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
 *     >Blocking public access to your Amazon S3 storage</a>
 */
final class PublicAccess {
  private PublicAccess() {}

  /** PutPublicAccessBlock: settings that are not sent are off. */
  static PutPublicAccessBlockResponse put(Call call, PutPublicAccessBlockRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    PublicAccessBlockConfiguration sent = in.publicAccessBlockConfiguration();
    if (sent == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (PublicAccessBlockConfiguration.builder().build().equals(sent)) {
      throw S3Error.INVALID_REQUEST.because("Must specify at least one configuration.");
    }
    PublicAccessRecord block = PublicAccessRecord.of(sent);
    BucketChanges.change(call, in.bucket(), bucket -> bucket.withPublicAccess(block));
    return PutPublicAccessBlockResponse.builder().build();
  }

  /** GetPublicAccessBlock. */
  static GetPublicAccessBlockResponse get(Call call, GetPublicAccessBlockRequest in) {
    PublicAccessRecord block = call.subject(BucketRecord.class).publicAccess();
    if (block == null) {
      throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.fail().with("BucketName", in.bucket());
    }
    return GetPublicAccessBlockResponse.builder()
        .publicAccessBlockConfiguration(block.shown())
        .build();
  }

  /** DeletePublicAccessBlock: succeeds whether there is one or not. */
  static DeletePublicAccessBlockResponse delete(Call call, DeletePublicAccessBlockRequest in) {
    BucketChanges.change(call, in.bucket(), bucket -> bucket.withPublicAccess(null));
    return DeletePublicAccessBlockResponse.builder().build();
  }

  static void record(PutPublicAccessBlockRequest in, Map<String, Object> parameters) {
    PublicAccessRecord.recorded(in.publicAccessBlockConfiguration(), S3Trail.XMLNS, parameters);
  }
}
