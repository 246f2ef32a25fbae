package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Decision;
import java.util.List;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** GetSessionToken: temporary credentials for the calling user itself. */
final class UserSessions {
  private static final int TWELVE_HOURS = 43_200;
  private static final int ONE_HOUR = 3600;

  private final Issuer issuer;

  UserSessions(Issuer issuer) {
    this.issuer = issuer;
  }

  /** Nobody needs a permission for it, but a policy may deny it; sessions cannot make sessions. */
  List<AccessCheck> access(Call call, GetSessionTokenRequest request) {
    Principal caller = call.caller().principal();
    if (caller.session() != null) {
      throw StsError.ACCESS_DENIED.because("Cannot call GetSessionToken with session credentials");
    }
    AccessCheck check = AccessCheck.onAny("sts:GetSessionToken", call.accountId());
    boolean denied = call.decide(check).effect() == Decision.Effect.EXPLICIT_DENY;
    return denied ? List.of(check) : List.of();
  }

  /** Root's sessions are cut to an hour. */
  GetSessionTokenResponse issue(Call call, GetSessionTokenRequest request) {
    Principal caller = call.caller().principal();
    int asked = request.durationSeconds() == null ? TWELVE_HOURS : request.durationSeconds();
    int seconds = caller.isRoot() ? Math.min(asked, ONE_HOUR) : asked;
    String entityId = caller.isRoot() ? null : caller.entityId();
    return GetSessionTokenResponse.builder()
        .credentials(
            issuer.issue(
                call,
                new Issuer.Bearer(call.accountId(), null, null, caller.name(), entityId),
                seconds,
                List.of()))
        .build();
  }
}
