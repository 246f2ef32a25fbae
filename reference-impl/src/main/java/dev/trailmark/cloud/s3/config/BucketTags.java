package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.tagging.BucketTagRules;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * The tags of a bucket, which stand in its record since they have to do with who may do what.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html"
 *     >PutBucketTagging</a>
 */
final class BucketTags {
  private BucketTags() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, "tagging")
        .requireDigest()
        .writesAnswer(204)
        .write(
            Naming.of("PutBucketTagging"),
            PutBucketTaggingRequest::builder,
            "Tagging",
            BucketTags::put)
        .read(Naming.of("GetBucketTagging"), GetBucketTaggingRequest::builder, BucketTags::get)
        .remove(
            Naming.of("DeleteBucketTagging").allowedBy("PutBucketTagging"),
            DeleteBucketTaggingRequest::builder,
            BucketTags::delete)
        .rows();
  }

  private static SdkPojo put(Sent<Tagging> sent) {
    Map<String, String> tags = BucketTagRules.ofPut(sent.document().tagSet());
    change(sent.call(), sent.bucket(), tags.isEmpty() ? null : tags);
    return PutBucketTaggingResponse.builder().build();
  }

  private static SdkPojo get(Call call, SdkPojo in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    if (bucket.tags() == null) {
      throw S3Error.NO_SUCH_TAG_SET.fail().with("BucketName", bucket.name());
    }
    List<Tag> tags =
        bucket.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return GetBucketTaggingResponse.builder().tagSet(tags).build();
  }

  private static SdkPojo delete(Call call, SdkPojo in) {
    change(call, call.subject(BucketRecord.class), null);
    return DeleteBucketTaggingResponse.builder().build();
  }

  /**
   * Where attribute-based access control is on, tags are changed by TagResource and UntagResource
   * only. With which words AWS says so could not be confirmed.
   */
  private static void change(Call call, BucketRecord bucket, Map<String, String> tags) {
    if (RequestKeys.tagsCount(call.state(), bucket.name())) {
      throw S3Error.INVALID_REQUEST.because(
          "Attribute-based access control is enabled for this bucket. Use the TagResource and"
              + " UntagResource operations to manage its tags.");
    }
    BucketChanges.change(call, bucket.name(), now -> now.withTags(tags));
  }
}
