package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.pattern;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.Decision;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.DecodeAuthorizationMessageRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

/** STS's table of operations. */
public final class StsService implements Service {
  private static final String TOKEN_SIZE = "MinimumSessionTokenSize";

  private final List<Operation<?, ?>> operations;

  /** STS whose sessions begin at the time of the call, by the simulated clock. */
  public StsService() {
    this(null, null);
  }

  /**
   * STS with a clock of its own.
   *
   * @param requestClock the time that sessions are judged by
   * @param messages what refusals carry; {@code null} when they carry nothing
   */
  public StsService(InstantSource requestClock, AuthorizationMessages messages) {
    Issuer issuer = new Issuer(requestClock);
    this.operations =
        rows(new RoleSessions(issuer), new UserSessions(issuer), new RefusalMessages(messages));
  }

  private static List<Operation<?, ?>> rows(
      RoleSessions roles, UserSessions users, RefusalMessages messages) {
    return List.of(
        Operation.of(
                "GetCallerIdentity",
                GetCallerIdentityRequest::builder,
                (Call call, GetCallerIdentityRequest request) -> identity(call))
            .open()
            .trail(TrailRule.read())
            .build(),
        Operation.of("AssumeRole", AssumeRoleRequest::builder, roles::assume)
            .access(roles::access)
            .constrain(StsLimits.ofAssumeRole())
            .honours(
                "RoleArn",
                "RoleSessionName",
                TOKEN_SIZE,
                "DurationSeconds",
                "Policy",
                "PolicyArns",
                "Tags",
                "TransitiveTagKeys",
                "ExternalId",
                "SerialNumber",
                "TokenCode",
                "SourceIdentity")
            .trail(StsTrail.ofRole())
            .build(),
        Operation.of("GetSessionToken", GetSessionTokenRequest::builder, users::session)
            .access(users::sessionAccess)
            .constrain(StsLimits.ofGetSessionToken())
            .honours("DurationSeconds", "SerialNumber", "TokenCode", TOKEN_SIZE)
            .trail(StsTrail.ofUser())
            .build(),
        Operation.of("GetFederationToken", GetFederationTokenRequest::builder, users::federate)
            .access(users::federationAccess)
            .constrain(StsLimits.ofGetFederationToken())
            .honours("Name", "Policy", "PolicyArns", "DurationSeconds", "Tags", TOKEN_SIZE)
            .trail(StsTrail.ofFederatedUser())
            .build(),
        Operation.of("GetAccessKeyInfo", GetAccessKeyInfoRequest::builder, AccessKeyInfo::get)
            .access(StsAccess.onAny("GetAccessKeyInfo"))
            .constrain(
                required("AccessKeyId"),
                length("AccessKeyId", 16, 128),
                pattern("AccessKeyId", "[\\w]*"))
            .honours("AccessKeyId")
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "DecodeAuthorizationMessage",
                DecodeAuthorizationMessageRequest::builder,
                messages::decode)
            .access(StsAccess.onAny("DecodeAuthorizationMessage"))
            .constrain(required("EncodedMessage"), length("EncodedMessage", 1, 10_240))
            .honours("EncodedMessage")
            .trail(TrailRule.read())
            .build());
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Protocol protocol() {
    return Protocol.query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return operations;
  }

  /** The SDK writes acronyms in its own way: AssumeRoleWithSaml for AssumeRoleWithSAML. */
  @Override
  public Collection<String> modelled() {
    return SdkModel.operationsOf(StsClient.class);
  }

  /** Whoever has a token of an identity provider has no key yet to sign with. */
  @Override
  public Collection<String> unsigned() {
    return List.of("AssumeRoleWithWebIdentity", "AssumeRoleWithSAML");
  }

  @Override
  public Optional<AccessCheck> foreseen(Call call, String action, String resource) {
    return ForeseenAccess.check(call, action, resource);
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    if (check.authority() == Authority.TRUST) {
      return RoleSessions.refused(call, check.action(), check.resource());
    }
    String resource = check.resource().equals("*") ? "" : " on resource: " + check.resource();
    return StsError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s%s %s",
        call.caller().principal().arn(), check.action(), resource, decision.reason(check.action()));
  }

  @Override
  public ServiceException invalid(String message) {
    return StsError.VALIDATION_ERROR.because("%s", message);
  }

  /** Nobody can be denied this, not even explicitly. */
  private static GetCallerIdentityResponse identity(Call call) {
    Principal caller = call.caller().principal();
    return GetCallerIdentityResponse.builder()
        .userId(caller.userId())
        .account(caller.accountId())
        .arn(caller.arn())
        .build();
  }
}
