package dev.trailmark.cloud.iam.directory;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.IdRecord;
import dev.trailmark.cloud.iam.model.PrincipalName;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.policy.PrincipalRewriting;
import dev.trailmark.cloud.store.State;

/**
 * Users and roles in resource policies, which are stored by unique id and shown by ARN. So a policy
 * follows a user who is renamed, and does not mean another one of the same name.
 *
 * @param state where users and roles are
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
 *     identifiers</a>
 */
public record BoundPrincipals(State state) {

  /** The policy with the unique ids of the users and roles that it names by their ARNs. */
  public String bound(String policy) {
    return PrincipalRewriting.rewrite(policy, this::idOf);
  }

  /** The policy with the ARNs of now; the id of a user or role that is gone stays. */
  String shown(String policy) {
    return PrincipalRewriting.rewrite(policy, this::arnOf);
  }

  /** The unique id of a user or role that exists; any other principal as it is. */
  String idOf(String principal) {
    PrincipalName name = PrincipalName.parse(principal);
    if (name == null) {
      return principal;
    }
    return switch (name.kind()) {
      case USER -> {
        UserRecord user = IamState.user(state, name.account(), name.name());
        yield user != null && user.arn().equals(principal) ? user.id() : principal;
      }
      case ROLE -> {
        RoleRecord role = IamState.role(state, name.account(), name.name());
        yield role != null && role.arn().equals(principal) ? role.id() : principal;
      }
      case ACCOUNT, ROLE_SESSION, FEDERATED_USER -> principal;
    };
  }

  /** The ARN behind a unique id; anything else as it is. */
  String arnOf(String principal) {
    IdRecord known = state.get(IamState.IDS, principal);
    return known == null ? principal : known.arn();
  }
}
