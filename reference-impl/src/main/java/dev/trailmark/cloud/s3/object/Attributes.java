package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.CustomerKey;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.Versions;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;

/**
 * GetObjectAttributes: what is known of an object, without its body and without asking KMS. Parts
 * are listed one by one only where the upload named a checksum algorithm, as AWS documents. A
 * number of parts to list that cannot be counts as none given.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 * @see <a href="https://github.com/versity/versitygw/issues/1806">S3 ignores an invalid
 *     x-amz-max-parts</a>
 */
final class Attributes {
  private static final int MOST_PARTS = 1_000;
  private static final String HEADER = "x-amz-object-attributes";
  private static final Set<String> KNOWN =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

  private final S3Access access;

  Attributes(S3Access access) {
    this.access = access;
  }

  /** s3:GetObject and s3:GetObjectAttributes. */
  List<AccessCheck> access(Call call, GetObjectAttributesRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    ObjectRecord object = Versions.object(call.state(), bucket.name(), in.key(), in.versionId());
    call.subject(new FoundObject(bucket, object));
    return List.of(
        check(call, bucket, in, object, "s3:GetObject"),
        check(call, bucket, in, object, "s3:GetObjectAttributes"));
  }

  private AccessCheck check(
      Call call,
      BucketRecord bucket,
      GetObjectAttributesRequest in,
      ObjectRecord object,
      String action) {
    RequestKeys keys = RequestKeys.of(call, bucket).put("s3:versionid", in.versionId());
    return access.onObject(
        call, bucket, in.key(), object, Versions.action(action, in.versionId()), keys);
  }

  /** GetObjectAttributes. */
  GetObjectAttributesResponse get(Call call, GetObjectAttributesRequest in) {
    Versions.check(in.versionId());
    Set<String> wanted = wanted(in);
    FoundObject found = call.subject(FoundObject.class);
    ObjectRecord object = found.object();
    if (object == null) {
      throw Versions.missing(call, access, found.bucket(), in.key(), in.versionId());
    }
    new CustomerKey.Headers(in.sseCustomerAlgorithm(), in.sseCustomerKey(), in.sseCustomerKeyMD5())
        .readFor(object.seal());
    call.header("Last-Modified", HeaderText.date(object.modifiedAt()));
    GetObjectAttributesResponse.Builder out =
        GetObjectAttributesResponse.builder()
            .versionId(Versions.shown(found.bucket(), object))
            .eTag(wanted.contains("ETag") ? object.etag() : null)
            .storageClass(wanted.contains("StorageClass") ? object.storageClass() : null)
            .objectSize(wanted.contains("ObjectSize") ? object.size() : null);
    if (wanted.contains("Checksum") && object.checksum() != null) {
      Checksum.Builder checksum = Checksum.builder();
      Checksums.set(object.checksum(), checksum);
      out.checksum(checksum.build());
    }
    if (wanted.contains("ObjectParts") && !object.parts().isEmpty()) {
      out.objectParts(parts(object, in));
    }
    return out.build();
  }

  private static Set<String> wanted(GetObjectAttributesRequest in) {
    List<String> names = in.objectAttributesAsStrings();
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw invalid(HEADER, name, "Invalid attribute name specified.");
      }
    }
    if (names.isEmpty()) {
      throw S3Error.INVALID_REQUEST.because(
          "The %s header specifying the attributes to be retrieved is either missing or empty",
          HEADER);
    }
    return Set.copyOf(names);
  }

  private static GetObjectAttributesParts parts(
      ObjectRecord object, GetObjectAttributesRequest in) {
    GetObjectAttributesParts.Builder out =
        GetObjectAttributesParts.builder().totalPartsCount(object.parts().size());
    if (object.parts().get(0).checksum() == null) {
      return out.build();
    }
    int after = marker(in.partNumberMarker());
    int most =
        in.maxParts() == null || in.maxParts() < 0
            ? MOST_PARTS
            : Math.min(in.maxParts(), MOST_PARTS);
    List<ObjectPart> rest = object.parts().stream().filter(part -> part.number() > after).toList();
    List<ObjectPart> page = rest.subList(0, Math.min(most, rest.size()));
    return out.partNumberMarker(after)
        .nextPartNumberMarker(page.isEmpty() ? 0 : page.get(page.size() - 1).number())
        .maxParts(most)
        .isTruncated(rest.size() > page.size())
        .parts(page.stream().map(part -> part(object, part)).toList())
        .build();
  }

  private static software.amazon.awssdk.services.s3.model.ObjectPart part(
      ObjectRecord object, ObjectPart part) {
    software.amazon.awssdk.services.s3.model.ObjectPart.Builder out =
        software.amazon.awssdk.services.s3.model.ObjectPart.builder()
            .partNumber(part.number())
            .size(part.size());
    Checksums.set(new ChecksumRecord(object.checksum().algorithm(), part.checksum()), out);
    return out.build();
  }

  private static int marker(Integer sent) {
    if (sent != null && sent < 0) {
      throw invalid(
          "x-amz-part-number-marker",
          sent.toString(),
          "Argument must be an integer between 0 and 2147483647");
    }
    return sent == null ? 0 : sent;
  }

  private static ServiceException invalid(String name, String value, String message) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
