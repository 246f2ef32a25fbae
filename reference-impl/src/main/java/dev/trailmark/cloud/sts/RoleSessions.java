package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.IamState;
import dev.trailmark.cloud.iam.PolicyTexts;
import dev.trailmark.cloud.iam.RoleRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AssumeRole: the role's trust policy decides. */
final class RoleSessions {
  private static final int ONE_HOUR = 3600;
  private static final double POLICY_LIMIT = 2048;

  private final Issuer issuer;

  RoleSessions(Issuer issuer) {
    this.issuer = issuer;
  }

  /**
   * The permission to assume the role. A role that does not exist, or cannot be seen yet, is
   * refused like one that does not trust the caller.
   */
  List<AccessCheck> access(Call call, AssumeRoleRequest request) {
    RoleArn arn = RoleArn.parse(request.roleArn());
    Principal caller = call.caller().principal();
    if (caller.isRoot()) {
      throw StsError.ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
    }
    call.trail().resource("AWS::IAM::Role", request.roleArn(), arn.account());
    RoleRecord role = IamState.role(call.state(), arn.account(), arn.name());
    if (role == null
        || !role.arn().equals(request.roleArn())
        || !call.directory().exists(role.arn())) {
      throw refused(call, request.roleArn());
    }
    call.subject(role);
    Map<String, List<String>> context = new HashMap<>();
    context.put("sts:rolesessionname", List.of(request.roleSessionName()));
    if (request.externalId() != null) {
      context.put("sts:externalid", List.of(request.externalId()));
    }
    return List.of(
        AccessCheck.on("sts:AssumeRole", role.arn(), role.accountId())
            .under(PolicyTexts.parse(role.trustPolicy(), PolicyKind.TRUST), Authority.TRUST)
            .with(context));
  }

  AssumeRoleResponse assume(Call call, AssumeRoleRequest request) {
    RoleRecord role = call.subject(RoleRecord.class);
    int seconds = duration(call.caller().principal(), role, request.durationSeconds());
    List<String> policies = request.policy() == null ? List.of() : List.of(request.policy());
    policies.forEach(SessionPolicies::check);
    String name = request.roleSessionName();
    Credentials credentials =
        issuer.issue(
            call,
            new Issuer.Bearer(role.accountId(), role.name(), name, null, role.id()),
            seconds,
            policies);
    return AssumeRoleResponse.builder()
        .credentials(credentials)
        .assumedRoleUser(assumedRole(role, name))
        .packedPolicySize(request.policy() == null ? null : packedSize(request.policy()))
        .build();
  }

  /** Role sessions give shorter ones: role chaining is limited to an hour. */
  private static int duration(Principal caller, RoleRecord role, Integer asked) {
    int seconds = asked == null ? ONE_HOUR : asked;
    if (caller.type() == PrincipalType.ASSUMED_ROLE && seconds > ONE_HOUR) {
      throw StsError.VALIDATION_ERROR.because(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining");
    }
    if (seconds > role.maxSessionSeconds()) {
      throw StsError.VALIDATION_ERROR.because(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }

  private static AssumedRoleUser assumedRole(RoleRecord role, String session) {
    return AssumedRoleUser.builder()
        .assumedRoleId(role.id() + ":" + session)
        .arn("arn:aws:sts::" + role.accountId() + ":assumed-role/" + role.name() + "/" + session)
        .build();
  }

  /** Percent of the limit. AWS packs policies in a way that it does not publish; this counts. */
  private static int packedSize(String policy) {
    return (int) Math.ceil(100 * policy.length() / POLICY_LIMIT);
  }

  /** STS gives no reason. */
  static ServiceException refused(Call call, String roleArn) {
    return StsError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s",
        call.caller().principal().arn(), roleArn);
  }
}
