package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Event;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** When keys and roles were last used. */
final class LastUse {
  private static final String NEVER = "N/A";
  private static final String DOMAIN = ".amazonaws.com";

  private LastUse() {}

  /**
   * The last call that a key of the caller's account signed, as the event history tells. It reaches
   * back as far as that history does, and asking it waits: for workers.
   */
  static AccessKeyLastUsed ofKey(Call call, String keyId) {
    Event last = call.history().newest(call.accountId(), "AccessKeyId", keyId);
    if (last == null) {
      return AccessKeyLastUsed.builder().serviceName(NEVER).region(NEVER).build();
    }
    return AccessKeyLastUsed.builder()
        .lastUsedDate(last.time())
        .serviceName(last.source().replace(DOMAIN, ""))
        .region(last.region())
        .build();
  }

  /** The last time that the role was assumed. */
  static RoleLastUsed ofRole(Call call, RoleRecord role) {
    RoleUse last = IamState.lastUse(call.state(), role);
    return last == null
        ? RoleLastUsed.builder().build()
        : RoleLastUsed.builder().lastUsedDate(last.time()).region(last.region()).build();
  }
}
