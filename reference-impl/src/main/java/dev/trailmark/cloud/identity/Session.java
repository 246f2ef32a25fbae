package dev.trailmark.cloud.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The temporary part of a principal: what STS fixed when it issued the credentials.
 *
 * @param issuedAt when the credentials were issued ({@code aws:TokenIssueTime})
 * @param expiresAt when they stop working
 * @param mfaAuthenticated whether MFA was used to obtain them
 * @param policies session policies, as JSON texts; empty when the session is not narrowed
 * @param tags session tags ({@code aws:PrincipalTag/…})
 */
public record Session(
    Instant issuedAt,
    Instant expiresAt,
    boolean mfaAuthenticated,
    List<String> policies,
    Map<String, String> tags) {

  /** Copies the collections so that the session is immutable. */
  public Session {
    policies = List.copyOf(policies);
    tags = Map.copyOf(tags);
  }
}
