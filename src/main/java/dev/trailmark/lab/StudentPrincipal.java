package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which principal of an account is the student: pure, from a record and a policy. */
public final class StudentPrincipal {

  private static final String LAB_ROLE = "/AWSLabsUser-";

  private StudentPrincipal() {}

  /**
   * The creator of the key, unless that was root, whom the lab's key policy never lists as a user;
   * else the lab's role in the policy; else the only principal that it names.
   */
  public static Finding<String> find(
      Optional<TrailRecord> creation, KeyPolicy policy, String policySource) {
    Optional<TrailRecord> creator =
        creation.filter(record -> !record.identity().principal().endsWith(":root"));
    if (creator.isPresent()) {
      TrailRecord record = creator.get();
      return Finding.witnessed(record.identity().principal(), record.where());
    }
    Set<String> named = new LinkedHashSet<>(policy.users());
    named.addAll(policy.administrators());
    List<String> roles = named.stream().filter(arn -> arn.contains(LAB_ROLE)).toList();
    List<String> candidates = roles.isEmpty() ? List.copyOf(named) : roles;
    return candidates.size() == 1
        ? Finding.witnessed(candidates.get(0), policySource)
        : Finding.absent(
            policySource,
            "nobody can be told to be the student: the policy names " + named,
            "choose the role AWSLabsUser-… as key administrator and key user");
  }
}
