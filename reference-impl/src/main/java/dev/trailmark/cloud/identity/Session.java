package dev.trailmark.cloud.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The temporary part of a principal: what STS fixed when it issued the credentials.
 *
 * @param issuedAt when the credentials were issued ({@code aws:TokenIssueTime})
 * @param expiresAt when they stop working
 * @param mfaAuthenticated whether MFA was used to obtain them
 * @param policies session policies, as JSON texts
 * @param managedPolicies ARNs of the managed policies that narrow the session; their default
 *     versions count at the time of each request
 * @param tags session tags ({@code aws:PrincipalTag/…}), inherited ones included
 * @param transitiveTagKeys keys of those tags that sessions made with this one inherit
 * @param sourceIdentity who began the chain of sessions ({@code aws:SourceIdentity}); {@code null}
 *     when nobody said
 */
public record Session(
    Instant issuedAt,
    Instant expiresAt,
    boolean mfaAuthenticated,
    List<String> policies,
    List<String> managedPolicies,
    Map<String, String> tags,
    List<String> transitiveTagKeys,
    String sourceIdentity) {

  /** Copies the collections so that the session is immutable. */
  public Session {
    policies = List.copyOf(policies);
    managedPolicies = List.copyOf(managedPolicies);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    transitiveTagKeys = List.copyOf(transitiveTagKeys);
  }

  /** A session that has neither managed policies, nor transitive tags, nor a source identity. */
  public Session(
      Instant issuedAt,
      Instant expiresAt,
      boolean mfaAuthenticated,
      List<String> policies,
      Map<String, String> tags) {
    this(issuedAt, expiresAt, mfaAuthenticated, policies, List.of(), tags, List.of(), null);
  }

  /** Whether session policies narrow what the session may do. */
  public boolean narrowed() {
    return !policies.isEmpty() || !managedPolicies.isEmpty();
  }
}
