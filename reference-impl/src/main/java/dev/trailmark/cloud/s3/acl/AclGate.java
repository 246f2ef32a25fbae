package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;

/** Whether a bucket's settings admit a new ACL: Block Public Access is asked before ownership. */
public final class AclGate {
  static final String BLOCKED =
      "because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.";

  private AclGate() {}

  /**
   * Lets an ACL pass or refuses it.
   *
   * @param ownerFullControl whether it says no more than that the bucket owner has full control
   * @param check the permission by which it is being written, for the refusal's text
   */
  public static void admit(
      Call call, BucketRecord bucket, AclRecord acl, boolean ownerFullControl, AccessCheck check) {
    if (acl.isPublic() && PublicAccessRecord.on(call.state(), bucket).blockAcls()) {
      throw Denials.refuse(call, check, BLOCKED);
    }
    if (!bucket.aclsEnabled() && !ownerFullControl) {
      throw S3Error.ACL_NOT_SUPPORTED.fail();
    }
  }

  /** The ACL that comes with a new object; the owner's alone when the request says nothing. */
  public static AclRecord ofNewObject(
      Call call, BucketRecord bucket, String ownerAccount, AclHeaders headers, AccessCheck check) {
    if (headers.isEmpty()) {
      return AclRecord.ownedBy(call.directory().canonicalId(ownerAccount));
    }
    AclRecord acl = AclParser.object(call, ownerAccount, bucket.ownerAccount()).parse(headers);
    boolean ownerFullControl =
        headers.canned() != null
            ? headers.canned().equals("bucket-owner-full-control")
            : acl.isOwnerOnly();
    admit(call, bucket, acl, ownerFullControl, check);
    return acl;
  }
}
