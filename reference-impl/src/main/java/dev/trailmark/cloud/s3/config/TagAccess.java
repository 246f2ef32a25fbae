package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.AbacStatus;
import software.amazon.awssdk.services.s3.model.GetBucketAbacRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAbacResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAbacRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAbacResponse;

/**
 * Attribute-based access control: whether the bucket's tags count in policies, which it is off by
 * default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html"
 *     >PutBucketAbac</a>
 */
final class TagAccess {
  private TagAccess() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, RequestKeys.ABAC)
        .put(
            Naming.of("PutBucketAbac"),
            PutBucketAbacRequest::builder,
            "AbacStatus",
            TagAccess::check,
            PutBucketAbacResponse.builder().build())
        .get(
            Naming.of("GetBucketAbac"),
            GetBucketAbacRequest::builder,
            GetBucketAbacResponse::builder,
            Absent.meaning(AbacStatus.builder().status("Disabled").build()))
        .rows();
  }

  private static Kept check(Sent<AbacStatus> sent) {
    if (!Forms.known(sent.document().status())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return new Kept(sent.document(), Map.of(RequestKeys.ABAC, sent.document().statusAsString()));
  }
}
