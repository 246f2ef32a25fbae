package dev.trailmark.cloud.s3.control;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource whose tags are meant. Only buckets can be there: of access points, groups of Storage
 * Lens and Access Grants no account has any, and directory buckets are not implemented.
 *
 * @param arn as it was sent
 * @param owner the account that it belongs to
 * @param held the bucket; {@code null} for what is not there
 * @param absent what says so; {@code null} for a bucket
 */
record TaggedResource(String arn, String owner, BucketRecord held, ServiceException absent) {
  private static final Pattern BUCKET = Pattern.compile("arn:aws:s3:::([^/:]+)");
  private static final Pattern OTHER =
      Pattern.compile(
          "arn:aws:s3:[a-z0-9-]+:([0-9]{12}):"
              + "(accesspoint|storage-lens-group|access-grants)/(.+)");
  private static final Pattern DIRECTORY = Pattern.compile("arn:aws:s3express:.+");

  /**
   * What an ARN names.
   *
   * @param account the account that the request names
   * @throws ServiceException NoSuchBucket, PermanentRedirectControlError for a bucket in another
   *     Region, AccessDenied for an account that is neither the caller's nor the resource's,
   *     InvalidURI for what is no resource of S3's
   */
  static TaggedResource of(Call call, String account, String arn) {
    ControlRequests.requireAccount(account);
    Matcher other = OTHER.matcher(arn);
    TaggedResource found;
    if (BUCKET.matcher(arn).matches()) {
      found = bucket(call, account, arn);
    } else if (other.matches()) {
      found = new TaggedResource(arn, other.group(1), null, absent(other.group(2), other.group(3)));
    } else if (DIRECTORY.matcher(arn).matches()) {
      throw S3Error.NOT_IMPLEMENTED.because("Directory buckets are not implemented");
    } else {
      throw S3Error.INVALID_URI.fail().with("URI", "tags/" + arn);
    }
    if (!account.equals(found.owner()) && !account.equals(call.accountId())) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return found;
  }

  private static TaggedResource bucket(Call call, String account, String arn) {
    BucketRecord bucket = S3Access.require(call.state(), arn.substring(arn.lastIndexOf(':') + 1));
    call.trail().resource("AWS::S3::Bucket", bucket.arn(), bucket.ownerAccount());
    if (!bucket.region().equals(call.region())) {
      throw S3Error.PERMANENT_REDIRECT_CONTROL
          .fail()
          .with("Endpoint", account + ".s3-control." + bucket.region() + ".amazonaws.com");
    }
    return new TaggedResource(arn, bucket.ownerAccount(), bucket, null);
  }

  private static ServiceException absent(String kind, String name) {
    return switch (kind) {
      case "accesspoint" -> S3Error.NO_SUCH_ACCESS_POINT.fail().with("AccessPointName", name);
      case "access-grants" -> S3Error.NO_ACCESS_GRANTS.fail();
      default -> S3Error.NO_SUCH_CONFIGURATION.fail();
    };
  }

  /**
   * The permission, with this as the call's subject.
   *
   * @param keys condition keys beside those that every request has
   */
  List<AccessCheck> check(
      Call call, S3Access access, String action, Map<String, List<String>> keys) {
    call.subject(this);
    if (held == null && !owner.equals(call.accountId())) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    AccessCheck check =
        held == null ? AccessCheck.on(action, arn, owner) : access.onBucket(call, held, action);
    Map<String, List<String>> all = new HashMap<>(check.context());
    all.putAll(keys);
    return List.of(check.with(all));
  }

  /**
   * The bucket.
   *
   * @throws ServiceException when there is no such resource
   */
  BucketRecord bucket() {
    if (absent != null) {
      throw absent;
    }
    return held;
  }
}
