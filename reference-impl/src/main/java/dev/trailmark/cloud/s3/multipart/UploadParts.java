package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.integrity.Claims;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.object.Objects;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.s3.version.VersionShelf;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * UploadPart: a part sent again takes the place of the one before.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>
 */
final class UploadParts {
  private static final int SALT = 8;

  private final S3Access access;
  private final DataKeys dataKeys;

  UploadParts(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** s3:PutObject. */
  List<AccessCheck> access(Call call, UploadPartRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    RequestKeys keys = RequestKeys.of(call, bucket).put("s3:objectcreationoperation", "false");
    return List.of(access.onKey(call, bucket, in.key(), "s3:PutObject", keys));
  }

  /** UploadPart. */
  UploadPartResponse put(Call call, UploadPartRequest in) {
    SseHeaders.refuse(call);
    ObjectPart.requireNumber(in.partNumber());
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    UploadRecord upload = Uploads.require(call.state(), in.bucket(), in.key(), in.uploadId());
    SignatureGate.require(call, upload.seal().isKms());
    new CustomerKey.Headers(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5())
        .requireOf(upload.seal());
    Objects.requireLength(call);
    Objects.refuseTooLarge(call.body().length());
    ChecksumClaim claim = claim(call, in, upload);
    Locks.requireDigest(
        call, bucket, upload.traits().lock(), in.contentMD5() != null || claim.asked(), "Put Part");
    BodyDigests digests = BodyDigests.ofPart(claim, in.contentMD5(), !upload.seal().hidesTag());
    byte[] salt = salt(call);
    ObjectCipher cipher = cipher(call, dataKeys, bucket, upload, salt);
    Bodies.Stored stored = Bodies.store(call, call.body().stream(), cipher, digests);
    PartRecord part = part(call, upload, in.partNumber(), salt, stored, digests);
    SseHeaders.noteApplied(call, upload.seal());
    return response(upload, part, claim.asked());
  }

  private static PartRecord part(
      Call call,
      UploadRecord upload,
      int number,
      byte[] salt,
      Bodies.Stored stored,
      BodyDigests digests) {
    try {
      Objects.requireLength(call, stored.size());
      ChecksumRecord checksum = digests.finish(call.body().trailers().get());
      return publish(call, upload, number, salt, stored, checksum, digests);
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
  }

  /** A new salt for a part's key. */
  static byte[] salt(Call call) {
    return call.ids().secretBytes(SALT);
  }

  /** The cipher of a part; asks KMS when KMS guards the upload's key. */
  static ObjectCipher cipher(
      Call call, DataKeys dataKeys, BucketRecord bucket, UploadRecord upload, byte[] salt) {
    return dataKeys.reopened(call, bucket, upload.key(), upload.seal()).partCipher(salt);
  }

  /**
   * Names the stored part in its upload; refuses when that has ended meanwhile, and leaves it to
   * the caller then to throw the body away.
   */
  static PartRecord publish(
      Call call,
      UploadRecord upload,
      int number,
      byte[] salt,
      Bodies.Stored stored,
      ChecksumRecord checksum,
      BodyDigests digests) {
    PartRecord part =
        new PartRecord(
            upload.uploadId(),
            number,
            stored.size(),
            upload.seal().hidesTag() ? call.ids().hex(32) : digests.md5Hex(),
            VersionShelf.now(call),
            checksum,
            salt,
            stored.blob().id());
    return call.update(
        S3Kinds.scope(upload.bucket()),
        tx -> {
          Uploads.require(tx, upload.bucket(), upload.key(), upload.uploadId());
          PartRecord before = tx.get(S3Kinds.PART, part.place());
          tx.put(S3Kinds.PART, part.place(), part);
          tx.keep(stored.blob());
          if (before != null) {
            tx.discard(before.blobId());
          }
          return part;
        });
  }

  /** The checksum is the upload's, whether or not the part brings one. */
  private static ChecksumClaim claim(Call call, UploadPartRequest in, UploadRecord upload) {
    ChecksumClaim.refuseUnknown(call);
    ChecksumClaim claim =
        ChecksumClaim.of(
            Claims.of(in), in.checksumAlgorithmAsString(), Wire.header(call, "x-amz-trailer"));
    if (claim.asked() && upload.algorithm() != null && claim.kind() != upload.kind()) {
      throw mismatch(upload, lower(claim.kind()));
    }
    if (!claim.asked() && upload.composite()) {
      // Of parts' checksums the object's is made, so that each has to be sent.
      throw mismatch(upload, "null");
    }
    return claim.asked() ? claim : new ChecksumClaim(upload.kind(), null, false);
  }

  private static ServiceException mismatch(UploadRecord upload, String actual) {
    return S3Error.INVALID_REQUEST.because(
        "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s",
        lower(upload.kind()), actual);
  }

  private static String lower(ChecksumKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static UploadPartResponse response(UploadRecord upload, PartRecord part, boolean asked) {
    UploadPartResponse.Builder response =
        UploadPartResponse.builder()
            .eTag("\"" + part.etag() + "\"")
            .serverSideEncryption(upload.seal().algorithm())
            .ssekmsKeyId(upload.seal().kmsKeyArn())
            .bucketKeyEnabled(upload.seal().bucketKey() ? true : null);
    if (asked || upload.algorithm() != null) {
      Checksums.set(part.checksum(), response);
    }
    return response.build();
  }
}
