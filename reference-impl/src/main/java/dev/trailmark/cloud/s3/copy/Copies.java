package dev.trailmark.cloud.s3.copy;

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
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.lock.AskedRetention;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.ObjectDraft;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.object.NewObjects;
import dev.trailmark.cloud.s3.object.Objects;
import dev.trailmark.cloud.s3.object.ReadConditions;
import dev.trailmark.cloud.s3.object.Redirects;
import dev.trailmark.cloud.s3.object.WriteCondition;
import dev.trailmark.cloud.s3.object.WriteHeaders;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.tagging.ObjectTagRules;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;

/**
 * CopyObject. The copy's encryption comes from the request or the destination bucket's default,
 * never from the source; its checksum algorithm from the request or the source.
 */
final class Copies {
  private static final long LARGEST = 5L << 30;

  private final S3Access access;
  private final DataKeys dataKeys;

  Copies(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** What the access stage found. */
  private record Found(
      BucketRecord bucket, SourceObject source, List<AnnotationRecord> annotations) {}

  /**
   * s3:GetObject on the source, s3:PutObject and what the headers need on the copy; to copy tags or
   * annotations takes the permissions to read and to set them.
   */
  List<AccessCheck> access(Call call, CopyObjectRequest in) {
    CopySource from = CopySource.parse(in.copySource());
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    SignatureGate.requireAny(call, "copy objects");
    SourceObject found = SourceObject.find(call, from, in.expectedSourceBucketOwner());
    ObjectRecord source = found.object();
    List<AnnotationRecord> annotations =
        source == null || Directives.excludesAnnotations(call, in)
            ? List.of()
            : List.copyOf(Annotations.of(call.state(), source));
    call.subject(new Found(bucket, found, annotations));
    List<AccessCheck> checks = new ArrayList<>();
    checks.add(found.check(call, access, "s3:GetObject"));
    RequestKeys keys = keys(call, bucket, in);
    if (source != null && !source.tags().isEmpty() && !Directives.replacesTags(in)) {
      checks.add(found.check(call, access, "s3:GetObjectTagging"));
      ObjectTagRules.addRequested(keys, source.tags());
      checks.add(access.onKey(call, bucket, in.key(), "s3:PutObjectTagging", keys));
    }
    if (!annotations.isEmpty()) {
      checks.add(found.check(call, access, "s3:GetObjectAnnotation"));
      checks.add(access.onKey(call, bucket, in.key(), "s3:PutObjectAnnotation", keys));
    }
    checks.addAll(
        NewObjects.checks(
            call, access, bucket, in.key(), AclHeaders.of(in), writeHeaders(in), keys));
    return checks;
  }

  private static RequestKeys keys(Call call, BucketRecord bucket, CopyObjectRequest in) {
    return writeHeaders(in)
        .addTo(call, AclHeaders.of(in).addTo(RequestKeys.of(call, bucket)))
        .put("s3:x-amz-copy-source", in.copySource())
        .put("s3:x-amz-metadata-directive", in.metadataDirectiveAsString())
        .put("s3:x-amz-server-side-encryption", in.serverSideEncryptionAsString())
        .put("s3:x-amz-server-side-encryption-aws-kms-key-id", in.ssekmsKeyId())
        .put("s3:if-match", in.ifMatch())
        .put("s3:if-none-match", in.ifNoneMatch())
        .put("s3:objectcreationoperation", "true");
  }

  /** CopyObject: of the source that is there when its body is opened. */
  CopyObjectResponse copy(Call call, CopyObjectRequest in) {
    return Bodies.reading(() -> copied(call, in), () -> S3Access.demand(call, access(call, in)));
  }

  private CopyObjectResponse copied(Call call, CopyObjectRequest in) {
    Found found = call.subject(Found.class);
    BucketRecord bucket = found.bucket();
    ObjectRecord source = requireSource(call, found, in);
    CustomerKey sourceKey = sourceKey(in).readFor(source.seal());
    ObjectTraits traits = traits(call, bucket, in, source);
    boolean replace = Directives.replacesMetadata(in);
    refuseIdleCopy(in, bucket, source, replace);
    Map<String, String> headers = headersOf(in, source, replace);
    WriteCondition condition = WriteCondition.of(in.ifMatch(), in.ifNoneMatch());
    Sse sse = headers(in).over(bucket.encryption());
    SignatureGate.require(call, sse.isKms() || source.seal().isKms());
    AclHeaders aclHeaders = AclHeaders.of(in);
    String owner = NewObjects.owner(call, bucket, aclHeaders);
    AccessCheck check =
        AccessCheck.on("s3:PutObject", bucket.objectArn(in.key()), bucket.ownerAccount());
    Encryption.admit(call, bucket, sse, check);
    AclRecord acl = AclGate.ofNewObject(call, bucket, owner, aclHeaders, check);
    BodyDigests digests = new BodyDigests(claim(in, source), null, !sse.hidesTag());
    DataKeys.Minted minted = dataKeys.mint(call, bucket, in.key(), sse);
    Bodies.Stored stored = store(call, found, sourceKey, minted, digests);
    ChecksumRecord checksum = digests.finish(Map.of());
    ObjectRecord object =
        new ObjectDraft(bucket.name(), in.key())
            .ownerAccount(owner)
            .body(stored.blob().id(), stored.size())
            .etag(sse.hidesTag() ? call.ids().hex(32) : digests.md5Hex())
            .modifiedAt(VersionShelf.now(call))
            .headers(headers)
            .metadata(replace ? NewObjects.metadata(call, in.metadata()) : source.metadata())
            .checksum(checksum)
            .seal(minted.seal())
            .acl(acl)
            .traits(traits)
            .done();
    AnnotationCopies annotations = annotations(call, found, in, object, stored);
    object = Objects.publish(call, access, bucket, object, stored, condition, annotations);
    access.describe(call, object);
    found.source().tell(call, access, "REST.COPY.OBJECT_GET");
    SseHeaders.noteApplied(call, object.seal());
    return response(bucket, object, Versions.ofNew(source), in);
  }

  private AnnotationCopies annotations(
      Call call, Found found, CopyObjectRequest in, ObjectRecord object, Bodies.Stored stored) {
    AnnotationCopies copies =
        new AnnotationCopies(access, found.source().object(), found.annotations());
    try {
      copies.make(
          call,
          new AnnotationTexts(dataKeys),
          found.source().bucket(),
          found.bucket(),
          in.key(),
          object.seal(),
          in.checksumAlgorithmAsString());
      return copies;
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
  }

  /** Class and lock are the request's; tags are the source's unless the request replaces them. */
  private static ObjectTraits traits(
      Call call, BucketRecord bucket, CopyObjectRequest in, ObjectRecord source) {
    ObjectTraits asked = writeHeaders(in).traits(call, bucket);
    return Directives.replacesTags(in) ? asked : asked.withTags(source.tags());
  }

  private ObjectRecord requireSource(Call call, Found found, CopyObjectRequest in) {
    ReadConditions conditions =
        new ReadConditions(
            in.copySourceIfMatch(),
            in.copySourceIfNoneMatch(),
            in.copySourceIfModifiedSince(),
            in.copySourceIfUnmodifiedSince(),
            "x-amz-copy-source-");
    ObjectRecord source = found.source().require(call, access, conditions);
    if (source.size() > LARGEST) {
      throw S3Error.INVALID_REQUEST.because(
          "The specified copy source is larger than the maximum allowable size for a copy source:"
              + " %d",
          LARGEST);
    }
    return source;
  }

  private Bodies.Stored store(
      Call call, Found found, CustomerKey sourceKey, DataKeys.Minted minted, BodyDigests digests) {
    SourceObject source = found.source();
    ObjectCipher cipher = dataKeys.cipher(call, source.bucket(), source.object(), sourceKey);
    return source.read(call, cipher, plain -> Bodies.store(call, plain, minted.cipher(), digests));
  }

  /**
   * A copy onto itself has to change something. As recorded it may change the encryption without a
   * word: where the source is not under SSE-S3, and wherever the bucket was given a default.
   */
  private static void refuseIdleCopy(
      CopyObjectRequest in, BucketRecord bucket, ObjectRecord source, boolean replace) {
    boolean ontoItself =
        source.bucket().equals(in.bucket())
            && source.key().equals(in.key())
            && CopySource.parse(in.copySource()).versionId() == null;
    boolean changes =
        replace
            || bucket.encryption().configured()
            || !EncryptionRecord.AES256.equals(source.seal().algorithm())
            || in.serverSideEncryptionAsString() != null
            || in.sseCustomerAlgorithm() != null
            || in.storageClassAsString() != null
            || in.websiteRedirectLocation() != null;
    if (ontoItself && !changes) {
      throw S3Error.INVALID_REQUEST.because(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static ChecksumClaim claim(CopyObjectRequest in, ObjectRecord source) {
    ChecksumKind kind =
        in.checksumAlgorithmAsString() == null
            ? source.checksumKind()
            : ChecksumClaim.requireSupported(in.checksumAlgorithmAsString());
    return new ChecksumClaim(kind, null, false);
  }

  private static Sse.Headers headers(CopyObjectRequest in) {
    return new Sse.Headers(
        in.serverSideEncryptionAsString(),
        in.ssekmsKeyId(),
        in.ssekmsEncryptionContext(),
        in.bucketKeyEnabled(),
        new CustomerKey.Headers(
            in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5()));
  }

  private static CustomerKey.Headers sourceKey(CopyObjectRequest in) {
    return new CustomerKey.Headers(
        in.copySourceSSECustomerAlgorithm(),
        in.copySourceSSECustomerKey(),
        in.copySourceSSECustomerKeyMD5());
  }

  /** The headers of the source or of the request; a redirect is the request's alone. */
  private static Map<String, String> headersOf(
      CopyObjectRequest in, ObjectRecord source, boolean replace) {
    Map<String, String> headers =
        replace
            ? NewObjects.headers(
                in.contentType(),
                in.cacheControl(),
                in.contentDisposition(),
                in.contentEncoding(),
                in.contentLanguage(),
                in.expires())
            : new LinkedHashMap<>(source.headers());
    headers.remove(Redirects.HEADER);
    Redirects.put(headers, in.websiteRedirectLocation());
    return headers;
  }

  /**
   * As recorded, a copy without a version id of its own says so, and such a source is not named.
   */
  private static CopyObjectResponse response(
      BucketRecord bucket, ObjectRecord object, String sourceVersion, CopyObjectRequest in) {
    String sentContext = in.ssekmsEncryptionContext();
    CopyObjectResult.Builder result =
        CopyObjectResult.builder().eTag(object.quotedEtag()).lastModified(object.modifiedAt());
    Checksums.set(object.checksum(), result);
    return CopyObjectResponse.builder()
        .copyObjectResult(result.build())
        .copySourceVersionId(sourceVersion)
        .versionId(Versions.shown(bucket, object))
        .serverSideEncryption(object.seal().algorithm())
        .ssekmsKeyId(object.seal().kmsKeyArn())
        .ssekmsEncryptionContext(object.seal().isKms() ? sentContext : null)
        .bucketKeyEnabled(object.seal().bucketKey() ? true : null)
        .build();
  }

  /**
   * What the headers say of the copy, whose tags count only when they are to take the place of the
   * source's.
   */
  private static WriteHeaders writeHeaders(CopyObjectRequest in) {
    return new WriteHeaders(
        in.storageClassAsString(),
        in.websiteRedirectLocation(),
        Directives.replacesTags(in) ? in.tagging() : null,
        AskedRetention.of(in),
        in.objectLockLegalHoldStatusAsString());
  }
}
