package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.WireResponse;
import java.util.Set;

/**
 * Buckets are found at the endpoint of their region, and told at others. That is so where the Host
 * header names a region; at the simulator's plain address all regions are served, and the signature
 * chooses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingRouting.html">Making
 *     requests to the Amazon S3 REST API: redirects</a>
 */
final class RegionalEndpoints {
  private static final String HOME = "us-east-1";
  private static final String HEADER = "x-amz-bucket-region";

  /** What is asked of any endpoint: making a bucket, and in the first region where one is. */
  private static final Set<String> ANYWHERE = Set.of("CreateBucket", "WebsiteGetObject");

  private RegionalEndpoints() {}

  /**
   * Lets a request pass or sends it to the bucket's own endpoint. The answer has no Location, so
   * that clients sign anew instead of following.
   *
   * @param endpoint the region addressed; {@code null} when the host names none
   * @throws dev.trailmark.cloud.operation.ServiceException PermanentRedirect
   */
  static void require(Call call, String operation, String name, String endpoint) {
    BucketRecord bucket =
        endpoint == null || name == null ? null : call.state().get(S3Kinds.BUCKET, name);
    if (bucket == null || bucket.region().equals(endpoint) || ANYWHERE.contains(operation)) {
      return;
    }
    if (operation.equals("GetBucketLocation") && endpoint.equals(HOME)) {
      return;
    }
    call.trail().tells(bucket.ownerAccount());
    String own =
        bucket.region().equals(HOME)
            ? "s3.amazonaws.com"
            : "s3-" + bucket.region() + ".amazonaws.com";
    boolean virtual = call.caller().host().startsWith(name + ".");
    throw S3Error.PERMANENT_REDIRECT
        .fail()
        .with("Endpoint", virtual ? name + "." + own : own)
        .with("Bucket", name);
  }

  /**
   * Names the bucket's region on every answer outside the first one, and where a client strayed.
   */
  static void tell(String region, WireResponse answer) {
    boolean told = region != null && (!region.equals(HOME) || answer.status() == 301);
    if (told && !answer.headers().has(HEADER)) {
      answer.headers().set(HEADER, region);
    }
  }
}
