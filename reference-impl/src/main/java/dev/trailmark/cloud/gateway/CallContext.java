package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.policy.ContextValues;
import dev.trailmark.cloud.policy.RequestContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The condition keys that every request has, worked out when a policy asks for one: most policies
 * ask for none.
 *
 * @param caller who calls
 * @param region the region called
 * @param time the request's time
 * @param canonicalIds canonical user id of an account
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
record CallContext(Caller caller, String region, Instant time, UnaryOperator<String> canonicalIds)
    implements RequestContext {

  private static final String PRINCIPAL_TAG = "aws:principaltag/";

  @Override
  public List<String> values(String key) {
    if (!key.startsWith("aws:")) {
      return key.equals(ContextValues.CANONICAL_USER_ID) ? canonicalId() : null;
    }
    return switch (key) {
      case "aws:currenttime" -> one(time.truncatedTo(ChronoUnit.SECONDS).toString());
      case "aws:epochtime" -> one(Long.toString(time.getEpochSecond()));
      case "aws:requestedregion" -> one(region);
      case "aws:securetransport" -> one(Boolean.toString(caller.tls() != null));
      case "aws:sourceip" -> one(caller.sourceIp());
      case "aws:useragent" -> one(caller.userAgent());
      case "aws:viaawsservice" ->
          one(Boolean.toString(caller.isService() && !caller.principal().isService()));
      default -> principalValues(key);
    };
  }

  private List<String> principalValues(String key) {
    Principal principal = caller.principal();
    return switch (key) {
      case "aws:principalarn" -> one(principal.entityArn());
      case "aws:principalaccount" -> one(principal.accountId());
      case "aws:principaltype" ->
          principal.isService() ? null : one(principal.type().conditionValue());
      case "aws:userid" -> principal.isService() ? null : one(principal.userId());
      case "aws:username" -> principal.type() == PrincipalType.USER ? one(principal.name()) : null;
      case "aws:principalisawsservice" -> one(Boolean.toString(principal.isService()));
      case "aws:principalservicename" -> principal.isService() ? one(principal.name()) : null;
      default -> sessionValues(key, principal.session());
    };
  }

  private static List<String> sessionValues(String key, Session session) {
    if (session == null) {
      return null;
    }
    return switch (key) {
      case "aws:tokenissuetime" ->
          one(session.issuedAt().truncatedTo(ChronoUnit.SECONDS).toString());
      case "aws:multifactorauthpresent" -> one(Boolean.toString(session.mfaAuthenticated()));
      default -> key.startsWith(PRINCIPAL_TAG) ? tag(key, session) : null;
    };
  }

  private static List<String> tag(String key, Session session) {
    String name = key.substring(PRINCIPAL_TAG.length());
    return session.tags().entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(name))
        .map(java.util.Map.Entry::getValue)
        .findFirst()
        .map(List::of)
        .orElse(null);
  }

  private List<String> canonicalId() {
    String account = caller.principal().accountId();
    return account == null ? null : one(canonicalIds.apply(account));
  }

  private static List<String> one(String value) {
    return value == null ? null : List.of(value);
  }
}
