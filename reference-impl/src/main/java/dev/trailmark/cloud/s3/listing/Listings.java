package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.RestoreRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** ListObjects and ListObjectsV2. */
public final class Listings {
  private static final int MOST = 1_000;

  private final S3Access access;

  Listings(S3Access access) {
    this.access = access;
  }

  /** s3:ListBucket. */
  List<AccessCheck> accessV2(Call call, ListObjectsV2Request in) {
    return check(
        call, in.bucket(), in.expectedBucketOwner(), in.prefix(), in.delimiter(), in.maxKeys());
  }

  /** s3:ListBucket. */
  List<AccessCheck> accessV1(Call call, ListObjectsRequest in) {
    return check(
        call, in.bucket(), in.expectedBucketOwner(), in.prefix(), in.delimiter(), in.maxKeys());
  }

  private List<AccessCheck> check(
      Call call,
      String bucketName,
      String expectedOwner,
      String prefix,
      String delimiter,
      Integer maxKeys) {
    S3Access.noteObjects(call, bucketName, prefix);
    BucketRecord bucket = S3Access.bucketOf(call, bucketName, expectedOwner);
    call.subject(bucket);
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:prefix", prefix)
            .put("s3:delimiter", delimiter)
            .put("s3:max-keys", maxKeys);
    return List.of(access.onBucket(call, bucket, "s3:ListBucket", keys));
  }

  /** ListObjectsV2. */
  ListObjectsV2Response listV2(Call call, ListObjectsV2Request in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    boolean encode = encodes(in.encodingTypeAsString());
    int most = most(in.maxKeys());
    String after = ListTokens.parse(in.continuationToken());
    if (after == null) {
      after = in.startAfter();
    }
    Listing page =
        new Listing.Query(
                bucket.name(), text(in.prefix()), delimiter(in.delimiter()), after(after), most)
            .run(call.state());
    boolean owners = Boolean.TRUE.equals(in.fetchOwner());
    return ListObjectsV2Response.builder()
        .name(bucket.name())
        .prefix(encoded(text(in.prefix()), encode))
        .delimiter(encoded(delimiter(in.delimiter()), encode))
        .maxKeys(most)
        .encodingType(encode ? "url" : null)
        .keyCount(page.count())
        .isTruncated(page.truncated())
        .contents(
            contents(
                call,
                bucket,
                page,
                owners,
                encode,
                restores(in.optionalObjectAttributesAsStrings())))
        .commonPrefixes(prefixes(page, encode))
        .continuationToken(in.continuationToken())
        .nextContinuationToken(page.truncated() ? ListTokens.of(page.last()) : null)
        .startAfter(in.continuationToken() == null ? encoded(in.startAfter(), encode) : null)
        .build();
  }

  /** ListObjects. NextMarker is there only with a delimiter, as AWS documents. */
  ListObjectsResponse listV1(Call call, ListObjectsRequest in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    boolean encode = encodes(in.encodingTypeAsString());
    int most = most(in.maxKeys());
    String delimiter = delimiter(in.delimiter());
    Listing page =
        new Listing.Query(bucket.name(), text(in.prefix()), delimiter, after(in.marker()), most)
            .run(call.state());
    return ListObjectsResponse.builder()
        .name(bucket.name())
        .prefix(encoded(text(in.prefix()), encode))
        .marker(encoded(text(in.marker()), encode))
        .nextMarker(page.truncated() && delimiter != null ? encoded(page.last(), encode) : null)
        .delimiter(encoded(delimiter, encode))
        .maxKeys(most)
        .encodingType(encode ? "url" : null)
        .isTruncated(page.truncated())
        .contents(
            contents(
                call, bucket, page, true, encode, restores(in.optionalObjectAttributesAsStrings())))
        .commonPrefixes(prefixes(page, encode))
        .build();
  }

  private static List<S3Object> contents(
      Call call,
      BucketRecord bucket,
      Listing page,
      boolean owners,
      boolean encode,
      boolean restores) {
    return page.objects().stream()
        .map(
            object ->
                S3Object.builder()
                    .key(encoded(object.key(), encode))
                    .lastModified(object.modifiedAt())
                    .eTag(object.quotedEtag())
                    .checksumAlgorithm(object.checksumAlgorithms())
                    .checksumType(object.checksumType())
                    .size(object.size())
                    .storageClass(object.storageClass())
                    .owner(owners ? owner(call, bucket, object) : null)
                    .restoreStatus(
                        restores ? RestoreRecord.status(object.restore(), call.time()) : null)
                    .build())
        .toList();
  }

  private static Owner owner(Call call, BucketRecord bucket, ObjectRecord object) {
    return Owner.builder()
        .id(call.directory().canonicalId(S3Access.ownerOf(bucket, object)))
        .build();
  }

  private static List<CommonPrefix> prefixes(Listing page, boolean encode) {
    return page.prefixes().stream()
        .map(prefix -> CommonPrefix.builder().prefix(encoded(prefix, encode)).build())
        .toList();
  }

  /** Whether keys are to be encoded for XML. */
  public static boolean encodes(String encodingType) {
    if (encodingType == null) {
      return false;
    }
    if (!encodingType.equals("url")) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid Encoding Method specified in Request")
          .with("ArgumentName", "encoding-type")
          .with("ArgumentValue", encodingType);
    }
    return true;
  }

  /** Whether entries are to say how they are restored, the one optional attribute there is. */
  static boolean restores(List<String> optional) {
    for (String attribute : optional) {
      if (!attribute.equals("RestoreStatus")) {
        throw S3Error.INVALID_ARGUMENT
            .because("Invalid attribute name specified.")
            .with("ArgumentName", "x-amz-optional-object-attributes")
            .with("ArgumentValue", attribute);
      }
    }
    return !optional.isEmpty();
  }

  /** How many entries a page holds. */
  static int most(Integer maxKeys) {
    return most("maxKeys", maxKeys);
  }

  /**
   * How many entries a page holds.
   *
   * @param argument what the caller named the number by
   * @param sent {@code null} when absent
   */
  public static int most(String argument, Integer sent) {
    return sent == null ? MOST : Math.min(number(argument, sent), MOST);
  }

  /**
   * A number that a list is asked for with.
   *
   * @param argument what the caller named it by
   * @param sent {@code null} when absent, which counts as 0
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidArgument when it is negative
   */
  public static int number(String argument, Integer sent) {
    if (sent != null && sent < 0) {
      throw S3Error.INVALID_ARGUMENT
          .because("Argument %s must be an integer between 0 and 2147483647", argument)
          .with("ArgumentName", argument)
          .with("ArgumentValue", sent.toString());
    }
    return sent == null ? 0 : sent;
  }

  /** A text that may be absent. */
  public static String text(String value) {
    return value == null ? "" : value;
  }

  /** A delimiter; {@code null} for none. */
  public static String delimiter(String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static String after(String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  /** As S3 does it: form encoding, slashes left alone. */
  public static String encoded(String text, boolean encode) {
    return text == null || !encode
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
