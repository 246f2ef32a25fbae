package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.UploadRecord;

/**
 * Who began an upload, and what that allows. By default the initiator, and the account that an
 * initiating user is of, may list the upload's parts and abort it. AWS does not say what that is
 * worth beside identity policies: here it stands for the bucket owner's consent, so that it counts
 * for other accounts, whose own policies have to allow it too, and an explicit deny goes before it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions">Multipart
 *     upload API and permissions</a>
 */
final class Initiators {
  private Initiators() {}

  /** The id of who calls: an account's canonical id, or an ARN. */
  static String idOf(Call call) {
    String arn = call.caller().principal().arn();
    return call.caller().principal().isRoot() || arn == null
        ? call.accountId() == null ? "anonymous" : call.directory().canonicalId(call.accountId())
        : arn;
  }

  /** A permission on an upload, there or not. */
  static AccessCheck check(
      Call call, S3Access access, BucketRecord bucket, String key, String uploadId, String action) {
    AccessCheck check = access.onKey(call, bucket, key, action, RequestKeys.of(call, bucket));
    UploadRecord upload = Uploads.find(call.state(), bucket.name(), key, uploadId);
    boolean foreign = !bucket.ownerAccount().equals(call.accountId());
    return foreign && upload != null && isInitiator(call, upload) ? check.withAcl(true) : check;
  }

  private static boolean isInitiator(Call call, UploadRecord upload) {
    Principal caller = call.caller().principal();
    boolean ofItsAccount = upload.initiatorId().contains("::" + caller.accountId() + ":");
    return upload.initiatorId().equals(idOf(call)) || caller.isRoot() && ofItsAccount;
  }
}
