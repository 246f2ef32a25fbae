package dev.trailmark.cloud.s3.tagging;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import dev.trailmark.cloud.s3.version.Versions;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The tags of objects and of their versions. They can be changed at any time; neither the version
 * nor the time of the object's last change follows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html"
 *     >PutObjectTagging</a>
 */
final class ObjectTags {
  private final S3Access access;

  ObjectTags(S3Access access) {
    this.access = access;
  }

  /** s3:GetObjectTagging, or s3:GetObjectVersionTagging. */
  List<AccessCheck> getAccess(Call call, GetObjectTaggingRequest in) {
    ObjectTarget target = target(in);
    return target.access(call, access, "s3:GetObjectTagging");
  }

  /** s3:PutObjectTagging, or s3:PutObjectVersionTagging. */
  List<AccessCheck> putAccess(Call call, PutObjectTaggingRequest in) {
    ObjectTarget target = target(in);
    RequestKeys keys =
        ObjectTagRules.addRequested(target.keys(call), ObjectTagRules.ofDocument(sent(in)));
    return target.access(call, access, "s3:PutObjectTagging", keys);
  }

  /** s3:DeleteObjectTagging, or s3:DeleteObjectVersionTagging. */
  List<AccessCheck> deleteAccess(Call call, DeleteObjectTaggingRequest in) {
    return target(in).access(call, access, "s3:DeleteObjectTagging");
  }

  /** GetObjectTagging: an empty set for an object without tags. */
  GetObjectTaggingResponse get(Call call, GetObjectTaggingRequest in) {
    ObjectRecord object;
    try {
      object = target(in).require(call, access);
    } catch (ServiceException e) {
      // As recorded: this operation alone names the bucket with the key.
      throw e.code().equals(S3Error.NO_SUCH_KEY.code())
          ? e.with("Key", in.bucket() + "/" + in.key())
          : e;
    }
    return GetObjectTaggingResponse.builder()
        .versionId(shown(call, object))
        .tagSet(ObjectTagRules.shown(object.tags()))
        .build();
  }

  /** PutObjectTagging: replaces all tags. */
  PutObjectTaggingResponse put(Call call, PutObjectTaggingRequest in) {
    boolean verified = Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    if (!verified) {
      throw S3Error.INVALID_REQUEST.because(
          "Missing required header for this request: Content-MD5");
    }
    Map<String, String> tags = ObjectTagRules.ofDocument(sent(in));
    ObjectRecord object = change(call, target(in), tags);
    return PutObjectTaggingResponse.builder().versionId(shown(call, object)).build();
  }

  /** DeleteObjectTagging: removes all tags. */
  DeleteObjectTaggingResponse delete(Call call, DeleteObjectTaggingRequest in) {
    ObjectRecord object = change(call, target(in), Map.of());
    return DeleteObjectTaggingResponse.builder().versionId(shown(call, object)).build();
  }

  private ObjectRecord change(Call call, ObjectTarget target, Map<String, String> tags) {
    target.require(call, access);
    return target.change(call, access, object -> object.change().tags(tags).done());
  }

  private static String shown(Call call, ObjectRecord object) {
    return Versions.shown(call.subject(FoundObject.class).bucket(), object);
  }

  private static List<Tag> sent(PutObjectTaggingRequest in) {
    if (in.tagging() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return in.tagging().tagSet();
  }

  private static ObjectTarget target(GetObjectTaggingRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private static ObjectTarget target(PutObjectTaggingRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private static ObjectTarget target(DeleteObjectTaggingRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }
}
