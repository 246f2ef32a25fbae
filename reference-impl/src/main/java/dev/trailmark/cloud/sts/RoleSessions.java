package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * AssumeRole: the role's trust policy decides, also on passing session tags and a source identity.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"
 *     >AssumeRole</a>
 */
final class RoleSessions {
  private static final int ONE_HOUR = 3600;

  private final Issuer issuer;

  RoleSessions(Issuer issuer) {
    this.issuer = issuer;
  }

  /** What the access stage worked out. */
  private record Assumption(RoleRecord role, SessionTerms terms) {}

  /**
   * The permissions to assume the role. A role that does not exist, or cannot be seen yet, is
   * refused like one that does not trust the caller.
   */
  List<AccessCheck> access(Call call, AssumeRoleRequest request) {
    RoleArn arn = RoleArn.parse(request.roleArn());
    Principal caller = call.caller().principal();
    if (caller.isRoot()) {
      throw StsError.ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
    }
    if (caller.type() == PrincipalType.FEDERATED_USER) {
      throw refused(call, "sts:AssumeRole", request.roleArn());
    }
    Mfa.refuse(request.serialNumber(), request.tokenCode());
    SessionTerms terms = terms(caller.session(), request);
    noteInherited(call, request, terms);
    call.trail().resource("AWS::IAM::Role", request.roleArn(), arn.account());
    RoleRecord role = IamState.role(call.state(), arn.account(), arn.name());
    if (role == null
        || !role.arn().equals(request.roleArn())
        || !call.directory().exists(role.arn())) {
      throw refused(call, "sts:AssumeRole", request.roleArn());
    }
    call.subject(new Assumption(role, terms));
    return checks(role, request, terms);
  }

  private static SessionTerms terms(Session caller, AssumeRoleRequest request) {
    return new SessionTerms(
        SessionPolicies.of(request.policy(), request.policyArns()),
        SessionTags.of(request.tags(), request.transitiveTagKeys(), caller),
        sourceIdentity(caller == null ? null : caller.sourceIdentity(), request.sourceIdentity()));
  }

  /** It is set once for a whole chain of sessions. */
  private static String sourceIdentity(String inherited, String asked) {
    if (inherited != null && asked != null && !inherited.equals(asked)) {
      throw StsError.VALIDATION_ERROR.because(
          "The source identity is already set for this assume role session");
    }
    return inherited == null ? asked : inherited;
  }

  /** The record tells also what the calling session hands on. */
  private static void noteInherited(Call call, AssumeRoleRequest request, SessionTerms terms) {
    if (!terms.tags().inherited().isEmpty()) {
      call.trail().parameter("incomingTransitiveTags", terms.tags().inherited());
    }
    if (request.sourceIdentity() == null && terms.sourceIdentity() != null) {
      call.trail().parameter("sourceIdentity", terms.sourceIdentity());
    }
  }

  /** Handing on tags and the source identity takes the same permissions as setting them. */
  private static List<AccessCheck> checks(
      RoleRecord role, AssumeRoleRequest request, SessionTerms terms) {
    Map<String, List<String>> context = context(role, request, terms);
    List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
    if (!terms.tags().isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (terms.sourceIdentity() != null) {
      actions.add("sts:SetSourceIdentity");
    }
    return actions.stream().map(action -> check(action, role).with(context)).toList();
  }

  /** A permission under the role's trust policy. */
  static AccessCheck check(String action, RoleRecord role) {
    PolicyDocument trust =
        PolicyDocument.stored(
            role.trustPolicy(), PolicyKind.TRUST, PolicyOrigin.INPUT, role.accountId());
    return AccessCheck.on(action, role.arn(), role.accountId()).under(trust, Authority.TRUST);
  }

  private static Map<String, List<String>> context(
      RoleRecord role, AssumeRoleRequest request, SessionTerms terms) {
    Map<String, List<String>> context = new HashMap<>();
    context.put("sts:rolesessionname", List.of(request.roleSessionName()));
    if (request.externalId() != null) {
      context.put("sts:externalid", List.of(request.externalId()));
    }
    if (terms.sourceIdentity() != null) {
      context.put("sts:sourceidentity", List.of(terms.sourceIdentity()));
    }
    terms.tags().addTo(context);
    context.putAll(tagsOf(role));
    return context;
  }

  /** The condition keys of the role's tags. */
  static Map<String, List<String>> tagsOf(RoleRecord role) {
    Map<String, List<String>> context = new HashMap<>();
    role.tags()
        .forEach(
            (key, value) -> {
              String name = "resourcetag/" + key.toLowerCase(Locale.ROOT);
              context.put("aws:" + name, List.of(value));
              context.put("iam:" + name, List.of(value));
            });
    return context;
  }

  AssumeRoleResponse assume(Call call, AssumeRoleRequest request) {
    Assumption assumption = call.subject(Assumption.class);
    RoleRecord role = assumption.role();
    SessionTerms terms = assumption.terms();
    terms.policies().requireIn(call.state(), role.accountId());
    int seconds = duration(call.caller().principal(), role, request.durationSeconds());
    int packed = PackedSize.percent(terms.policies(), terms.tags());
    String name = request.roleSessionName();
    Credentials credentials =
        issuer.issue(
            call,
            new SessionRecord.Bearer(
                SessionRecord.Kind.ROLE, role.accountId(), role.name(), role.id(), name),
            seconds,
            terms,
            request.minimumSessionTokenSize());
    return AssumeRoleResponse.builder()
        .credentials(credentials)
        .sessionTokenSize(Issuer.tokenSize(credentials))
        .assumedRoleUser(assumedRole(role, name))
        .packedPolicySize(terms.policies().isEmpty() && terms.tags().isEmpty() ? null : packed)
        .sourceIdentity(terms.sourceIdentity())
        .build();
  }

  /** Role sessions give shorter ones: role chaining is limited to an hour. */
  private static int duration(Principal caller, RoleRecord role, Integer asked) {
    int seconds = asked == null ? ONE_HOUR : asked;
    if (caller.type() == PrincipalType.ASSUMED_ROLE && seconds > ONE_HOUR) {
      throw StsError.VALIDATION_ERROR.because(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
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

  /** Of roles STS gives no reason: that would tell whether they exist. */
  static ServiceException refused(Call call, String action, String roleArn) {
    return StsError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s on resource: %s",
        call.caller().principal().arn(), action, roleArn);
  }
}
