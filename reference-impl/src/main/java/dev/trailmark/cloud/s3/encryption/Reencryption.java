package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.SSEKMSEncryption;
import software.amazon.awssdk.services.s3.model.UpdateObjectEncryptionRequest;
import software.amazon.awssdk.services.s3.model.UpdateObjectEncryptionResponse;

/**
 * UpdateObjectEncryption: an object's data key comes under another key of KMS's. Body, entity tag,
 * times and everything else stay. The refusals' texts are those of the API reference.
 *
 * <p>Which calls AWS makes to KMS is unconfirmed. Here they are those of a copy: Decrypt under the
 * old key if there is one, and GenerateDataKey under the new one. The other permissions that AWS
 * documents are asked for without a call: kms:Encrypt and kms:ReEncryptTo on the new key,
 * kms:ReEncryptFrom on the old one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html"
 *     >UpdateObjectEncryption</a>
 */
public final class Reencryption {
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:([0-9]{12}):key/.+");

  private final S3Access access;
  private final DataKeys dataKeys;

  private Reencryption(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** The row. */
  public static Operation<?, ?> row(S3Access access, DataKeys dataKeys) {
    Reencryption topic = new Reencryption(access, dataKeys);
    return Operation.<UpdateObjectEncryptionRequest, UpdateObjectEncryptionResponse>of(
            "UpdateObjectEncryption", UpdateObjectEncryptionRequest::builder, topic::update)
        .access(topic::access)
        .honours(Honoured.body("Key", "VersionId", "ObjectEncryption"))
        .trail(
            S3Trail.dataWrite(
                UpdateObjectEncryptionRequest::bucket, UpdateObjectEncryptionRequest::key))
        .build();
  }

  /** s3:UpdateObjectEncryption and s3:PutObject. */
  private List<AccessCheck> access(Call call, UpdateObjectEncryptionRequest in) {
    RequestKeys keys = target(in).keys(call);
    return List.of(
        target(in).check(call, access, "s3:UpdateObjectEncryption", keys),
        target(in).check(call, access, "s3:PutObject", keys));
  }

  private UpdateObjectEncryptionResponse update(Call call, UpdateObjectEncryptionRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    ObjectRecord object = target(in).require(call, access);
    BucketRecord bucket = call.subject(FoundObject.class).bucket();
    if (!"SigV4".equals(call.caller().signature())) {
      throw invalid(
          "Requests that modify an object encryption configuration require AWS Signature Version 4."
              + " Modify the request to use AWS Signature Version 4, and then try again.");
    }
    SSEKMSEncryption wanted = wanted(in, bucket);
    if (object.seal().customer() != null || object.seal().isDual()) {
      throw invalid(
          "The UpdateObjectEncryption operation doesn't support source objects with the encryption"
              + " type DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are"
              + " supported.");
    }
    Sse sse =
        new Sse(
            EncryptionRecord.KMS,
            wanted.kmsKeyArn(),
            Map.of(),
            Boolean.TRUE.equals(wanted.bucketKeyEnabled()),
            false,
            null);
    requireUnlocked(object, call.time());
    requireReencryption(call, bucket, object, sse);
    SealRecord seal = dataKeys.reseal(call, bucket, object, sse);
    target(in).change(call, now -> same(now, object).change().seal(seal).done());
    SseHeaders.note(call, seal);
    return UpdateObjectEncryptionResponse.builder().build();
  }

  private static void requireUnlocked(ObjectRecord object, Instant now) {
    if (object.traits().lock().protects(now)) {
      throw S3Error.ACCESS_DENIED.because(
          "The encryption type for the specified object can’t be updated because that object is"
              + " protected by S3 Object Lock. If the object has a governance-mode retention period"
              + " or a legal hold, you must first remove the Object Lock status on the object"
              + " before you issue your UpdateObjectEncryption request. You can't use the"
              + " UpdateObjectEncryption operation with objects that have an Object Lock compliance"
              + " mode retention period applied to them.");
    }
  }

  private static void requireReencryption(
      Call call, BucketRecord bucket, ObjectRecord object, Sse sse) {
    SealRecord old = object.seal();
    if (old.kmsKeyArn() != null) {
      KmsPort.require(call, bucket, "kms:ReEncryptFrom", old.kmsKeyArn(), old.context());
    }
    Map<String, String> context = DataKeys.context(bucket, object.key(), sse);
    KmsPort.require(call, bucket, "kms:ReEncryptTo", sse.keyId(), context);
    KmsPort.require(call, bucket, "kms:Encrypt", sse.keyId(), context);
  }

  private static ObjectRecord same(ObjectRecord now, ObjectRecord found) {
    if (!now.blobId().equals(found.blobId())) {
      throw S3Error.CONDITIONAL_REQUEST_CONFLICT.fail();
    }
    return now;
  }

  private static SSEKMSEncryption wanted(UpdateObjectEncryptionRequest in, BucketRecord bucket) {
    SSEKMSEncryption wanted = in.objectEncryption() == null ? null : in.objectEncryption().ssekms();
    if (wanted == null) {
      throw invalid(
          "Requests that modify an object encryption configuration require a valid new encryption"
              + " type. Valid values are SSEKMS. Modify the request to specify SSE-KMS for the"
              + " updated encryption type, and then try again.");
    }
    if (wanted.kmsKeyArn() == null || wanted.kmsKeyArn().isEmpty()) {
      throw invalid(
          "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key"
              + " Amazon Resource Name (ARN). Modify the request to specify a KMS key ARN, and then"
              + " try again.");
    }
    Matcher arn = KEY_ARN.matcher(wanted.kmsKeyArn());
    if (!arn.matches()) {
      throw invalid(
          "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key"
              + " Amazon Resource Name (ARN). Confirm that you have a correctly formatted KMS key"
              + " ARN in your request, and then try again.");
    }
    if (!arn.group(1).equals(bucket.ownerAccount())) {
      throw S3Error.ACCESS_DENIED.because(
          "The AWS KMS key in the request must be owned by the same account as the bucket. Modify"
              + " the request to specify a KMS key from the same account, and then try again.");
    }
    return wanted;
  }

  private static ServiceException invalid(String message) {
    return S3Error.INVALID_REQUEST.because("%s", message);
  }

  private static ObjectTarget target(UpdateObjectEncryptionRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }
}
