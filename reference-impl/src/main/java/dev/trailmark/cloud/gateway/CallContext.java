package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.policy.ContextValues;
import dev.trailmark.cloud.policy.PrincipalContext;
import dev.trailmark.cloud.policy.RequestContext;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The condition keys that every request has, worked out when a policy asks for one: most policies
 * ask for none.
 *
 * @param caller who calls
 * @param principal the keys that follow from who calls
 * @param region the region called
 * @param time the request's time
 * @param wire the HTTP request; {@code null} when a service calls
 * @param canonicalIds canonical user id of an account
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
record CallContext(
    Caller caller,
    PrincipalContext principal,
    String region,
    Instant time,
    WireRequest wire,
    UnaryOperator<String> canonicalIds)
    implements RequestContext {

  CallContext(
      Caller caller,
      String region,
      Instant time,
      WireRequest wire,
      UnaryOperator<String> canonicalIds) {
    this(caller, new PrincipalContext(caller.principal()), region, time, wire, canonicalIds);
  }

  @Override
  public List<String> values(String key) {
    if (!key.startsWith("aws:")) {
      return key.equals(ContextValues.CANONICAL_USER_ID) ? canonicalId() : null;
    }
    return switch (key) {
      case "aws:currenttime" -> one(time.truncatedTo(ChronoUnit.SECONDS).toString());
      case "aws:epochtime" -> one(Long.toString(time.getEpochSecond()));
      case "aws:requestedregion" -> one(region);
      // Services call each other over TLS, whatever the client did.
      case "aws:securetransport" ->
          one(Boolean.toString(caller.tls() != null || caller.isService()));
      case "aws:sourceip" -> one(caller.sourceIp());
      case "aws:useragent" -> one(caller.userAgent());
      case "aws:referer" -> wire == null ? null : one(wire.header("referer"));
      case "aws:viaawsservice" ->
          one(Boolean.toString(caller.isService() && !caller.principal().isService()));
      default -> principal.values(key);
    };
  }

  private List<String> canonicalId() {
    String account = caller.principal().accountId();
    return account == null ? null : one(canonicalIds.apply(account));
  }

  private static List<String> one(String value) {
    return value == null ? null : List.of(value);
  }
}
