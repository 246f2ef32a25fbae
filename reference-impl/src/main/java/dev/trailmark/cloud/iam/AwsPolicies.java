package dev.trailmark.cloud.iam;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** AWS's own managed policies. */
final class AwsPolicies {
  private static final NavigableMap<String, PolicyRecord> ALL =
      Collections.unmodifiableNavigableMap(new TreeMap<>());

  private AwsPolicies() {}

  /** The policy of that ARN; {@code null} when there is none. */
  static PolicyRecord find(String arn) {
    return ALL.get(arn);
  }

  /** All of them, by ARN. */
  static NavigableMap<String, PolicyRecord> all() {
    return ALL;
  }
}
