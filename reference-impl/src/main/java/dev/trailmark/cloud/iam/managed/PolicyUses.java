package dev.trailmark.cloud.iam.managed;

import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often managed policies are used in an account, by their ARNs.
 *
 * @param attached to how many users, groups and roles each is attached
 * @param bounding of how many users and roles each is the permissions boundary
 */
public record PolicyUses(Map<String, Integer> attached, Map<String, Integer> bounding) {

  /** Counts the uses in an account, in one pass over its users, groups and roles. */
  public static PolicyUses of(State state, String account) {
    PolicyUses uses = new PolicyUses(new HashMap<>(), new HashMap<>());
    for (Kind<? extends Holder<?>> kind :
        List.of(IamState.USERS, IamState.GROUPS, IamState.ROLES)) {
      state.range(kind, account + "/").values().forEach(holder -> uses.add(holder.permissions()));
    }
    return uses;
  }

  private void add(Permissions permissions) {
    permissions.attached().forEach(arn -> attached.merge(arn, 1, Integer::sum));
    if (permissions.boundary() != null) {
      bounding.merge(permissions.boundary(), 1, Integer::sum);
    }
  }

  /** To how many users, groups and roles a policy is attached. */
  public int attachments(String arn) {
    return attached.getOrDefault(arn, 0);
  }

  /** Of how many users and roles a policy is the permissions boundary. */
  public int boundaries(String arn) {
    return bounding.getOrDefault(arn, 0);
  }
}
