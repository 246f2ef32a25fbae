package dev.trailmark.cloud.iam;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policies of a user, group or role.
 *
 * @param inline inline policies' texts by name
 * @param attached ARNs of the managed policies attached, in the order of attachment
 * @param boundary ARN of the managed policy that is the permissions boundary; {@code null} when
 *     there is none, as for groups always
 */
public record Permissions(Map<String, String> inline, List<String> attached, String boundary) {

  /** No policy at all. */
  static final Permissions NONE = new Permissions(Map.of(), List.of(), null);

  /** Copies the collections so that the record is immutable. */
  public Permissions {
    inline = Collections.unmodifiableMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
  }

  Permissions withInline(Map<String, String> policies) {
    return new Permissions(policies, attached, boundary);
  }

  Permissions withAttached(List<String> arns) {
    return new Permissions(inline, arns, boundary);
  }

  Permissions withBoundary(String arn) {
    return new Permissions(inline, attached, arn);
  }
}
