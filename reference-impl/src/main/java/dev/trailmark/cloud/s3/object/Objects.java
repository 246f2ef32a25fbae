package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AclGate;
import dev.trailmark.cloud.s3.acl.AclHeaders;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.Encryption;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.integrity.Claims;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectDraft;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import dev.trailmark.cloud.store.Transaction;
import dev.trailmark.cloud.wire.Headers;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** PutObject. */
public final class Objects {
  private static final long LARGEST = 5L << 30;

  private final S3Access access;
  private final DataKeys dataKeys;

  Objects(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** s3:PutObject, and what the headers need beside it. */
  List<AccessCheck> putAccess(Call call, PutObjectRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    noteServiceCall(call, in);
    AclHeaders acl = AclHeaders.of(in);
    return NewObjects.checks(
        call, access, bucket, in.key(), acl, WriteHeaders.of(in), putKeys(call, in));
  }

  private static RequestKeys putKeys(Call call, PutObjectRequest in) {
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    return WriteHeaders.of(in)
        .addTo(call, AclHeaders.of(in).addTo(RequestKeys.of(call, bucket)))
        .put("s3:x-amz-server-side-encryption", in.serverSideEncryptionAsString())
        .put("s3:x-amz-server-side-encryption-aws-kms-key-id", in.ssekmsKeyId())
        .put("s3:if-match", in.ifMatch())
        .put("s3:if-none-match", in.ifNoneMatch())
        .put("s3:objectcreationoperation", "true");
  }

  /** A service's call has no headers to record. */
  private static void noteServiceCall(Call call, PutObjectRequest in) {
    if (call.wire() == null) {
      noteHeader(call, "x-amz-acl", in.aclAsString());
      noteHeader(call, "x-amz-server-side-encryption", in.serverSideEncryptionAsString());
      noteHeader(call, "x-amz-server-side-encryption-aws-kms-key-id", in.ssekmsKeyId());
      noteHeader(call, "x-amz-server-side-encryption-context", in.ssekmsEncryptionContext());
    }
  }

  private static void noteHeader(Call call, String name, String value) {
    if (value != null) {
      call.trail().parameter(name, value);
    }
  }

  /** PutObject. */
  PutObjectResponse put(Call call, PutObjectRequest in) {
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    ObjectTraits traits = WriteHeaders.of(in).traits(call, bucket);
    WriteCondition condition = WriteCondition.of(in.ifMatch(), in.ifNoneMatch());
    Map<String, String> headers = headersOf(call, in);
    Map<String, String> metadata = NewObjects.metadata(call, in.metadata());
    Sse sse = headers(in).over(bucket.encryption());
    SignatureGate.require(call, sse.isKms());
    AclHeaders aclHeaders = AclHeaders.of(in);
    String owner = NewObjects.owner(call, bucket, aclHeaders);
    AccessCheck check =
        AccessCheck.on("s3:PutObject", bucket.objectArn(in.key()), bucket.ownerAccount());
    Encryption.admit(call, bucket, sse, check);
    AclRecord acl = AclGate.ofNewObject(call, bucket, owner, aclHeaders, check);
    ChecksumClaim.refuseUnknown(call);
    ChecksumClaim claim =
        ChecksumClaim.of(
            Claims.of(in), in.checksumAlgorithmAsString(), Wire.header(call, "x-amz-trailer"));
    Locks.requireDigest(
        call, bucket, traits.lock(), in.contentMD5() != null || claim.asked(), "Put Object");
    BodyDigests digests = new BodyDigests(claim, in.contentMD5(), !sse.hidesTag());

    SealRecordAndBody body = storeBody(call, bucket, in, sse, claim, digests);
    ObjectRecord object =
        new ObjectDraft(bucket.name(), in.key())
            .ownerAccount(owner)
            .body(body.stored().blob().id(), body.stored().size())
            .etag(sse.hidesTag() ? call.ids().hex(32) : digests.md5Hex())
            .modifiedAt(VersionShelf.now(call))
            .headers(headers)
            .metadata(metadata)
            .checksum(body.checksum())
            .seal(body.seal())
            .acl(acl)
            .traits(traits)
            .done();
    object = publish(call, access, bucket, object, body.stored(), condition);
    access.describe(call, object);
    SseHeaders.noteApplied(call, object.seal());
    return response(object, in.ssekmsEncryptionContext());
  }

  private record SealRecordAndBody(
      SealRecord seal, Bodies.Stored stored, ChecksumRecord checksum) {}

  private SealRecordAndBody storeBody(
      Call call,
      BucketRecord bucket,
      PutObjectRequest in,
      Sse sse,
      ChecksumClaim claim,
      BodyDigests digests) {
    requireLength(call);
    refuseTooLarge(call.body().length());
    DataKeys.Minted minted = dataKeys.mint(call, bucket, in.key(), sse);
    Bodies.Stored stored = Bodies.store(call, call.body().stream(), minted.cipher(), digests);
    try {
      requireLength(call, stored.size());
      return new SealRecordAndBody(
          minted.seal(), stored, digests.finish(call.body().trailers().get()));
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
  }

  /**
   * Refuses a body that does not say how long it is, unless it is in chunks of S3's own. That
   * transfer codings are NotImplemented is what users of S3 report.
   */
  public static void requireLength(Call call) {
    Headers headers = call.wire() == null || call.form() != null ? null : call.wire().headers();
    if (headers == null
        || headers.has("content-length")
        || headers.has("x-amz-decoded-content-length")) {
      return;
    }
    if (headers.has("transfer-encoding")) {
      throw S3Error.NOT_IMPLEMENTED.fail().with("Header", "Transfer-Encoding");
    }
    throw S3Error.MISSING_CONTENT_LENGTH.fail();
  }

  /** Refuses more than a single write may bring. */
  public static void refuseTooLarge(long size) {
    if (size > LARGEST) {
      throw S3Error.ENTITY_TOO_LARGE
          .fail()
          .with("ProposedSize", Long.toString(size))
          .with("MaxSizeAllowed", Long.toString(LARGEST));
    }
  }

  /** Refuses a body that is not as long as was said. */
  public static void requireLength(Call call, long size) {
    if (call.body().length() >= 0 && call.body().length() != size) {
      throw S3Error.INCOMPLETE_BODY.fail();
    }
  }

  /**
   * Names the stored body in the bucket, or throws it away when that is refused.
   *
   * @return the object with its version
   */
  static ObjectRecord publish(
      Call call,
      S3Access access,
      BucketRecord bucket,
      ObjectRecord object,
      Bodies.Stored stored,
      WriteCondition condition) {
    return publish(call, access, bucket, object, stored, condition, Companions.NONE);
  }

  /** The same with what comes with the object. */
  public static ObjectRecord publish(
      Call call,
      S3Access access,
      BucketRecord bucket,
      ObjectRecord object,
      Bodies.Stored stored,
      WriteCondition condition,
      Companions companions) {
    try {
      return call.update(
          S3Kinds.scope(bucket.name()),
          tx -> {
            BucketRecord now = requireSame(tx, bucket);
            condition.check(ObjectRecord.current(tx, bucket.name(), object.key()), object.key());
            companions.check(tx);
            ObjectRecord made = VersionShelf.put(call, tx, now, object);
            tx.keep(stored.blob());
            access.written(tx, made);
            companions.put(tx, ObjectRecord.current(tx, bucket.name(), object.key()));
            return made;
          });
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      companions.abandon(call.blobs());
      throw e;
    }
  }

  /** The bucket may have been deleted, or deleted and made again, while the body was read. */
  private static BucketRecord requireSame(Transaction tx, BucketRecord bucket) {
    BucketRecord now = S3Access.require(tx, bucket.name());
    boolean same =
        now.ownerAccount().equals(bucket.ownerAccount())
            && now.createdAt().equals(bucket.createdAt());
    if (!same) {
      throw S3Error.NO_SUCH_BUCKET.fail().with("BucketName", bucket.name());
    }
    return now;
  }

  private static PutObjectResponse response(ObjectRecord object, String sentContext) {
    PutObjectResponse.Builder response =
        PutObjectResponse.builder()
            .eTag(object.quotedEtag())
            .versionId(Versions.ofNew(object))
            .serverSideEncryption(object.seal().algorithm())
            .ssekmsKeyId(object.seal().kmsKeyArn())
            .ssekmsEncryptionContext(object.seal().isKms() ? sentContext : null)
            .bucketKeyEnabled(object.seal().bucketKey() ? true : null);
    Checksums.set(object.checksum(), response);
    return response.build();
  }

  private static Sse.Headers headers(PutObjectRequest in) {
    return new Sse.Headers(
        in.serverSideEncryptionAsString(),
        in.ssekmsKeyId(),
        in.ssekmsEncryptionContext(),
        in.bucketKeyEnabled(),
        new CustomerKey.Headers(
            in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5()));
  }

  private static Map<String, String> headersOf(Call call, PutObjectRequest in) {
    Map<String, String> headers =
        NewObjects.headers(
            in.contentType(),
            in.cacheControl(),
            in.contentDisposition(),
            in.contentEncoding(),
            in.contentLanguage(),
            in.expires());
    if (in.contentEncoding() != null && !Wire.isChunked(call)) {
      // The body is in no chunks, so whatever the coding says is the object's.
      headers.put("content-encoding", HeaderText.latin(in.contentEncoding()));
    }
    Redirects.put(headers, in.websiteRedirectLocation());
    return headers;
  }
}
