package dev.trailmark.cloud.iam.directory;

import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.PrincipalName;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What IAM knows of principals, for the pipeline: which policies they have and which exist. Reads
 * published records only and never waits.
 */
public final class IamDirectory implements Directory {
  private final State state;
  private final Visibility visibility;
  private final PrincipalPolicies policies;
  private final BoundPrincipals boundPrincipals;
  private final CanonicalIds canonicalIds = new CanonicalIds();

  /** A directory that sees every change at once. */
  public IamDirectory(Store store, InstantSource clock) {
    this(store, clock, Duration.ZERO);
  }

  /**
   * A directory that lags behind, as IAM does.
   *
   * @param lag how old users, roles and keys must be to be seen; what was made with its account is
   *     seen at once
   */
  public IamDirectory(Store store, InstantSource clock, Duration lag) {
    this.state = store.state();
    this.policies = new PrincipalPolicies(state);
    this.boundPrincipals = new BoundPrincipals(state);
    this.visibility = new Visibility(clock, lag);
  }

  @Override
  public List<PolicyDocument> identityPolicies(Principal principal) {
    return switch (principal.type()) {
      case USER -> ofUser(principal);
      case ASSUMED_ROLE -> ofRole(principal);
      case FEDERATED_USER -> identityPolicies(principal.creator());
      case ROOT, SERVICE, ANONYMOUS -> List.of();
    };
  }

  private List<PolicyDocument> ofUser(Principal principal) {
    UserRecord user = user(principal);
    return user == null ? List.of() : policies.of(user);
  }

  private List<PolicyDocument> ofRole(Principal principal) {
    RoleRecord role = role(principal);
    return role == null ? List.of() : policies.of(role);
  }

  /** The user that a principal is; {@code null} when it is gone, or another one of its name. */
  private UserRecord user(Principal principal) {
    UserRecord user = IamState.user(state, principal.accountId(), principal.name());
    return user == null || !user.id().equals(principal.entityId()) ? null : user;
  }

  private RoleRecord role(Principal principal) {
    RoleRecord role = IamState.role(state, principal.accountId(), principal.name());
    return role == null || !role.id().equals(principal.entityId()) ? null : role;
  }

  @Override
  public List<PolicyDocument> sessionPolicies(Principal principal) {
    SessionRecord session = state.get(IamState.SESSIONS, principal.accessKeyId());
    return session == null ? List.of() : policies.of(session);
  }

  @Override
  public PolicyDocument boundary(Principal principal) {
    Holder<?> holder = holder(principal);
    return holder == null ? null : policies.boundary(holder.permissions());
  }

  /** The user or role that a principal is or, for a federated user, was made by. */
  private Holder<?> holder(Principal principal) {
    return switch (principal.type()) {
      case USER -> user(principal);
      case ASSUMED_ROLE -> role(principal);
      case FEDERATED_USER -> holder(principal.creator());
      case ROOT, SERVICE, ANONYMOUS -> null;
    };
  }

  @Override
  public boolean exists(String principal) {
    PrincipalName name = PrincipalName.parse(principal);
    if (name == null) {
      return existsWithId(principal);
    }
    if (state.get(IamState.ACCOUNTS, name.account()) == null) {
      return false;
    }
    return switch (name.kind()) {
      case ACCOUNT -> true;
      case USER -> {
        UserRecord user = IamState.user(state, name.account(), name.name());
        yield user != null
            && user.arn().equals(principal)
            && isVisible(user.created(), user.founding());
      }
      case ROLE -> {
        RoleRecord role = IamState.role(state, name.account(), name.name());
        yield role != null
            && role.arn().equals(principal)
            && isVisible(role.created(), role.founding());
      }
      case ROLE_SESSION -> {
        RoleRecord role = IamState.role(state, name.account(), name.name());
        yield role != null && isVisible(role.created(), role.founding());
      }
      // Nobody keeps a list of federated users: a name comes into being when it is asked for.
      case FEDERATED_USER -> true;
    };
  }

  private boolean existsWithId(String id) {
    return state.get(IamState.IDS, id) != null;
  }

  private boolean isVisible(Instant created, boolean founding) {
    return visibility.covers(created, founding);
  }

  @Override
  public String boundPrincipal(String principal) {
    return boundPrincipals.idOf(principal);
  }

  @Override
  public String shownPrincipal(String bound) {
    return boundPrincipals.arnOf(bound);
  }

  @Override
  public String bound(String policy) {
    return boundPrincipals.bound(policy);
  }

  @Override
  public String shown(String policy) {
    return boundPrincipals.shown(policy);
  }

  @Override
  public String canonicalId(String accountId) {
    return canonicalIds.of(accountId);
  }

  @Override
  public String accountOf(String canonicalId) {
    for (String account : state.range(IamState.ACCOUNTS, "").keySet()) {
      if (canonicalIds.of(account).equals(canonicalId)) {
        return account;
      }
    }
    return null;
  }
}
