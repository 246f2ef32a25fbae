package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Authority;
import java.util.Optional;

/** What an action of STS would need, asked beforehand. */
final class ForeseenAccess {
  private ForeseenAccess() {}

  /** The permission; empty when everybody has it. */
  static Optional<AccessCheck> check(Call call, String action, String resource) {
    return switch (action) {
      case "sts:GetCallerIdentity" -> Optional.empty();
      case "sts:GetSessionToken" -> UserSessions.sessionChecks(call).stream().findFirst();
      case "sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity" ->
          Optional.of(onRole(call, action, resource));
      default -> Optional.of(AccessCheck.on(action, resource, call.accountId()));
    };
  }

  private static AccessCheck onRole(Call call, String action, String resource) {
    RoleArn arn = RoleArn.parse(resource);
    RoleRecord role = IamState.role(call.state(), arn.account(), arn.name());
    if (role != null && role.arn().equals(resource) && call.directory().exists(resource)) {
      return RoleSessions.check(action, role).with(RoleSessions.tagsOf(role));
    }
    if (arn.account().equals(call.accountId())) {
      throw StsError.NO_SUCH_ROLE.because("The role %s does not exist.", resource);
    }
    return AccessCheck.on(action, resource, arn.account()).under(null, Authority.TRUST);
  }
}
