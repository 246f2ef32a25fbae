package dev.trailmark.cloud.s3.bucket;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
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

/**
 * ListBuckets. The buckets of a Region are listed at its own endpoint only, and that is said before
 * anybody is asked for permission.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets:
 *     bucket-region</a>
 * @see <a href="https://github.com/versity/versitygw/issues/1930">What S3 answers elsewhere</a>
 */
final class BucketLists {
  /** The action of {@link #permission}. */
  static final String PERMISSION = "s3:ListAllMyBuckets";

  private static final int MOST = 10_000;

  private BucketLists() {}

  /**
   * s3:ListAllMyBuckets, which AWS's example policies allow on all buckets (see {@link
   * Denials#ALL_BUCKETS}) as well as on everything. Nobody is not an owner of buckets.
   */
  static List<AccessCheck> access(Call call, ListBucketsRequest in) {
    requireCount(in.maxBuckets());
    requireRegion(call.region(), in.bucketRegion());
    if (call.accountId() == null) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return List.of(permission(call));
  }

  /** The permission that listing the caller's buckets takes. */
  static AccessCheck permission(Call call) {
    return AccessCheck.on(PERMISSION, Denials.ALL_BUCKETS, call.accountId())
        .with(RequestKeys.of(call, null).map());
  }

  /** The caller's buckets by name; pages only when max-buckets is given. */
  static ListBucketsResponse list(Call call, ListBucketsRequest in) {
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

  private static void requireCount(Integer asked) {
    if (asked != null && (asked < 1 || asked > MOST)) {
      throw S3Error.INVALID_ARGUMENT
          .because("Argument max-buckets must be an integer between 1 and %d", MOST)
          .with("ArgumentName", "max-buckets")
          .with("ArgumentValue", asked.toString());
    }
  }

  private static void requireRegion(String own, String asked) {
    if (asked == null || asked.equalsIgnoreCase(own)) {
      return;
    }
    boolean known =
        Region.regions().stream()
            .anyMatch(region -> !region.isGlobalRegion() && region.id().equalsIgnoreCase(asked));
    ServiceException error =
        known
            ? S3Error.INVALID_ARGUMENT.because(
                "Requests with bucket-region specified must be made to the corresponding regional"
                    + " endpoint")
            : S3Error.INVALID_ARGUMENT.because(
                "Argument value %s is not a valid AWS Region", asked);
    throw error.with("ArgumentName", "bucket-region");
  }

  private static Stream<BucketRecord> matching(Call call, ListBucketsRequest in, String after) {
    return Buckets.ownedBy(call, call.accountId()).stream()
        .filter(bucket -> in.prefix() == null || bucket.name().startsWith(in.prefix()))
        .filter(
            bucket ->
                in.bucketRegion() == null || bucket.region().equalsIgnoreCase(in.bucketRegion()))
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
