package dev.trailmark.cloud.iam;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An IAM user.
 *
 * @param id the unique id, {@code AIDA…}
 * @param path begins and ends with {@code /}
 * @param keys ids of its access keys
 * @param policies inline policies' texts by name
 * @param founding whether it was made with its account, and is therefore seen at once
 */
record UserRecord(
    String accountId,
    String name,
    String path,
    String id,
    Instant created,
    List<String> keys,
    Map<String, String> policies,
    boolean founding) {

  UserRecord {
    keys = List.copyOf(keys);
    policies = Collections.unmodifiableMap(new TreeMap<>(policies));
  }

  String arn() {
    return "arn:aws:iam::" + accountId + ":user" + path + name;
  }

  UserRecord withKeys(List<String> newKeys) {
    return new UserRecord(accountId, name, path, id, created, newKeys, policies, founding);
  }

  UserRecord withPolicies(Map<String, String> newPolicies) {
    return new UserRecord(accountId, name, path, id, created, keys, newPolicies, founding);
  }
}
