package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;

/**
 * The permission for operations that concern no session. Sessions of GetSessionToken and
 * GetFederationToken may not call them at all.
 */
final class StsAccess {
  private StsAccess() {}

  static <I> Operation.Access<I> onAny(String operation) {
    String action = "sts:" + operation;
    return (call, input) -> {
      Principal caller = call.caller().principal();
      if (caller.session() != null && caller.type() != PrincipalType.ASSUMED_ROLE) {
        throw StsError.ACCESS_DENIED.because("Cannot call %s with session credentials", operation);
      }
      return List.of(AccessCheck.onAny(action, call.accountId()));
    };
  }
}
