package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.iam.request.IamError;
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
  public static final Permissions NONE = new Permissions(Map.of(), List.of(), null);

  /** Copies the collections so that the record is immutable. */
  public Permissions {
    inline = Collections.unmodifiableMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
  }

  /** The same with other inline policies, texts by name. */
  public Permissions withInline(Map<String, String> policies) {
    return new Permissions(policies, attached, boundary);
  }

  /** The same with other managed policies attached. */
  public Permissions withAttached(List<String> arns) {
    return new Permissions(inline, arns, boundary);
  }

  /** The same with another boundary; {@code null} for none. */
  public Permissions withBoundary(String arn) {
    return new Permissions(inline, attached, arn);
  }

  /**
   * Refuses to delete who has any of them; a boundary does not hold.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException DeleteConflict
   */
  public void refuseDeletion() {
    if (!inline.isEmpty()) {
      throw IamError.conflict("delete policies");
    }
    if (!attached.isEmpty()) {
      throw IamError.conflict("detach all policies");
    }
  }
}
