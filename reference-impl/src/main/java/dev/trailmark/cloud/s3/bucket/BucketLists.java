package dev.trailmark.cloud.s3.bucket;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.listing.ListTokens;
import dev.trailmark.cloud.s3.listing.Listings;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Owner;

/** ListBuckets. */
final class BucketLists {
  private static final int MOST = 10_000;

  private BucketLists() {}

  /**
   * s3:ListAllMyBuckets, which AWS's example policies allow on all buckets (see {@link
   * Denials#ALL_BUCKETS}) as well as on everything. Nobody is not an owner of buckets.
   */
  static List<AccessCheck> access(Call call, ListBucketsRequest in) {
    if (call.accountId() == null) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return List.of(
        AccessCheck.on("s3:ListAllMyBuckets", Denials.ALL_BUCKETS, call.accountId())
            .with(RequestKeys.of(call, null).map()));
  }

  /** The caller's buckets by name; pages only when max-buckets is given. */
  static ListBucketsResponse list(Call call, ListBucketsRequest in) {
    if (in.maxBuckets() != null && (in.maxBuckets() < 1 || in.maxBuckets() > MOST)) {
      throw S3Error.INVALID_ARGUMENT
          .because("Argument max-buckets must be an integer between 1 and %d", MOST)
          .with("ArgumentName", "max-buckets")
          .with("ArgumentValue", in.maxBuckets().toString());
    }
    requireRegion(in.bucketRegion());
    String after = ListTokens.parse(Listings.delimiter(in.continuationToken()));
    int most = in.maxBuckets() == null ? MOST : in.maxBuckets();
    List<BucketRecord> found = matching(call, in, after).limit(most + 1L).toList();
    boolean more = found.size() > most;
    List<BucketRecord> page = more ? found.subList(0, most) : found;
    boolean detailed = in.maxBuckets() != null || in.prefix() != null || in.bucketRegion() != null;
    return ListBucketsResponse.builder()
        .owner(Owner.builder().id(call.directory().canonicalId(call.accountId())).build())
        .buckets(page.stream().map(bucket -> shown(bucket, detailed)).toList())
        .prefix(in.prefix())
        .continuationToken(more ? ListTokens.of(page.get(page.size() - 1).name()) : null)
        .build();
  }

  private static void requireRegion(String asked) {
    if (asked != null && Region.regions().stream().noneMatch(known -> known.id().equals(asked))) {
      throw S3Error.INVALID_ARGUMENT
          .because("Argument value %s is not a valid AWS Region", asked)
          .with("ArgumentName", "bucket-region");
    }
  }

  private static Stream<BucketRecord> matching(Call call, ListBucketsRequest in, String after) {
    return Buckets.ownedBy(call, call.accountId()).stream()
        .filter(bucket -> in.prefix() == null || bucket.name().startsWith(in.prefix()))
        .filter(bucket -> in.bucketRegion() == null || bucket.region().equals(in.bucketRegion()))
        .filter(bucket -> after == null || bucket.name().compareTo(after) > 0);
  }

  /** The region is named when the request has any parameter, as AWS documents. */
  private static Bucket shown(BucketRecord bucket, boolean detailed) {
    return Bucket.builder()
        .name(bucket.name())
        .creationDate(bucket.createdAt())
        .bucketRegion(detailed ? bucket.region() : null)
        .bucketArn(bucket.arn())
        .build();
  }
}
