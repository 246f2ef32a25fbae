package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectDraft;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.object.EntityTags;
import dev.trailmark.cloud.s3.object.WriteCondition;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/**
 * CompleteMultipartUpload: the parts become one body, encrypted anew under the upload's data key.
 * An abort that comes first wins, since both remove the upload under the bucket's lock. A
 * completion that is sent again is answered again, as others saw S3 do, while the object is there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
final class Completions {
  private final S3Access access;
  private final DataKeys dataKeys;

  Completions(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** s3:PutObject. */
  List<AccessCheck> access(Call call, CompleteMultipartUploadRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:if-match", in.ifMatch())
            .put("s3:if-none-match", in.ifNoneMatch())
            .put("s3:objectcreationoperation", "true");
    return List.of(access.onKey(call, bucket, in.key(), "s3:PutObject", keys));
  }

  /** CompleteMultipartUpload. */
  CompleteMultipartUploadResponse complete(Call call, CompleteMultipartUploadRequest in) {
    Documents.verifyMd5(call);
    CompletionCheck.requirePossibleSize(in);
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    ObjectRecord before = Uploads.completed(call.state(), in.bucket(), in.key(), in.uploadId());
    if (before != null && CompletionCheck.isOf(in, before)) {
      access.describe(call, before);
      SseHeaders.note(call, before.seal());
      return response(call, before, isNamed(before));
    }
    UploadRecord upload = Uploads.require(call.state(), in.bucket(), in.key(), in.uploadId());
    SignatureGate.require(call, upload.seal().isKms());
    WriteCondition condition = WriteCondition.of(in.ifMatch(), in.ifNoneMatch());
    CompletionClaims claims = CompletionClaims.read(in);
    CompletionCheck.requireMode(in, upload);
    claims.requireConsistent(upload);
    List<PartRecord> parts = CompletionCheck.chosen(call, in, upload);
    CompletionCheck.requireSize(in, parts);
    DataKeys.Minted minted = dataKeys.completing(call, bucket, upload.key(), upload.seal());
    BodyDigests digests =
        new BodyDigests(new ChecksumClaim(upload.kind(), null, false), null, false);
    Bodies.Stored stored = join(call, upload, minted, parts, digests);
    ObjectRecord object;
    try {
      ChecksumRecord whole = digests.finish(Map.of());
      ChecksumRecord checksum = upload.composite() ? composite(upload.kind(), parts) : whole;
      CompletionCheck.requireChecksum(in, upload, checksum);
      checksum = upload.hidesChecksum() ? null : checksum;
      object = object(call, upload, minted.seal(), parts, stored, checksum);
      object = publish(call, bucket, upload, object, stored, condition);
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
    access.describe(call, object);
    SseHeaders.note(call, object.seal());
    return response(call, object, upload.algorithm() != null);
  }

  private static Bodies.Stored join(
      Call call,
      UploadRecord upload,
      DataKeys.Minted minted,
      List<PartRecord> parts,
      BodyDigests digests) {
    Iterator<InputStream> streams =
        parts.stream()
            .map(
                part ->
                    Bodies.plaintext(
                        call, part.blobId(), part.size(), minted.partCipher(part.salt())))
            .iterator();
    try (InputStream body = new SequenceInputStream(oneByOne(streams))) {
      return Bodies.store(call, body, minted.cipher(), digests);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("the parts of an upload cannot be read", e);
    } catch (Bodies.OverwrittenException e) {
      // The upload was aborted, or a part sent again, while the parts were being read.
      Uploads.require(call.state(), upload.bucket(), upload.key(), upload.uploadId());
      throw S3Error.CONDITIONAL_REQUEST_CONFLICT.fail();
    }
  }

  /** Each is opened when the one before has been read: ten thousand open files are too many. */
  private static Enumeration<InputStream> oneByOne(Iterator<InputStream> streams) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return streams.hasNext();
      }

      @Override
      public InputStream nextElement() {
        return streams.next();
      }
    };
  }

  private static ObjectRecord object(
      Call call,
      UploadRecord upload,
      SealRecord seal,
      List<PartRecord> parts,
      Bodies.Stored stored,
      ChecksumRecord checksum) {
    return new ObjectDraft(upload.bucket(), upload.key())
        .ownerAccount(upload.ownerAccount())
        .body(stored.blob().id(), stored.size())
        .etag(EntityTags.ofParts(parts.stream().map(PartRecord::etag).toList()))
        .modifiedAt(VersionShelf.now(call))
        .headers(upload.headers())
        .metadata(upload.metadata())
        .checksum(checksum)
        .seal(seal)
        .acl(upload.acl())
        .traits(upload.traits())
        .parts(shownParts(upload, parts))
        .uploadId(upload.uploadId())
        .done();
  }

  /**
   * The parts as reads may ask for them, with checksums only where the object's is made of them.
   */
  private static List<ObjectPart> shownParts(UploadRecord upload, List<PartRecord> parts) {
    return parts.stream()
        .map(
            part ->
                new ObjectPart(
                    part.number(),
                    part.size(),
                    upload.composite() ? part.checksum().value() : null))
        .toList();
  }

  private static ChecksumRecord composite(ChecksumKind kind, List<PartRecord> parts) {
    List<String> values = parts.stream().map(part -> part.checksum().value()).toList();
    return new ChecksumRecord(kind.name(), kind.composite(values));
  }

  private ObjectRecord publish(
      Call call,
      BucketRecord bucket,
      UploadRecord upload,
      ObjectRecord object,
      Bodies.Stored stored,
      WriteCondition condition) {
    return call.update(
        S3Kinds.scope(bucket.name()),
        tx -> {
          BucketRecord now = S3Access.require(tx, bucket.name());
          UploadRecord still = Uploads.require(tx, bucket.name(), upload.key(), upload.uploadId());
          condition.check(ObjectRecord.current(tx, bucket.name(), object.key()), object.key());
          if (still.overtaken()) {
            condition.refuseConflict(object.key());
          }
          ObjectRecord made = VersionShelf.put(call, tx, now, object);
          tx.keep(stored.blob());
          Uploads.remove(tx, still);
          access.written(tx, made);
          return made;
        });
  }

  /** Whether the checksum is surely not the default one, whose upload is gone. */
  private static boolean isNamed(ObjectRecord object) {
    return object.checksum() != null
        && !object.checksum().algorithm().equals(ChecksumKind.CRC64NVME.name());
  }

  /**
   * As seen, slashes of the key are encoded in the location, and spaces as plus signs. As recorded,
   * the default checksum is left out where the entity tag is opaque.
   */
  private static CompleteMultipartUploadResponse response(
      Call call, ObjectRecord object, boolean named) {
    CompleteMultipartUploadResponse.Builder response =
        CompleteMultipartUploadResponse.builder()
            .bucket(object.bucket())
            .key(object.key())
            .location(
                "https://"
                    + object.bucket()
                    + ".s3."
                    + call.region()
                    + ".amazonaws.com/"
                    + URLEncoder.encode(object.key(), StandardCharsets.UTF_8))
            .eTag(object.quotedEtag())
            .versionId(Versions.ofNew(object))
            .serverSideEncryption(object.seal().algorithm())
            .ssekmsKeyId(object.seal().kmsKeyArn())
            .bucketKeyEnabled(object.seal().bucketKey() ? true : null);
    if (named || !object.seal().hidesTag()) {
      Checksums.set(object.checksum(), response);
    }
    return response.build();
  }
}
