package dev.trailmark.cloud.s3.bucket;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AclHeaders;
import dev.trailmark.cloud.s3.acl.AclParser;
import dev.trailmark.cloud.s3.acl.Ownership;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.ObjectLockRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.multipart.Uploads;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.tagging.BucketTagRules;
import dev.trailmark.cloud.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/**
 * Creating, finding and deleting buckets. New buckets have what AWS gives them since 2023: all of
 * Block Public Access on, ACLs disabled, SSE-S3 by default.
 */
final class Buckets {
  private static final String HOME = "us-east-1";
  private static final int SERVICE_KEY = 32;

  private Buckets() {}

  /** CreateBucket. In us-east-1 creating one's own bucket again succeeds and resets its ACL. */
  static CreateBucketResponse create(Call call, CreateBucketRequest request) {
    String name = request.bucket();
    if (!BucketNames.isValid(name)) {
      throw S3Error.INVALID_BUCKET_NAME.fail().with("BucketName", name);
    }
    String location = location(call, request);
    String ownership = ownership(request);
    AclRecord acl = acl(call, request, ownership);
    call.trail().resource("AWS::S3::Bucket", BucketRecord.arn(name), call.accountId());
    boolean locked = Boolean.TRUE.equals(request.objectLockEnabledForBucket());
    BucketRecord made =
        new BucketRecord(
            name,
            call.accountId(),
            call.region(),
            location,
            call.time().truncatedTo(ChronoUnit.SECONDS),
            ownership,
            PublicAccessRecord.ALL,
            EncryptionRecord.SSE_S3,
            acl,
            null,
            locked ? BucketRecord.ENABLED : null,
            tags(request),
            locked ? ObjectLockRecord.NO_DEFAULT : null);
    byte[] serviceKey = call.ids().secretBytes(SERVICE_KEY);
    call.update(
        S3Kinds.scope(name),
        tx -> {
          put(tx, made, serviceKey);
          return null;
        });
    return CreateBucketResponse.builder()
        .location(location == null ? "/" + name : "http://" + name + ".s3.amazonaws.com/")
        .bucketArn(BucketRecord.arn(name))
        .build();
  }

  private static Map<String, String> tags(CreateBucketRequest request) {
    CreateBucketConfiguration sent = request.createBucketConfiguration();
    return sent == null || sent.tags().isEmpty() ? null : BucketTagRules.ofCreation(sent.tags());
  }

  private static void put(Transaction tx, BucketRecord made, byte[] serviceKey) {
    BucketRecord existing = tx.get(S3Kinds.BUCKET, made.name());
    if (existing == null) {
      tx.put(S3Kinds.BUCKET, made.name(), made);
      tx.put(S3Kinds.SERVICE_KEY, made.name(), new S3Kinds.ServiceKeyRecord(serviceKey));
      return;
    }
    if (!existing.ownerAccount().equals(made.ownerAccount())) {
      throw S3Error.BUCKET_ALREADY_EXISTS.fail().with("BucketName", made.name());
    }
    boolean atHome = made.region().equals(HOME) && existing.region().equals(HOME);
    if (!atHome || made.tags() != null) {
      throw S3Error.BUCKET_ALREADY_OWNED.fail().with("BucketName", made.name());
    }
    tx.put(S3Kinds.BUCKET, made.name(), existing.withAcl(made.acl()));
  }

  /** DeleteBucket: only an empty bucket goes, and with it its SSE-S3 key and its configurations. */
  static DeleteBucketResponse delete(Call call, DeleteBucketRequest request) {
    String name = request.bucket();
    call.update(
        S3Kinds.scope(name),
        tx -> {
          BucketRecord bucket = S3Access.require(tx, name);
          requireEmpty(tx, bucket);
          List.copyOf(tx.range(S3Kinds.UPLOAD, S3Kinds.objectKey(name, "")).values())
              .forEach(upload -> Uploads.remove(tx, upload));
          List.copyOf(tx.range(S3Kinds.CONFIGURATION, S3Kinds.objectKey(name, "")).keySet())
              .forEach(key -> tx.remove(S3Kinds.CONFIGURATION, key));
          tx.remove(S3Kinds.BUCKET, name);
          tx.remove(S3Kinds.SERVICE_KEY, name);
          return null;
        });
    return DeleteBucketResponse.builder().build();
  }

  private static void requireEmpty(Transaction tx, BucketRecord bucket) {
    String all = S3Kinds.objectKey(bucket.name(), "");
    if (tx.range(S3Kinds.OBJECT, all).isEmpty() && tx.range(S3Kinds.VERSION, all).isEmpty()) {
      return;
    }
    ServiceException notEmpty =
        bucket.versioning() == null
            ? S3Error.BUCKET_NOT_EMPTY.fail()
            : S3Error.BUCKET_NOT_EMPTY.because(
                "The bucket you tried to delete is not empty. You must delete all versions in the"
                    + " bucket.");
    throw notEmpty.with("BucketName", bucket.name());
  }

  /** HeadBucket. */
  static HeadBucketResponse head(Call call, HeadBucketRequest request) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    call.replyHeaders().remove("x-amz-bucket-region");
    call.header("Content-Type", "application/xml");
    return HeadBucketResponse.builder()
        .bucketArn(bucket.arn())
        .bucketRegion(bucket.region())
        .accessPointAlias(false)
        .build();
  }

  /** GetBucketLocation: empty for us-east-1. */
  static GetBucketLocationResponse location(Call call, GetBucketLocationRequest request) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    return GetBucketLocationResponse.builder().locationConstraint(bucket.location()).build();
  }

  /** The constraint to keep: {@code null} in us-east-1. */
  private static String location(Call call, CreateBucketRequest request) {
    CreateBucketConfiguration sent = request.createBucketConfiguration();
    if (sent != null && (sent.location() != null || sent.bucket() != null)) {
      throw S3Error.NOT_IMPLEMENTED.because("Directory buckets are not implemented");
    }
    String asked = sent == null ? null : sent.locationConstraintAsString();
    if (asked != null && asked.isEmpty()) {
      throw S3Error.INVALID_LOCATION.fail().with("LocationConstraint", "");
    }
    if (call.region().equals(HOME)) {
      if (asked == null) {
        return null;
      }
      boolean elsewhere = !asked.equals(HOME) && (asked.equals("EU") || isRegion(asked));
      throw elsewhere
          ? illegal(asked)
          : S3Error.INVALID_LOCATION.fail().with("LocationConstraint", asked);
    }
    String region = "EU".equals(asked) ? "eu-west-1" : asked;
    if (!call.region().equals(region)) {
      throw illegal(asked == null ? "unspecified" : asked);
    }
    return asked;
  }

  private static ServiceException illegal(String asked) {
    return S3Error.ILLEGAL_LOCATION.because(
        "The %s location constraint is incompatible for the region specific endpoint this request"
            + " was sent to.",
        asked);
  }

  private static boolean isRegion(String name) {
    return Region.regions().stream()
        .anyMatch(region -> !region.isGlobalRegion() && region.id().equals(name));
  }

  /**
   * ACLs are disabled, unless the request says otherwise or sets the canned ACL {@code private}:
   * then ownership becomes {@code BucketOwnerPreferred}, as clients that always send that ACL, such
   * as rclone, rely on. AWS does not document the latter; versitygw's maintainers report it.
   */
  private static String ownership(CreateBucketRequest request) {
    String header = request.objectOwnershipAsString();
    if (header == null) {
      return "private".equals(request.aclAsString())
          ? "BucketOwnerPreferred"
          : BucketRecord.ENFORCED;
    }
    if (!Ownership.SETTINGS.contains(header)) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid x-amz-object-ownership header: %s", header)
          .with("ArgumentName", "x-amz-object-ownership");
    }
    return header;
  }

  /** A bucket is born with ACLs disabled, unless the request says otherwise, and not public. */
  private static AclRecord acl(Call call, CreateBucketRequest request, String ownership) {
    AclHeaders headers = AclHeaders.of(request);
    if (headers.isEmpty()) {
      return AclRecord.ownedBy(call.directory().canonicalId(call.accountId()));
    }
    AclRecord acl = AclParser.bucket(call, call.accountId()).parse(headers);
    if (ownership.equals(BucketRecord.ENFORCED) && !acl.isOwnerOnly()) {
      throw S3Error.INVALID_ACL_WITH_OWNERSHIP.fail();
    }
    if (acl.isPublic()) {
      throw S3Error.INVALID_ACL_WITH_PUBLIC_ACCESS_BLOCK.fail();
    }
    return acl;
  }

  /** The members of a list that the caller owns, in name order. */
  static List<BucketRecord> ownedBy(Call call, String account) {
    List<BucketRecord> owned = new ArrayList<>();
    for (BucketRecord bucket : call.state().range(S3Kinds.BUCKET, "").values()) {
      if (bucket.ownerAccount().equals(account)) {
        owned.add(bucket);
      }
    }
    return owned;
  }
}
