package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.Versions;
import dev.trailmark.cloud.wire.ResponseBody;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * GetObject and HeadObject. After authorization, in this order: is there such an object, may this
 * signature read it, do the conditions hold, which range, and only then KMS is asked for the key.
 * HeadObject does not ask KMS.
 */
final class Reads {
  private final S3Access access;
  private final DataKeys dataKeys;

  Reads(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** s3:GetObject. */
  List<AccessCheck> getAccess(Call call, GetObjectRequest in) {
    return readAccess(call, in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  /** s3:GetObject, as for the read itself. */
  List<AccessCheck> headAccess(Call call, HeadObjectRequest in) {
    return readAccess(call, in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private List<AccessCheck> readAccess(
      Call call, String bucketName, String key, String versionId, String expectedOwner) {
    BucketRecord bucket = S3Access.bucketOf(call, bucketName, key, expectedOwner);
    return List.of(find(call, bucket, key, versionId));
  }

  private AccessCheck find(Call call, BucketRecord bucket, String key, String versionId) {
    ObjectRecord object = Versions.object(call.state(), bucket.name(), key, versionId);
    call.subject(new FoundObject(bucket, object));
    RequestKeys keys = RequestKeys.of(call, bucket).put("s3:versionid", versionId);
    String action = Versions.action("s3:GetObject", versionId);
    return access.onObject(call, bucket, key, object, action, keys);
  }

  /** GetObject. */
  GetObjectResponse get(Call call, GetObjectRequest in) {
    Versions.check(in.versionId());
    ResponseOverrides.check(call, in);
    requireMode(in.checksumModeAsString());
    return Bodies.reading(() -> read(call, in), () -> S3Access.demand(call, getAccess(call, in)));
  }

  private GetObjectResponse read(Call call, GetObjectRequest in) {
    FoundObject found = call.subject(FoundObject.class);
    ObjectRecord object = readable(call, found, in.key(), in.versionId());
    CustomerKey customer = customerKey(in).readFor(object.seal());
    conditions(in).check(object, call.time());
    StorageClasses.requireReadable(object, call.time());
    PartSelection chosen = PartSelection.of(object, in.range(), in.partNumber());
    ObjectCipher cipher = dataKeys.cipher(call, found.bucket(), object, customer);
    ByteRange range = chosen.range();
    ResponseBody body = Bodies.range(call, object, cipher, range.from(), range.length());
    call.reply(body);
    access.accessed(call, object);
    return answer(call, in, found, chosen);
  }

  /** AWS's common runtime asks in small letters. */
  private static void requireMode(String checksumMode) {
    if (checksumMode != null && !ChecksumMode.ENABLED.toString().equalsIgnoreCase(checksumMode)) {
      throw S3Error.INVALID_REQUEST.because("Value for x-amz-checksum-mode header is invalid.");
    }
  }

  /** HeadObject, which asks and answers as GetObject does, but for the body and the tier. */
  GetObjectResponse head(Call call, HeadObjectRequest head) {
    GetObjectRequest in = asGet(head);
    Versions.check(in.versionId());
    ResponseOverrides.check(call, in);
    requireMode(in.checksumModeAsString());
    FoundObject found = call.subject(FoundObject.class);
    ObjectRecord object = readable(call, found, in.key(), in.versionId());
    customerKey(in).readFor(object.seal());
    conditions(in).check(object, call.time());
    PartSelection chosen = PartSelection.of(object, in.range(), in.partNumber());
    String tier = StorageClasses.accessTier(object, call.time());
    if (tier != null) {
      call.header("x-amz-archive-status", tier);
    }
    return answer(call, in, found, chosen);
  }

  private static GetObjectRequest asGet(HeadObjectRequest in) {
    return GetObjectRequest.builder()
        .bucket(in.bucket())
        .key(in.key())
        .versionId(in.versionId())
        .range(in.range())
        .partNumber(in.partNumber())
        .ifMatch(in.ifMatch())
        .ifNoneMatch(in.ifNoneMatch())
        .ifModifiedSince(in.ifModifiedSince())
        .ifUnmodifiedSince(in.ifUnmodifiedSince())
        .checksumMode(in.checksumModeAsString())
        .sseCustomerAlgorithm(in.sseCustomerAlgorithm())
        .sseCustomerKey(in.sseCustomerKey())
        .sseCustomerKeyMD5(in.sseCustomerKeyMD5())
        .responseCacheControl(in.responseCacheControl())
        .responseContentDisposition(in.responseContentDisposition())
        .responseContentEncoding(in.responseContentEncoding())
        .responseContentLanguage(in.responseContentLanguage())
        .responseContentType(in.responseContentType())
        .responseExpires(in.responseExpires())
        .build();
  }

  private GetObjectResponse answer(
      Call call, GetObjectRequest in, FoundObject found, PartSelection chosen) {
    ObjectRecord object = found.object();
    describe(call, found, object, in.versionId());
    SseHeaders.noteApplied(call, object.seal());
    ShownTraits shown = ShownTraits.of(call, access, found, in.versionId());
    return ReadAnswers.of(call, in, object, chosen, shown);
  }

  /** Only what is current is about to expire; as recorded, a version that is named is not. */
  private void describe(Call call, FoundObject found, ObjectRecord object, String versionId) {
    if (versionId != null) {
      return;
    }
    ObjectRecord current = ObjectRecord.current(call.state(), found.bucket().name(), object.key());
    if (current != null && current.versionId().equals(object.versionId())) {
      access.describe(call, object);
    }
  }

  private ObjectRecord readable(Call call, FoundObject found, String key, String versionId) {
    SseHeaders.refuse(call);
    if (found.object() == null) {
      throw Versions.missing(call, access, found.bucket(), key, versionId);
    }
    String shown = Versions.shown(found.bucket(), found.object());
    if (shown != null) {
      call.header("x-amz-version-id", shown);
    }
    SignatureGate.require(call, found.object().seal().isKms());
    return found.object();
  }

  private static CustomerKey.Headers customerKey(GetObjectRequest in) {
    return new CustomerKey.Headers(
        in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5());
  }

  private static ReadConditions conditions(GetObjectRequest in) {
    return new ReadConditions(
        in.ifMatch(), in.ifNoneMatch(), in.ifModifiedSince(), in.ifUnmodifiedSince(), "");
  }
}
