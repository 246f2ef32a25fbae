package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AclGate;
import dev.trailmark.cloud.s3.acl.AclHeaders;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.Encryption;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.object.NewObjects;
import dev.trailmark.cloud.s3.object.Redirects;
import dev.trailmark.cloud.s3.object.WriteHeaders;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/**
 * Multipart uploads: begun, found and aborted.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
public final class Uploads {
  private static final Set<String> TYPES = Set.of("COMPOSITE", "FULL_OBJECT");
  private static final Set<ChecksumKind> WHOLE_BY_NATURE = Set.of(ChecksumKind.CRC64NVME);

  /** Those whose values for parts cannot be made into one for the whole. */
  private static final Set<ChecksumKind> PARTS_BY_NATURE =
      EnumSet.complementOf(
          EnumSet.of(ChecksumKind.CRC32, ChecksumKind.CRC32C, ChecksumKind.CRC64NVME));

  private final S3Access access;
  private final DataKeys dataKeys;

  Uploads(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** s3:PutObject, and what the headers need beside it. */
  List<AccessCheck> createAccess(Call call, CreateMultipartUploadRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    SignatureGate.requireAny(call, "initiate multipart uploads");
    AclHeaders acl = AclHeaders.of(in);
    RequestKeys keys =
        WriteHeaders.of(in)
            .addTo(call, acl.addTo(RequestKeys.of(call, bucket)))
            .put("s3:x-amz-server-side-encryption", in.serverSideEncryptionAsString())
            .put("s3:x-amz-server-side-encryption-aws-kms-key-id", in.ssekmsKeyId())
            .put("s3:objectcreationoperation", "false");
    return NewObjects.checks(call, access, bucket, in.key(), acl, WriteHeaders.of(in), keys);
  }

  /** CreateMultipartUpload. */
  CreateMultipartUploadResponse create(Call call, CreateMultipartUploadRequest in) {
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    ObjectTraits traits = WriteHeaders.of(in).traits(call, bucket);
    Sse sse =
        new Sse.Headers(
                in.serverSideEncryptionAsString(),
                in.ssekmsKeyId(),
                in.ssekmsEncryptionContext(),
                in.bucketKeyEnabled(),
                new CustomerKey.Headers(
                    in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5()))
            .over(bucket.encryption());
    SignatureGate.require(call, sse.isKms());
    AclHeaders aclHeaders = AclHeaders.of(in);
    String owner = NewObjects.owner(call, bucket, aclHeaders);
    AccessCheck check =
        AccessCheck.on("s3:PutObject", bucket.objectArn(in.key()), bucket.ownerAccount());
    Encryption.admit(call, bucket, sse, check);
    ChecksumKind kind = kind(in.checksumAlgorithmAsString());
    UploadRecord upload =
        new UploadRecord(
            bucket.name(),
            in.key(),
            UploadIds.make(call.ids(), call.time()),
            VersionShelf.now(call),
            owner,
            Initiators.idOf(call),
            call.caller().principal().name(),
            headers(in),
            NewObjects.metadata(call, in.metadata()),
            kind == null ? null : kind.name(),
            isComposite(kind, in.checksumTypeAsString()),
            AclGate.ofNewObject(call, bucket, owner, aclHeaders, check),
            dataKeys.mintForUpload(call, bucket, in.key(), sse).seal(),
            traits,
            false);
    call.update(
        S3Kinds.scope(bucket.name()),
        tx -> {
          S3Access.require(tx, bucket.name());
          tx.put(S3Kinds.UPLOAD, upload.place(), upload);
          return null;
        });
    access.describe(call, upload);
    SseHeaders.noteApplied(call, upload.seal());
    return response(upload, in);
  }

  private static CreateMultipartUploadResponse response(
      UploadRecord upload, CreateMultipartUploadRequest in) {
    SealRecord seal = upload.seal();
    return CreateMultipartUploadResponse.builder()
        .bucket(upload.bucket())
        .key(upload.key())
        .uploadId(upload.uploadId())
        .checksumAlgorithm(upload.algorithm())
        .checksumType(
            upload.algorithm() == null ? null : upload.composite() ? "COMPOSITE" : "FULL_OBJECT")
        .serverSideEncryption(seal.algorithm())
        .ssekmsKeyId(seal.kmsKeyArn())
        .ssekmsEncryptionContext(seal.isKms() ? in.ssekmsEncryptionContext() : null)
        .bucketKeyEnabled(seal.bucketKey() ? true : null)
        .build();
  }

  private static Map<String, String> headers(CreateMultipartUploadRequest in) {
    Map<String, String> headers =
        NewObjects.headers(
            in.contentType(),
            in.cacheControl(),
            in.contentDisposition(),
            in.contentEncoding(),
            in.contentLanguage(),
            in.expires());
    Redirects.put(headers, in.websiteRedirectLocation());
    return headers;
  }

  private static ChecksumKind kind(String algorithm) {
    if (algorithm != null && algorithm.contains(",")) {
      throw S3Error.INVALID_REQUEST.because(
          "Invalid types are specified in x-amz-checksum-algorithm header.");
    }
    return algorithm == null ? null : ChecksumClaim.requireSupported(algorithm);
  }

  /** Some algorithms allow one type only; CRC32 and CRC32C allow both. */
  private static boolean isComposite(ChecksumKind kind, String type) {
    if (kind == null && type != null) {
      throw S3Error.INVALID_REQUEST.because(
          "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
              + " header.");
    }
    if (kind == null) {
      return false;
    }
    if (type != null && !TYPES.contains(type)) {
      throw S3Error.INVALID_REQUEST.because("Value for x-amz-checksum-type header is invalid.");
    }
    boolean wanted = type == null ? !WHOLE_BY_NATURE.contains(kind) : type.equals("COMPOSITE");
    if (wanted ? WHOLE_BY_NATURE.contains(kind) : PARTS_BY_NATURE.contains(kind)) {
      throw S3Error.INVALID_REQUEST.because(
          "The %s checksum type cannot be used with the %s checksum algorithm.",
          type, kind.name().toLowerCase(Locale.ROOT));
    }
    return wanted;
  }

  /** s3:AbortMultipartUpload. */
  List<AccessCheck> abortAccess(Call call, AbortMultipartUploadRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    return List.of(
        Initiators.check(call, access, bucket, in.key(), in.uploadId(), "s3:AbortMultipartUpload"));
  }

  /** AbortMultipartUpload: nothing is left to do of one that was completed. */
  AbortMultipartUploadResponse abort(Call call, AbortMultipartUploadRequest in) {
    call.update(
        S3Kinds.scope(in.bucket()),
        tx -> {
          if (completed(tx, in.bucket(), in.key(), in.uploadId()) == null) {
            remove(tx, require(tx, in.bucket(), in.key(), in.uploadId()));
          }
          return null;
        });
    return AbortMultipartUploadResponse.builder().build();
  }

  /** The object that an upload became, if it is still there; else {@code null}. */
  static ObjectRecord completed(State state, String bucket, String key, String uploadId) {
    if (find(state, bucket, key, uploadId) != null) {
      return null; // versions need not be looked through while it is in progress
    }
    ObjectRecord current = ObjectRecord.current(state, bucket, key);
    return Stream.concat(
            Stream.ofNullable(current),
            VersionShelf.coveredOnes(state, bucket, key).map(VersionRecord::object))
        .filter(object -> object != null && object.uploadId() != null)
        .filter(object -> object.uploadId().equals(uploadId))
        .findFirst()
        .orElse(null);
  }

  /** An upload that is in progress. */
  static UploadRecord require(State state, String bucket, String key, String uploadId) {
    UploadRecord upload = find(state, bucket, key, uploadId);
    if (upload == null) {
      throw S3Error.NO_SUCH_UPLOAD.fail().with("UploadId", uploadId == null ? "" : uploadId);
    }
    return upload;
  }

  /** An upload that is in progress, or {@code null}. */
  static UploadRecord find(State state, String bucket, String key, String uploadId) {
    UploadRecord upload =
        uploadId == null
            ? null
            : state.get(S3Kinds.UPLOAD, S3Kinds.versionKey(bucket, key) + uploadId);
    return upload != null && upload.key().equals(key) ? upload : null;
  }

  /** An upload's parts by their places, in order. */
  static NavigableMap<String, PartRecord> parts(State state, String uploadId) {
    return state.range(S3Kinds.PART, uploadId + "/");
  }

  /** Removes an upload with its parts, whose bodies nothing names any more. */
  public static void remove(Transaction tx, UploadRecord upload) {
    for (PartRecord part : List.copyOf(parts(tx, upload.uploadId()).values())) {
      tx.remove(S3Kinds.PART, part.place());
      tx.discard(part.blobId());
    }
    tx.remove(S3Kinds.UPLOAD, upload.place());
  }
}
