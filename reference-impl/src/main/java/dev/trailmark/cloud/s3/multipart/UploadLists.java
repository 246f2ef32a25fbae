package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.listing.Listings;
import dev.trailmark.cloud.s3.listing.UploadListing;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** ListMultipartUploads and ListParts. */
final class UploadLists {

  private final S3Access access;

  UploadLists(S3Access access) {
    this.access = access;
  }

  /** s3:ListMultipartUploadParts. */
  List<AccessCheck> partsAccess(Call call, ListPartsRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    return List.of(
        Initiators.check(
            call, access, bucket, in.key(), in.uploadId(), "s3:ListMultipartUploadParts"));
  }

  /** ListParts. */
  ListPartsResponse parts(Call call, ListPartsRequest in) {
    UploadRecord upload = Uploads.require(call.state(), in.bucket(), in.key(), in.uploadId());
    access.describe(call, upload);
    int after = Listings.number("part-number-marker", in.partNumberMarker());
    int most = Listings.most("max-parts", in.maxParts());
    List<PartRecord> rest =
        Uploads.parts(call.state(), upload.uploadId())
            .tailMap(PartRecord.place(upload.uploadId(), after), false)
            .values()
            .stream()
            .limit(most + 1L)
            .toList();
    List<PartRecord> page = rest.subList(0, Math.min(most, rest.size()));
    return ListPartsResponse.builder()
        .bucket(upload.bucket())
        .key(upload.key())
        .uploadId(upload.uploadId())
        .partNumberMarker(after)
        .nextPartNumberMarker(page.isEmpty() ? 0 : page.get(page.size() - 1).number())
        .maxParts(most)
        .isTruncated(rest.size() > page.size())
        .parts(page.stream().map(part -> part(upload, part)).toList())
        .initiator(i -> i.id(upload.initiatorId()).displayName(upload.initiatorName()))
        .owner(o -> o.id(call.directory().canonicalId(upload.ownerAccount())))
        .storageClass(upload.traits().storageClass())
        .checksumAlgorithm(upload.algorithm())
        .checksumType(
            upload.algorithm() == null ? null : upload.composite() ? "COMPOSITE" : "FULL_OBJECT")
        .build();
  }

  private static Part part(UploadRecord upload, PartRecord part) {
    Part.Builder built =
        Part.builder()
            .partNumber(part.number())
            .lastModified(part.modifiedAt())
            .eTag("\"" + part.etag() + "\"")
            .size(part.size());
    if (upload.algorithm() != null) {
      Checksums.set(part.checksum(), built);
    }
    return built.build();
  }

  /** s3:ListBucketMultipartUploads. */
  List<AccessCheck> uploadsAccess(Call call, ListMultipartUploadsRequest in) {
    S3Access.noteObjects(call, in.bucket(), in.prefix());
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.expectedBucketOwner());
    call.subject(bucket);
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:prefix", in.prefix())
            .put("s3:delimiter", in.delimiter());
    return List.of(access.onBucket(call, bucket, "s3:ListBucketMultipartUploads", keys));
  }

  /** ListMultipartUploads: by key, then by the time they began, which is in their ids. */
  ListMultipartUploadsResponse uploads(Call call, ListMultipartUploadsRequest in) {
    String prefix = Listings.text(in.prefix());
    String delimiter = Listings.delimiter(in.delimiter());
    boolean encode = Listings.encodes(in.encodingTypeAsString());
    int most = Listings.most("max-uploads", in.maxUploads());
    requireMarker(call, in);
    UploadListing page =
        new UploadListing.Query(
                in.bucket(),
                prefix,
                delimiter,
                Listings.delimiter(in.keyMarker()),
                Listings.delimiter(in.uploadIdMarker()),
                most)
            .run(call.state());
    return response(call, in, encode, page);
  }

  /** An id marker has to be that of an upload of the key marker. */
  private static void requireMarker(Call call, ListMultipartUploadsRequest in) {
    String key = Listings.delimiter(in.keyMarker());
    String id = Listings.delimiter(in.uploadIdMarker());
    if (key != null
        && id != null
        && call.state().get(S3Kinds.UPLOAD, S3Kinds.versionKey(in.bucket(), key) + id) == null) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid uploadId marker")
          .with("ArgumentName", "upload-id-marker")
          .with("ArgumentValue", id);
    }
  }

  private static ListMultipartUploadsResponse response(
      Call call, ListMultipartUploadsRequest in, boolean encode, UploadListing page) {
    // As recorded: the last upload even of the last page, and nothing for common prefixes alone.
    List<UploadRecord> uploads = page.uploads();
    UploadRecord last = uploads.isEmpty() ? null : uploads.get(uploads.size() - 1);
    return ListMultipartUploadsResponse.builder()
        .bucket(in.bucket())
        .prefix(Listings.encoded(Listings.delimiter(in.prefix()), encode))
        .delimiter(Listings.encoded(Listings.delimiter(in.delimiter()), encode))
        .keyMarker(Listings.encoded(Listings.text(in.keyMarker()), encode))
        .uploadIdMarker(in.keyMarker() == null ? "" : Listings.text(in.uploadIdMarker()))
        .maxUploads(Listings.most("max-uploads", in.maxUploads()))
        .encodingType(encode ? "url" : null)
        .isTruncated(page.truncated())
        .nextKeyMarker(last == null ? "" : Listings.encoded(last.key(), encode))
        .nextUploadIdMarker(last == null ? "" : last.uploadId())
        .uploads(uploads.stream().map(upload -> upload(call, upload, encode)).toList())
        .commonPrefixes(
            page.prefixes().stream()
                .map(p -> CommonPrefix.builder().prefix(Listings.encoded(p, encode)).build())
                .toList())
        .build();
  }

  private static MultipartUpload upload(Call call, UploadRecord upload, boolean encode) {
    return MultipartUpload.builder()
        .key(Listings.encoded(upload.key(), encode))
        .uploadId(upload.uploadId())
        .initiated(upload.initiatedAt())
        .storageClass(upload.traits().storageClass())
        .initiator(i -> i.id(upload.initiatorId()).displayName(upload.initiatorName()))
        .owner(o -> o.id(call.directory().canonicalId(upload.ownerAccount())))
        .checksumAlgorithm(upload.algorithm())
        .checksumType(
            upload.algorithm() == null ? null : upload.composite() ? "COMPOSITE" : "FULL_OBJECT")
        .build();
  }
}
