package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.gateway.RootOnly;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of users with one identity policy each, and of accounts that all exist. */
final class KnownPrincipals extends RootOnly {
  private final Map<String, PolicyDocument> policies = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Adds a user who may do what the policy says; {@code null} for nothing. */
  Principal user(String account, String name, String policy) {
    String arn = "arn:aws:iam::" + account + ":user/" + name;
    known.add(arn);
    if (policy == null) {
      policies.remove(arn);
    } else {
      policies.put(arn, parse(policy));
    }
    return Principal.user(account, arn, "AIDA" + name, name, "AKIA" + name);
  }

  @Override
  public List<PolicyDocument> identityPolicies(Principal principal) {
    PolicyDocument policy = policies.get(String.valueOf(principal.entityArn()));
    return policy == null ? List.of() : List.of(policy);
  }

  @Override
  public boolean exists(String principal) {
    return principal.endsWith(":root")
        || principal.contains(":role/aws-service-role/")
        || known.contains(principal);
  }

  private static PolicyDocument parse(String text) {
    try {
      return PolicyDocument.parse(text, PolicyKind.IDENTITY);
    } catch (MalformedPolicyException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
