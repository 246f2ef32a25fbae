package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.FederatedUser;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * Temporary credentials that a user or root user asks for by a long-term key: for itself
 * (GetSessionToken) or for a federated user (GetFederationToken). Root's hold for an hour at most,
 * whatever was asked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
final class UserSessions {
  private static final int TWELVE_HOURS = 43_200;
  private static final int ONE_HOUR = 3600;

  private final Issuer issuer;

  UserSessions(Issuer issuer) {
    this.issuer = issuer;
  }

  /** Nobody needs a permission for it, but a policy may deny it; sessions cannot make sessions. */
  List<AccessCheck> sessionAccess(Call call, GetSessionTokenRequest request) {
    refuseSessions(call, "GetSessionToken");
    Mfa.refuse(request.serialNumber(), request.tokenCode());
    return sessionChecks(call);
  }

  /** The permission, where the caller is denied it explicitly. */
  static List<AccessCheck> sessionChecks(Call call) {
    AccessCheck check = AccessCheck.onAny("sts:GetSessionToken", call.accountId());
    boolean denied = call.decide(check).effect() == Decision.Effect.EXPLICIT_DENY;
    return denied ? List.of(check) : List.of();
  }

  GetSessionTokenResponse session(Call call, GetSessionTokenRequest request) {
    int seconds = duration(call, request.durationSeconds());
    Credentials credentials =
        issuer.issue(
            call,
            bearer(call, SessionRecord.Kind.SELF, null),
            seconds,
            SessionTerms.PLAIN,
            request.minimumSessionTokenSize());
    return GetSessionTokenResponse.builder()
        .credentials(credentials)
        .sessionTokenSize(Issuer.tokenSize(credentials))
        .build();
  }

  /** The permission to make a federated user of that name, and to tag its session. */
  List<AccessCheck> federationAccess(Call call, GetFederationTokenRequest request) {
    refuseSessions(call, "GetFederationToken");
    SessionTerms terms =
        new SessionTerms(
            SessionPolicies.of(request.policy(), request.policyArns()),
            SessionTags.of(request.tags(), List.of(), null),
            null);
    call.subject(terms);
    Map<String, List<String>> context = new HashMap<>();
    terms.tags().addTo(context);
    String arn = arn(call, request.name());
    List<AccessCheck> checks = new ArrayList<>(2);
    checks.add(AccessCheck.on("sts:GetFederationToken", arn, call.accountId()).with(context));
    if (!terms.tags().isEmpty()) {
      checks.add(AccessCheck.on("sts:TagSession", arn, call.accountId()).with(context));
    }
    return checks;
  }

  GetFederationTokenResponse federate(Call call, GetFederationTokenRequest request) {
    SessionTerms terms = call.subject(SessionTerms.class);
    terms.policies().requireIn(call.state(), call.accountId());
    int packed = PackedSize.percent(terms.policies(), terms.tags());
    Credentials credentials =
        issuer.issue(
            call,
            bearer(call, SessionRecord.Kind.FEDERATED, request.name()),
            duration(call, request.durationSeconds()),
            terms,
            request.minimumSessionTokenSize());
    return GetFederationTokenResponse.builder()
        .credentials(credentials)
        .sessionTokenSize(Issuer.tokenSize(credentials))
        .federatedUser(
            FederatedUser.builder()
                .federatedUserId(call.accountId() + ":" + request.name())
                .arn(arn(call, request.name()))
                .build())
        .packedPolicySize(packed)
        .build();
  }

  private static void refuseSessions(Call call, String operation) {
    if (call.caller().principal().session() != null) {
      throw StsError.ACCESS_DENIED.because("Cannot call %s with session credentials", operation);
    }
  }

  private static int duration(Call call, Integer asked) {
    int seconds = asked == null ? TWELVE_HOURS : asked;
    return call.caller().principal().isRoot() ? Math.min(seconds, ONE_HOUR) : seconds;
  }

  private static SessionRecord.Bearer bearer(Call call, SessionRecord.Kind kind, String name) {
    Principal caller = call.caller().principal();
    return new SessionRecord.Bearer(
        kind, caller.accountId(), caller.name(), caller.isRoot() ? null : caller.entityId(), name);
  }

  private static String arn(Call call, String name) {
    return "arn:aws:sts::" + call.accountId() + ":federated-user/" + name;
  }
}
