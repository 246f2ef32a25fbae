package dev.trailmark.cloud.s3.control;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.tagging.BucketTagRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3control.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.s3control.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.s3control.model.TagResourceRequest;
import software.amazon.awssdk.services.s3control.model.TagResourceResponse;
import software.amazon.awssdk.services.s3control.model.UntagResourceRequest;
import software.amazon.awssdk.services.s3control.model.UntagResourceResponse;

/**
 * The tags of a resource one by one, where PutBucketTagging replaces them all. Of the resources
 * that AWS has tags for, general purpose buckets are here.
 *
 * <p>The account that a request names is the resource's or the caller's, as AWS documents it.
 * Unconfirmed: the answers to other accounts, to keys of AWS's own that are to be removed, and to a
 * bucket in another Region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_TagResource.html"
 *     >TagResource</a>
 */
final class ResourceTags {
  private static final String SYSTEM = "aws:";

  private final S3Access access;
  private final DocumentCodec codec;

  ResourceTags(S3Access access, DocumentCodec codec) {
    this.access = access;
    this.codec = codec;
  }

  List<Operation<?, ?>> rows() {
    return List.of(tag(), untag(), list());
  }

  private Operation<?, ?> tag() {
    return Operation.<TagResourceRequest, TagResourceResponse>of(
            "TagResource", TagResourceRequest::builder, ResourceTags::tag)
        .access(
            (call, in) ->
                TaggedResource.of(call, in.accountId(), in.resourceArn())
                    .check(call, access, "s3:TagResource", keys(in)))
        .honours("AccountId", "ResourceArn", "Tags")
        .status(204)
        .trail(
            S3Trail.write(
                in -> null,
                S3Trail::noKey,
                (in, shown) -> {
                  shown.put("resourceArn", in.resourceArn());
                  if (in.hasTags()) {
                    shown.put("TagResourceRequest", recorded(in));
                  }
                }))
        .build();
  }

  private Operation<?, ?> untag() {
    return Operation.<UntagResourceRequest, UntagResourceResponse>of(
            "UntagResource", UntagResourceRequest::builder, ResourceTags::untag)
        .access(
            (call, in) ->
                TaggedResource.of(call, in.accountId(), in.resourceArn())
                    .check(call, access, "s3:UntagResource", Map.of("aws:tagkeys", in.tagKeys())))
        .honours("AccountId", "ResourceArn", "TagKeys")
        .status(204)
        .trail(
            S3Trail.write(
                in -> null,
                S3Trail::noKey,
                (in, shown) -> {
                  shown.put("resourceArn", in.resourceArn());
                  shown.put("tagKeys", in.tagKeys());
                }))
        .build();
  }

  private Operation<?, ?> list() {
    return Operation.<ListTagsForResourceRequest, ListTagsForResourceResponse>of(
            "ListTagsForResource", ListTagsForResourceRequest::builder, ResourceTags::list)
        .access(
            (call, in) -> {
              List<AccessCheck> checks =
                  TaggedResource.of(call, in.accountId(), in.resourceArn())
                      .check(call, access, "s3:ListTagsForResource", Map.of());
              call.trail().parameter("resourceArn", in.resourceArn());
              return checks;
            })
        .honours("AccountId", "ResourceArn")
        .root("ListTagsForResourceResult")
        .trail(S3Trail.read(in -> null, S3Trail::noKey))
        .build();
  }

  private static TagResourceResponse tag(Call call, TagResourceRequest in) {
    ControlRequests.verify(call);
    if (!in.hasTags()) {
      throw S3Error.MALFORMED_XML.fail();
    }
    BucketRecord bucket = call.subject(TaggedResource.class).bucket();
    Map<String, String> added = BucketTagRules.ofCreation(tags(in));
    BucketChanges.change(
        call,
        bucket.name(),
        now -> {
          Map<String, String> tags = tagsOf(now);
          tags.putAll(added);
          return now.withTags(kept(BucketTagRules.limited(tags)));
        });
    return TagResourceResponse.builder().build();
  }

  /** Keys that are not there are passed over. */
  private static UntagResourceResponse untag(Call call, UntagResourceRequest in) {
    if (!in.hasTagKeys()) {
      throw S3Error.INVALID_REQUEST.because("Missing required parameter for this request: tagKeys");
    }
    for (String key : in.tagKeys()) {
      if (key.startsWith(SYSTEM)) {
        throw S3Error.INVALID_TAG
            .because("System tags cannot be removed by requester")
            .with("TagKey", key);
      }
    }
    BucketRecord bucket = call.subject(TaggedResource.class).bucket();
    BucketChanges.change(
        call,
        bucket.name(),
        now -> {
          Map<String, String> tags = tagsOf(now);
          in.tagKeys().forEach(tags::remove);
          return now.withTags(kept(tags));
        });
    return UntagResourceResponse.builder().build();
  }

  /** A bucket without tags has an empty list of them, where GetBucketTagging finds no tag set. */
  private static ListTagsForResourceResponse list(Call call, ListTagsForResourceRequest in) {
    BucketRecord bucket = call.subject(TaggedResource.class).bucket();
    List<software.amazon.awssdk.services.s3control.model.Tag> tags =
        tagsOf(bucket).entrySet().stream()
            .map(
                tag ->
                    software.amazon.awssdk.services.s3control.model.Tag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build())
            .toList();
    return ListTagsForResourceResponse.builder().tags(tags).build();
  }

  private static Map<String, String> tagsOf(BucketRecord bucket) {
    return bucket.tags() == null ? new LinkedHashMap<>() : new LinkedHashMap<>(bucket.tags());
  }

  private static Map<String, String> kept(Map<String, String> tags) {
    return tags.isEmpty() ? null : tags;
  }

  private static Map<String, List<String>> keys(TagResourceRequest in) {
    return BucketTagRules.conditionKeys(tags(in));
  }

  private static List<Tag> tags(TagResourceRequest in) {
    return in.tags().stream()
        .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
        .toList();
  }

  private Map<String, Object> recorded(TagResourceRequest in) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("xmlns", ControlRequests.XMLNS);
    body.put("Tags", codec.recorded(Tagging.builder().tagSet(tags(in)).build()).get("TagSet"));
    return body;
  }
}
