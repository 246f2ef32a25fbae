package dev.trailmark.cloud.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A role.
 *
 * @param id the unique id, {@code AROA…}
 * @param path begins and ends with {@code /}
 * @param description {@code null} when there is none
 * @param maxSessionSeconds the longest session that AssumeRole gives
 * @param trustPolicy the text of the policy that says who may assume it
 * @param policies inline policies' texts by name
 * @param founding whether it was made with its account, and is therefore seen at once
 */
public record RoleRecord(
    String accountId,
    String name,
    String path,
    String id,
    Instant created,
    String description,
    int maxSessionSeconds,
    String trustPolicy,
    Map<String, String> policies,
    boolean founding) {

  /** Copies the policies so that the record is immutable. */
  public RoleRecord {
    policies = Collections.unmodifiableMap(new TreeMap<>(policies));
  }

  /** The role's ARN, path included. */
  public String arn() {
    return "arn:aws:iam::" + accountId + ":role" + path + name;
  }

  RoleRecord withTrustPolicy(String text) {
    return new RoleRecord(
        accountId,
        name,
        path,
        id,
        created,
        description,
        maxSessionSeconds,
        text,
        policies,
        founding);
  }

  RoleRecord withPolicies(Map<String, String> newPolicies) {
    return new RoleRecord(
        accountId,
        name,
        path,
        id,
        created,
        description,
        maxSessionSeconds,
        trustPolicy,
        newPolicies,
        founding);
  }
}
