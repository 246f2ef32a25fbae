package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Sent;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Type;

/** Reading and writing the ACLs of buckets and objects. */
final class Acls {
  private final S3Access access;

  Acls(S3Access access) {
    this.access = access;
  }

  /** s3:PutBucketAcl. */
  List<AccessCheck> putBucketAccess(Call call, PutBucketAclRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.expectedBucketOwner());
    RequestKeys keys = AclHeaders.of(in).addTo(RequestKeys.of(call, bucket));
    return List.of(access.onBucket(call, bucket, "s3:PutBucketAcl", keys));
  }

  /** PutBucketAcl. */
  PutBucketAclResponse putBucket(Call call, PutBucketAclRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    AclHeaders headers = AclHeaders.of(in);
    BucketChanges.change(
        call,
        in.bucket(),
        bucket -> {
          AclParser parser = AclParser.bucket(call, bucket.ownerAccount());
          AclRecord acl = parse(parser, headers, in.accessControlPolicy());
          AccessCheck check =
              AccessCheck.on("s3:PutBucketAcl", bucket.arn(), bucket.ownerAccount());
          AclGate.admit(call, bucket, acl, isOwnerFullControl(headers, acl), check);
          return bucket.withAcl(bucket.aclsEnabled() ? acl : bucket.acl());
        });
    return PutBucketAclResponse.builder().build();
  }

  /** GetBucketAcl: what counts now. */
  GetBucketAclResponse getBucket(Call call, GetBucketAclRequest in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    String ownerId = call.directory().canonicalId(bucket.ownerAccount());
    AclRecord acl = effective(call, bucket, bucket.acl(), ownerId);
    return GetBucketAclResponse.builder().owner(owner(acl)).grants(grants(acl)).build();
  }

  /** s3:PutObjectAcl. */
  List<AccessCheck> putObjectAccess(Call call, PutObjectAclRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    RequestKeys keys =
        AclHeaders.of(in).addTo(RequestKeys.of(call, bucket)).put("s3:versionid", in.versionId());
    String action = Versions.action("s3:PutObjectAcl", in.versionId());
    ObjectRecord object = Versions.object(call.state(), in.bucket(), in.key(), in.versionId());
    return List.of(access.onObject(call, bucket, in.key(), object, action, keys));
  }

  /** PutObjectAcl. */
  PutObjectAclResponse putObject(Call call, PutObjectAclRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    Versions.check(in.versionId());
    AclHeaders headers = AclHeaders.of(in);
    if (Versions.object(call.state(), in.bucket(), in.key(), in.versionId()) == null) {
      throw missing(call, in);
    }
    call.update(
        S3Kinds.scope(in.bucket()),
        tx -> {
          BucketRecord bucket = S3Access.require(tx, in.bucket());
          ObjectRecord object = Versions.still(tx, in.bucket(), in.key(), in.versionId());
          String owner = S3Access.ownerOf(bucket, object);
          AclParser parser = AclParser.object(call, owner, bucket.ownerAccount());
          AclRecord acl = parse(parser, headers, in.accessControlPolicy());
          AccessCheck check = AccessCheck.on("s3:PutObjectAcl", object.arn(), owner);
          AclGate.admit(call, bucket, acl, isOwnerFullControl(headers, acl), check);
          if (bucket.aclsEnabled()) {
            ObjectRecord changed = object.withAcl(acl);
            VersionShelf.replace(tx, changed);
            access.changed(tx, changed);
          }
          return null;
        });
    return PutObjectAclResponse.builder().build();
  }

  /** As recorded, a delete marker can be given no ACL, whether or not the request names it. */
  private ServiceException missing(Call call, PutObjectAclRequest in) {
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    VersionRecord marker =
        in.versionId() == null ? VersionShelf.marker(call.state(), in.bucket(), in.key()) : null;
    String versionId = marker == null ? in.versionId() : marker.versionId();
    return Versions.missing(call, access, bucket, in.key(), versionId);
  }

  /** s3:GetObjectAcl. */
  List<AccessCheck> getObjectAccess(Call call, GetObjectAclRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    RequestKeys keys = RequestKeys.of(call, bucket).put("s3:versionid", in.versionId());
    String action = Versions.action("s3:GetObjectAcl", in.versionId());
    ObjectRecord object = Versions.object(call.state(), in.bucket(), in.key(), in.versionId());
    return List.of(access.onObject(call, bucket, in.key(), object, action, keys));
  }

  /** GetObjectAcl: what counts now. */
  GetObjectAclResponse getObject(Call call, GetObjectAclRequest in) {
    Versions.check(in.versionId());
    BucketRecord bucket = S3Access.require(call.state(), in.bucket());
    ObjectRecord object = Versions.object(call.state(), in.bucket(), in.key(), in.versionId());
    if (object == null) {
      throw Versions.missing(call, access, bucket, in.key(), in.versionId());
    }
    String ownerId = call.directory().canonicalId(S3Access.ownerOf(bucket, object));
    AclRecord acl = effective(call, bucket, object.acl(), ownerId);
    return GetObjectAclResponse.builder().owner(owner(acl)).grants(grants(acl)).build();
  }

  /** Exactly one notation: canned or grant headers, or XML. */
  private static AclRecord parse(AclParser parser, AclHeaders headers, AccessControlPolicy body) {
    if (body == null && headers.isEmpty()) {
      throw S3Error.MISSING_SECURITY_HEADER.fail().with("MissingHeaderName", "x-amz-acl");
    }
    if (body == null) {
      return parser.parse(headers);
    }
    if (!headers.isEmpty()) {
      throw S3Error.UNEXPECTED_CONTENT.fail();
    }
    return parser.parse(body);
  }

  private static boolean isOwnerFullControl(AclHeaders headers, AclRecord acl) {
    return headers.canned() == null
        ? acl.isOwnerOnly()
        : headers.canned().equals("bucket-owner-full-control");
  }

  /** Disabled ACLs read as the owner's alone; ignored public grants are not shown. */
  private static AclRecord effective(
      Call call, BucketRecord bucket, AclRecord acl, String ownerId) {
    if (!bucket.aclsEnabled()) {
      return AclRecord.ownedBy(ownerId);
    }
    return PublicAccessRecord.on(call.state(), bucket).ignoreAcls()
        ? acl.withoutPublicGrants()
        : acl;
  }

  private static Owner owner(AclRecord acl) {
    return Owner.builder().id(acl.ownerId()).build();
  }

  private static List<Grant> grants(AclRecord acl) {
    List<Grant> grants = new ArrayList<>();
    for (AclRecord.Grant grant : acl.grants()) {
      grants.add(
          Grant.builder()
              .grantee(
                  g -> {
                    if (grant.group()) {
                      g.type(Type.GROUP).uri(grant.grantee());
                    } else {
                      g.type(Type.CANONICAL_USER).id(grant.grantee());
                    }
                  })
              .permission(grant.permission())
              .build());
    }
    return grants;
  }

  /** An XML body as records have it. */
  static void record(AccessControlPolicy policy, Map<String, Object> parameters) {
    if (policy == null) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("xmlns", S3Trail.XMLNS);
    if (policy.owner() != null && policy.owner().id() != null) {
      body.put("Owner", Map.of("ID", policy.owner().id()));
    }
    List<Object> grants = policy.grants().stream().map(Acls::recorded).toList();
    if (!grants.isEmpty()) {
      Object one = grants.size() == 1 ? grants.get(0) : grants;
      body.put("AccessControlList", Map.of("Grant", one));
    }
    parameters.put("AccessControlPolicy", body);
  }

  private static Object recorded(Grant grant) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    if (grant.grantee() != null) {
      Map<String, Object> grantee = new LinkedHashMap<>();
      grantee.put("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
      Sent.put(grantee, "xsi:type", grant.grantee().typeAsString());
      Sent.put(grantee, "ID", grant.grantee().id());
      Sent.put(grantee, "URI", grant.grantee().uri());
      recorded.put("Grantee", grantee);
    }
    Sent.put(recorded, "Permission", grant.permissionAsString());
    return recorded;
  }
}
