package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.List;

/** A directory of accounts that have a root user and nobody else; others add to it. */
public class RootOnly implements Directory {
  @Override
  public List<PolicyDocument> identityPolicies(Principal principal) {
    return List.of();
  }

  @Override
  public List<PolicyDocument> sessionPolicies(Principal principal) {
    return List.of();
  }

  @Override
  public PolicyDocument boundary(Principal principal) {
    return null;
  }

  @Override
  public boolean exists(String principal) {
    return principal.endsWith(":root");
  }

  @Override
  public String boundPrincipal(String principal) {
    return principal;
  }

  @Override
  public String shownPrincipal(String bound) {
    return bound;
  }

  @Override
  public String bound(String policy) {
    return policy;
  }

  @Override
  public String shown(String policy) {
    return policy;
  }

  @Override
  public String canonicalId(String accountId) {
    return "0".repeat(52) + accountId;
  }

  @Override
  public String accountOf(String canonicalId) {
    return canonicalId.substring(52);
  }
}
