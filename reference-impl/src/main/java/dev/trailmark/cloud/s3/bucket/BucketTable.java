package dev.trailmark.cloud.s3.bucket;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.acl.AclHeaders;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Sent;
import dev.trailmark.cloud.s3.tagging.BucketTagRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** The rows of operations on buckets as such. */
public final class BucketTable {
  private BucketTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    return List.of(list(), create(), head(access), delete(access), location(access));
  }

  /** The permission to list the caller's buckets where an action is that, else {@code null}. */
  public static AccessCheck listing(Call call, String action) {
    return action.equals(BucketLists.PERMISSION) ? BucketLists.permission(call) : null;
  }

  private static Operation<?, ?> list() {
    return Operation.<ListBucketsRequest, ListBucketsResponse>of(
            "ListBuckets", ListBucketsRequest::builder, BucketLists::list)
        .access(BucketLists::access)
        .honours("MaxBuckets", "ContinuationToken", "Prefix", "BucketRegion")
        .root("ListAllMyBucketsResult")
        .trail(S3Trail.read(S3Trail::noKey, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> create() {
    return Operation.<CreateBucketRequest, CreateBucketResponse>of(
            "CreateBucket", CreateBucketRequest::builder, Buckets::create)
        .access(BucketTable::createAccess)
        .honours(
            "Bucket", "CreateBucketConfiguration", "ObjectOwnership", "ObjectLockEnabledForBucket")
        .honours(Honoured.acl())
        .trail(S3Trail.write(CreateBucketRequest::bucket, S3Trail::noKey, BucketTable::recordBody))
        .build();
  }

  private static Operation<?, ?> head(S3Access access) {
    return Operation.<HeadBucketRequest, HeadBucketResponse>of(
            "HeadBucket", HeadBucketRequest::builder, Buckets::head)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:ListBucket"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(HeadBucketRequest::bucket, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> delete(S3Access access) {
    return Operation.<DeleteBucketRequest, DeleteBucketResponse>of(
            "DeleteBucket", DeleteBucketRequest::builder, Buckets::delete)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:DeleteBucket"))
        .honours("Bucket", "ExpectedBucketOwner")
        .status(204)
        .trail(S3Trail.write(DeleteBucketRequest::bucket, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> location(S3Access access) {
    return Operation.<GetBucketLocationRequest, GetBucketLocationResponse>of(
            "GetBucketLocation", GetBucketLocationRequest::builder, Buckets::location)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketLocation"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketLocationRequest::bucket, S3Trail::noKey))
        .build();
  }

  /** A bucket that is not there yet has no policy; nobody and services make none. */
  private static List<AccessCheck> createAccess(Call call, CreateBucketRequest in) {
    if (call.accountId() == null) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    String arn = BucketRecord.arn(in.bucket());
    RequestKeys keys =
        AclHeaders.of(in)
            .addTo(RequestKeys.of(call, null))
            .put("s3:x-amz-object-ownership", in.objectOwnershipAsString());
    if (in.createBucketConfiguration() != null) {
      keys.put(
          "s3:locationconstraint", in.createBucketConfiguration().locationConstraintAsString());
    }
    boolean tagged =
        in.createBucketConfiguration() != null && !in.createBucketConfiguration().tags().isEmpty();
    if (tagged) {
      BucketTagRules.conditionKeys(in.createBucketConfiguration().tags()).forEach(keys::putAll);
    }
    List<AccessCheck> checks = new ArrayList<>();
    checks.add(AccessCheck.on("s3:CreateBucket", arn, call.accountId()).with(keys.map()));
    if (!AclHeaders.of(in).isEmpty()) {
      checks.add(AccessCheck.on("s3:PutBucketAcl", arn, call.accountId()).with(keys.map()));
    }
    if (tagged) {
      checks.add(AccessCheck.on("s3:TagResource", arn, call.accountId()).with(keys.map()));
    }
    if (Boolean.TRUE.equals(in.objectLockEnabledForBucket())) {
      for (String action :
          List.of("s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning")) {
        checks.add(AccessCheck.on(action, arn, call.accountId()).with(keys.map()));
      }
    }
    if (in.objectOwnership() != null) {
      checks.add(
          AccessCheck.on("s3:PutBucketOwnershipControls", arn, call.accountId()).with(keys.map()));
    }
    return checks;
  }

  private static void recordBody(CreateBucketRequest in, Map<String, Object> parameters) {
    CreateBucketConfiguration sent = in.createBucketConfiguration();
    if (sent == null || sent.locationConstraint() == null && sent.tags().isEmpty()) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("xmlns", S3Trail.XMLNS);
    Sent.put(body, "LocationConstraint", sent.locationConstraintAsString());
    List<Map<String, Object>> tags = sent.tags().stream().map(BucketTable::recorded).toList();
    if (!tags.isEmpty()) {
      body.put("Tags", Map.of("Tag", tags.size() == 1 ? tags.get(0) : tags));
    }
    parameters.put("CreateBucketConfiguration", body);
  }

  private static Map<String, Object> recorded(Tag tag) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    Sent.put(recorded, "Key", tag.key());
    Sent.put(recorded, "Value", tag.value());
    return recorded;
  }
}
