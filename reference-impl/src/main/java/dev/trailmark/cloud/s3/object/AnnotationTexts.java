package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.integrity.Claims;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ReplicationMark;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;

/**
 * The texts of annotations: checked, encrypted and decrypted. A text is encrypted as its object is
 * and not as the bucket's default says: by the same method and, under SSE-KMS and DSSE-KMS, with
 * the same KMS key, encryption context and use of a bucket key, so KMS is asked as for the object.
 * Each has a data key of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html"
 *     >Annotating your objects</a>
 */
public final class AnnotationTexts {
  /** The most bytes of a text. */
  static final int LARGEST = 1 << 20;

  private final DataKeys dataKeys;

  /** Texts that are encrypted under these keys. */
  public AnnotationTexts(DataKeys dataKeys) {
    this.dataKeys = dataKeys;
  }

  /**
   * A text that is stored, but not named by a record in the state yet.
   *
   * @param record what is to be put
   * @param text the stored text
   */
  public record Kept(AnnotationRecord record, Blob text) {}

  /**
   * Reads a request's text and stores it.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException EntityTooLarge, InvalidRequest for an
   *     empty text or an object under the client's key, UnsupportedMediaType, BadDigest, or what
   *     KMS's refusal becomes
   */
  public Kept store(
      Call call, BucketRecord bucket, ObjectRecord object, PutObjectAnnotationRequest in) {
    Sse sse = inherited(object.seal());
    SignatureGate.require(call, sse.isKms());
    ChecksumClaim claim =
        ChecksumClaim.of(
            Claims.of(in), in.checksumAlgorithmAsString(), Wire.header(call, "x-amz-trailer"));
    BodyDigests digests = new BodyDigests(claim, in.contentMD5(), !sse.hidesTag());
    byte[] text = read(call);
    Map<String, String> trailers = call.body().trailers().get();
    return seal(call, bucket, object.key(), in.annotationName(), text, sse, digests, trailers);
  }

  private static byte[] read(Call call) {
    Objects.requireLength(call);
    refuseTooLarge(call.body().length());
    byte[] text;
    try {
      text = call.body().stream().readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    refuseTooLarge(text.length);
    Objects.requireLength(call, text.length);
    if (text.length == 0) {
      throw S3Error.INVALID_REQUEST.because("The annotation payload must not be empty.");
    }
    requireText(text);
    return text;
  }

  private static void refuseTooLarge(long size) {
    if (size > LARGEST) {
      throw S3Error.ENTITY_TOO_LARGE
          .fail()
          .with("ProposedSize", Long.toString(size))
          .with("MaxSizeAllowed", Integer.toString(LARGEST));
    }
  }

  private static void requireText(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw S3Error.UNSUPPORTED_MEDIA_TYPE.fail();
    }
  }

  /** What an object's encryption means for its annotations. */
  private static Sse inherited(SealRecord seal) {
    if (seal.customer() != null) {
      throw refused();
    }
    return new Sse(
        seal.algorithm(),
        seal.kmsKeyArn(),
        seal.context() == null ? Map.of() : seal.context(),
        seal.bucketKey(),
        seal.byDefault(),
        null);
  }

  private static RuntimeException refused() {
    return S3Error.INVALID_REQUEST.because(
        "Annotations are not supported for objects encrypted with customer-provided keys (SSE-C).");
  }

  /**
   * The copy of an annotation, for a copy of its object.
   *
   * @param object where the copy's object will be, and how that is encrypted
   * @param algorithm the checksum that the request asks for; {@code null} for the same as before
   */
  public Kept copy(
      Call call,
      BucketRecord sourceBucket,
      String sourceKey,
      AnnotationRecord source,
      BucketRecord bucket,
      String key,
      SealRecord seal,
      String algorithm) {
    Sse sse = inherited(seal);
    ChecksumKind kind =
        algorithm == null ? source.checksum().kind() : ChecksumClaim.requireSupported(algorithm);
    BodyDigests digests =
        new BodyDigests(new ChecksumClaim(kind, null, false), null, !sse.hidesTag());
    byte[] text =
        open(call, sourceBucket, sourceKey, source)
            .orElseThrow(S3Error.CONDITIONAL_REQUEST_CONFLICT::fail);
    return seal(call, bucket, key, source.name(), text, sse, digests, Map.of());
  }

  /**
   * The replica of an annotation, with the same entity tag, checksum and time, encrypted as the
   * replica of its object is.
   *
   * @param call the replication role's in the replica's region
   * @param text the annotation's text
   */
  public Kept replica(
      Call call,
      BucketRecord bucket,
      ObjectRecord replica,
      AnnotationRecord annotation,
      byte[] text) {
    DataKeys.Minted minted =
        dataKeys.mintReplica(call, bucket, replica.key(), inherited(replica.seal()));
    Bodies.Stored stored =
        Bodies.store(
            call,
            new ByteArrayInputStream(text),
            minted.cipher(),
            new BodyDigests(ChecksumClaim.UNASKED, null, false));
    AnnotationRecord record =
        new AnnotationRecord(
            annotation.name(),
            annotation.size(),
            annotation.etag(),
            annotation.modifiedAt(),
            annotation.checksum(),
            minted.seal(),
            stored.blob().id(),
            ReplicationMark.REPLICA.status());
    return new Kept(record, stored.blob());
  }

  private Kept seal(
      Call call,
      BucketRecord bucket,
      String key,
      String name,
      byte[] text,
      Sse sse,
      BodyDigests digests,
      Map<String, String> trailers) {
    DataKeys.Minted minted = dataKeys.mint(call, bucket, key, sse);
    Bodies.Stored stored =
        Bodies.store(call, new ByteArrayInputStream(text), minted.cipher(), digests);
    try {
      ChecksumRecord checksum = digests.finish(trailers);
      AnnotationRecord record =
          new AnnotationRecord(
              name,
              text.length,
              sse.hidesTag() ? call.ids().hex(32) : digests.md5Hex(),
              VersionShelf.now(call),
              checksum,
              minted.seal(),
              stored.blob().id(),
              null);
      return new Kept(record, stored.blob());
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
  }

  /** Decrypts a text; asks KMS when KMS guards its key. Empty when it was replaced meanwhile. */
  public Optional<byte[]> open(
      Call call, BucketRecord bucket, String objectKey, AnnotationRecord annotation) {
    SignatureGate.require(call, annotation.seal().isKms());
    ObjectCipher cipher = dataKeys.cipher(call, bucket, objectKey, annotation.seal());
    try (InputStream text =
        Bodies.plaintext(call, annotation.blobId(), annotation.size(), cipher)) {
      return Optional.of(text.readAllBytes());
    } catch (Bodies.OverwrittenException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("the text of an annotation cannot be read", e);
    }
  }

  /** Answers a write: its checksum, and how the text is encrypted. */
  public void describe(
      Call call, AnnotationRecord annotation, PutObjectAnnotationResponse.Builder out) {
    SseHeaders.note(call, annotation.seal());
    out.eTag(annotation.quotedEtag()).serverSideEncryption(annotation.seal().algorithm());
    Checksums.set(annotation.checksum(), out);
  }

  /** Answers a read: how the text is encrypted, and its checksum if that is asked for. */
  public void describe(
      Call call,
      AnnotationRecord annotation,
      GetObjectAnnotationRequest in,
      GetObjectAnnotationResponse.Builder out) {
    SseHeaders.note(call, annotation.seal());
    out.eTag(annotation.quotedEtag()).serverSideEncryption(annotation.seal().algorithm());
    if (ChecksumMode.ENABLED.toString().equalsIgnoreCase(in.checksumModeAsString())) {
      Checksums.set(annotation.checksum(), out);
    }
  }
}
