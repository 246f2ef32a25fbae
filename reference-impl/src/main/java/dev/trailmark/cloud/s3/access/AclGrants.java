package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;

/**
 * Whether an ACL lets a caller in. A grant to the owner's own account does not count: what its
 * users may do is for its identity policies and the bucket policy to say.
 */
final class AclGrants {
  private AclGrants() {}

  /** What an ACL says to a caller. */
  enum Answer {
    /** No grant is the caller's. */
    NONE,
    /** Only a public grant is, which Block Public Access has S3 ignore. */
    IGNORED,
    /** A grant gives the permission. */
    GRANTED
  }

  /** Whether the caller has the permission by a grant. */
  static Answer ask(
      Call call, BucketRecord bucket, AclRecord acl, String permission, String ownerAccount) {
    if (!bucket.aclsEnabled()) {
      return Answer.NONE;
    }
    Answer answer = Answer.NONE;
    boolean ignorePublic = PublicAccessRecord.on(call.state(), bucket).ignoreAcls();
    Principal caller = call.caller().principal();
    String canonicalId = foreignId(call, caller, ownerAccount);
    for (AclRecord.Grant grant : acl.grants()) {
      boolean covers =
          grant.permission().equals(permission) || grant.permission().equals("FULL_CONTROL");
      if (covers && isGrantee(grant, caller, canonicalId)) {
        if (!ignorePublic || !grant.isPublic()) {
          return Answer.GRANTED;
        }
        answer = Answer.IGNORED;
      }
    }
    return answer;
  }

  private static String foreignId(Call call, Principal caller, String ownerAccount) {
    String account = caller.accountId();
    return account == null || account.equals(ownerAccount)
        ? null
        : call.directory().canonicalId(account);
  }

  private static boolean isGrantee(AclRecord.Grant grant, Principal caller, String canonicalId) {
    if (!grant.group()) {
      return grant.grantee().equals(canonicalId);
    }
    return switch (grant.grantee()) {
      case AclRecord.ALL_USERS -> !caller.isService();
      case AclRecord.AUTHENTICATED -> !caller.isAnonymous() && !caller.isService();
      case AclRecord.LOG_DELIVERY ->
          caller.isService() && "logging.s3.amazonaws.com".equals(caller.name());
      default -> false;
    };
  }
}
