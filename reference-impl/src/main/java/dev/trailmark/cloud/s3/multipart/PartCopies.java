package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.copy.CopySource;
import dev.trailmark.cloud.s3.copy.SourceObject;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.object.Objects;
import dev.trailmark.cloud.s3.object.ReadConditions;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import dev.trailmark.cloud.s3.version.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * UploadPartCopy: a part that comes from an object, or from a range of one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
final class PartCopies {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,15})-([0-9]{1,15})");

  private final S3Access access;
  private final DataKeys dataKeys;

  PartCopies(S3Access access, DataKeys dataKeys) {
    this.access = access;
    this.dataKeys = dataKeys;
  }

  /** What the access stage found. */
  private record Found(BucketRecord bucket, SourceObject source) {}

  /** s3:GetObject on the source, s3:PutObject on the object to be. */
  List<AccessCheck> access(Call call, UploadPartCopyRequest in) {
    CopySource from = CopySource.parse(in.copySource());
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    SignatureGate.requireAny(call, "copy objects");
    SourceObject source = SourceObject.find(call, from, in.expectedSourceBucketOwner());
    call.subject(new Found(bucket, source));
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:x-amz-copy-source", in.copySource())
            .put("s3:objectcreationoperation", "false");
    return List.of(
        source.check(call, access, "s3:GetObject"),
        access.onKey(call, bucket, in.key(), "s3:PutObject", keys));
  }

  /** UploadPartCopy: of the source that is there when its body is opened. */
  UploadPartCopyResponse copy(Call call, UploadPartCopyRequest in) {
    return Bodies.reading(() -> copied(call, in), () -> S3Access.demand(call, access(call, in)));
  }

  private UploadPartCopyResponse copied(Call call, UploadPartCopyRequest in) {
    SseHeaders.refuse(call);
    ObjectPart.requireNumber(in.partNumber());
    Found found = call.subject(Found.class);
    UploadRecord upload = Uploads.require(call.state(), in.bucket(), in.key(), in.uploadId());
    ObjectRecord source = found.source().require(call, access, conditions(in));
    new CustomerKey.Headers(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5())
        .requireOf(upload.seal());
    CustomerKey sourceKey = sourceKey(in).readFor(source.seal());
    SignatureGate.require(call, upload.seal().isKms() || source.seal().isKms());
    long[] range = range(in.copySourceRange(), source.size());
    Objects.refuseTooLarge(range[1]);
    byte[] salt = UploadParts.salt(call);
    BodyDigests digests =
        new BodyDigests(
            new ChecksumClaim(upload.kind(), null, false), null, !upload.seal().hidesTag());
    Bodies.Stored stored = store(call, found, sourceKey, upload, range, salt, digests);
    PartRecord part;
    try {
      part =
          UploadParts.publish(
              call, upload, in.partNumber(), salt, stored, digests.finish(Map.of()), digests);
    } catch (RuntimeException e) {
      call.blobs().abandon(stored.blob());
      throw e;
    }
    found.source().tell(call, access, "REST.COPY.PART_GET");
    SseHeaders.noteApplied(call, upload.seal());
    return response(found, upload, part);
  }

  private static ReadConditions conditions(UploadPartCopyRequest in) {
    return new ReadConditions(
        in.copySourceIfMatch(),
        in.copySourceIfNoneMatch(),
        in.copySourceIfModifiedSince(),
        in.copySourceIfUnmodifiedSince(),
        "x-amz-copy-source-");
  }

  /** Where the range begins and how long it is. */
  private static long[] range(String header, long size) {
    if (header == null) {
      return new long[] {0, size};
    }
    Matcher matcher = RANGE.matcher(header);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "The x-amz-copy-source-range value must be of the form bytes=first-last where first"
                  + " and last are the zero-based offsets of the first and last bytes to copy")
          .with("ArgumentName", "x-amz-copy-source-range")
          .with("ArgumentValue", header);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    if (first >= size) {
      throw S3Error.INVALID_REQUEST.because(
          "The specified copy range is invalid for the source object size");
    }
    if (last >= size) {
      throw S3Error.INVALID_ARGUMENT
          .because("Range specified is not valid for source object of size: %d", size)
          .with("ArgumentName", "x-amz-copy-source-range")
          .with("ArgumentValue", header);
    }
    return new long[] {first, last - first + 1};
  }

  private static CustomerKey.Headers sourceKey(UploadPartCopyRequest in) {
    return new CustomerKey.Headers(
        in.copySourceSSECustomerAlgorithm(),
        in.copySourceSSECustomerKey(),
        in.copySourceSSECustomerKeyMD5());
  }

  private Bodies.Stored store(
      Call call,
      Found found,
      CustomerKey sourceKey,
      UploadRecord upload,
      long[] range,
      byte[] salt,
      BodyDigests digests) {
    SourceObject source = found.source();
    ObjectCipher opened = dataKeys.cipher(call, source.bucket(), source.object(), sourceKey);
    ObjectCipher cipher = UploadParts.cipher(call, dataKeys, found.bucket(), upload, salt);
    return source.read(
        call,
        opened,
        plain -> {
          plain.skipNBytes(range[0]);
          return Bodies.store(call, new Limited(plain, range[1]), cipher, digests);
        });
  }

  private static UploadPartCopyResponse response(
      Found found, UploadRecord upload, PartRecord part) {
    CopyPartResult.Builder result =
        CopyPartResult.builder().eTag("\"" + part.etag() + "\"").lastModified(part.modifiedAt());
    if (upload.algorithm() != null) {
      Checksums.set(part.checksum(), result);
    }
    return UploadPartCopyResponse.builder()
        .copyPartResult(result.build())
        .copySourceVersionId(Versions.shown(found.source().bucket(), found.source().object()))
        .serverSideEncryption(upload.seal().algorithm())
        .ssekmsKeyId(upload.seal().kmsKeyArn())
        .bucketKeyEnabled(upload.seal().bucketKey() ? true : null)
        .build();
  }

  /** The first bytes of a stream. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }
  }
}
