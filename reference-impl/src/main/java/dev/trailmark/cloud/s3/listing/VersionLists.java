package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.RestoreRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Versions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Owner;

/** ListObjectVersions. */
final class VersionLists {
  private final S3Access access;

  VersionLists(S3Access access) {
    this.access = access;
  }

  /** s3:ListBucketVersions. */
  List<AccessCheck> access(Call call, ListObjectVersionsRequest in) {
    S3Access.noteObjects(call, in.bucket(), in.prefix());
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.expectedBucketOwner());
    call.subject(bucket);
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:prefix", in.prefix())
            .put("s3:delimiter", in.delimiter())
            .put("s3:max-keys", in.maxKeys());
    return List.of(access.onBucket(call, bucket, "s3:ListBucketVersions", keys));
  }

  /** ListObjectVersions. */
  ListObjectVersionsResponse list(Call call, ListObjectVersionsRequest in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    boolean encode = Listings.encodes(in.encodingTypeAsString());
    VersionListing page = query(bucket, in).run(call.state());
    ListObjectVersionsResponse.Builder response =
        ListObjectVersionsResponse.builder()
            .name(bucket.name())
            .prefix(Listings.encoded(Listings.text(in.prefix()), encode))
            .delimiter(Listings.encoded(Listings.delimiter(in.delimiter()), encode))
            .keyMarker(Listings.encoded(Listings.text(in.keyMarker()), encode))
            .versionIdMarker(Listings.text(in.versionIdMarker()))
            .maxKeys(Listings.most(in.maxKeys()))
            .encodingType(encode ? "url" : null)
            .isTruncated(page.truncated());
    fill(
        call,
        bucket,
        page,
        encode,
        Listings.restores(in.optionalObjectAttributesAsStrings()),
        response);
    return response.build();
  }

  private static VersionListing.Query query(BucketRecord bucket, ListObjectVersionsRequest in) {
    String versionMarker = Listings.delimiter(in.versionIdMarker());
    String keyMarker = Listings.delimiter(in.keyMarker());
    if (versionMarker != null && keyMarker == null) {
      throw S3Error.INVALID_ARGUMENT
          .because("A version-id marker cannot be specified without a key marker.")
          .with("ArgumentName", "version-id-marker")
          .with("ArgumentValue", versionMarker);
    }
    Versions.check(versionMarker);
    return new VersionListing.Query(
        bucket.name(),
        Listings.text(in.prefix()),
        Listings.delimiter(in.delimiter()),
        keyMarker,
        versionMarker,
        Listings.most(in.maxKeys()));
  }

  private static void fill(
      Call call,
      BucketRecord bucket,
      VersionListing page,
      boolean encode,
      boolean restores,
      ListObjectVersionsResponse.Builder response) {
    List<ObjectVersion> versions = new ArrayList<>();
    List<DeleteMarkerEntry> markers = new ArrayList<>();
    List<CommonPrefix> prefixes = new ArrayList<>();
    for (VersionListing.Entry entry : page.entries()) {
      if (entry.prefix() != null) {
        prefixes.add(
            CommonPrefix.builder().prefix(Listings.encoded(entry.prefix(), encode)).build());
      } else if (entry.version().isMarker()) {
        markers.add(marker(call, bucket, entry, encode));
      } else {
        versions.add(version(call, bucket, entry, encode, restores));
      }
    }
    response.versions(versions).deleteMarkers(markers).commonPrefixes(prefixes);
    if (page.truncated()) {
      VersionListing.Entry last = page.entries().get(page.entries().size() - 1);
      response.nextKeyMarker(
          Listings.encoded(last.prefix() == null ? last.version().key() : last.prefix(), encode));
      response.nextVersionIdMarker(last.prefix() == null ? last.version().versionId() : null);
    }
  }

  private static ObjectVersion version(
      Call call,
      BucketRecord bucket,
      VersionListing.Entry entry,
      boolean encode,
      boolean restores) {
    ObjectRecord object = entry.version().object();
    return ObjectVersion.builder()
        .key(Listings.encoded(object.key(), encode))
        .versionId(object.versionId())
        .isLatest(entry.latest())
        .lastModified(object.modifiedAt())
        .eTag(object.quotedEtag())
        .checksumAlgorithm(object.checksumAlgorithms())
        .checksumType(object.checksumType())
        .size(object.size())
        .storageClass(object.storageClass())
        .restoreStatus(restores ? RestoreRecord.status(object.restore(), call.time()) : null)
        .owner(owner(call, S3Access.ownerOf(bucket, object)))
        .build();
  }

  private static DeleteMarkerEntry marker(
      Call call, BucketRecord bucket, VersionListing.Entry entry, boolean encode) {
    VersionRecord version = entry.version();
    return DeleteMarkerEntry.builder()
        .key(Listings.encoded(version.key(), encode))
        .versionId(version.versionId())
        .isLatest(entry.latest())
        .lastModified(version.modifiedAt())
        .owner(owner(call, bucket.aclsEnabled() ? version.ownerAccount() : bucket.ownerAccount()))
        .build();
  }

  private static Owner owner(Call call, String account) {
    return Owner.builder().id(call.directory().canonicalId(account)).build();
  }
}
