package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.auth.Credentials;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What IAM knows, for the pipeline: who holds an access key, which policies a principal has, which
 * principals exist. Reads published records only and never waits.
 */
public final class IamDirectory implements Directory, Credentials {
  private final State state;
  private final InstantSource clock;
  private final Duration lag;
  private final PolicyCache policies = new PolicyCache();
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
    this.clock = clock;
    this.lag = lag;
  }

  @Override
  public Credential find(String accessKeyId) {
    KeyRecord key = state.get(IamState.KEYS, accessKeyId);
    if (key != null) {
      return credential(key);
    }
    SessionRecord session = state.get(IamState.SESSIONS, accessKeyId);
    return session == null ? null : credential(session);
  }

  private Credential credential(KeyRecord key) {
    if (!isVisible(key.created(), key.founding())) {
      return null;
    }
    Principal principal = longTerm(key.accountId(), key.userName(), key.userId(), key.id());
    return principal == null
        ? null
        : new Credential(key.id(), key.secret(), null, key.active(), principal);
  }

  private Credential credential(SessionRecord issued) {
    Session session =
        new Session(issued.issuedAt(), issued.expiresAt(), false, issued.policies(), Map.of());
    Principal principal =
        issued.roleName() == null ? userInSession(issued, session) : assumedRole(issued, session);
    return principal == null
        ? null
        : new Credential(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken(), true, principal);
  }

  private Principal userInSession(SessionRecord issued, Session session) {
    Principal principal =
        longTerm(issued.accountId(), issued.userName(), issued.entityId(), issued.accessKeyId());
    return principal == null ? null : principal.inSession(issued.accessKeyId(), session);
  }

  private Principal assumedRole(SessionRecord issued, Session session) {
    RoleRecord role = IamState.role(state, issued.accountId(), issued.roleName());
    return role == null || !role.id().equals(issued.entityId())
        ? null
        : Principal.assumedRole(
            role.accountId(),
            role.arn(),
            role.id(),
            role.name(),
            issued.roleSessionName(),
            issued.accessKeyId(),
            session);
  }

  /** The root user or an IAM user; {@code null} when the user is gone. */
  private Principal longTerm(String account, String userName, String userId, String keyId) {
    if (userName == null) {
      return Principal.root(account, keyId);
    }
    UserRecord user = IamState.user(state, account, userName);
    return user == null || !user.id().equals(userId)
        ? null
        : Principal.user(account, user.arn(), user.id(), user.name(), keyId);
  }

  @Override
  public List<PolicyDocument> identityPolicies(Principal principal) {
    return switch (principal.type()) {
      case USER -> ofUser(principal);
      case ASSUMED_ROLE -> ofRole(principal);
      case ROOT, FEDERATED_USER, SERVICE, ANONYMOUS -> List.of();
    };
  }

  private List<PolicyDocument> ofUser(Principal principal) {
    UserRecord user = IamState.user(state, principal.accountId(), principal.name());
    return user == null || !user.id().equals(principal.entityId())
        ? List.of()
        : policies.parsed(user.id(), user, user.policies().values(), PolicyKind.IDENTITY);
  }

  private List<PolicyDocument> ofRole(Principal principal) {
    RoleRecord role = IamState.role(state, principal.accountId(), principal.name());
    return role == null || !role.id().equals(principal.entityId())
        ? List.of()
        : policies.parsed(role.id(), role, role.policies().values(), PolicyKind.IDENTITY);
  }

  @Override
  public List<PolicyDocument> sessionPolicies(Principal principal) {
    SessionRecord session = state.get(IamState.SESSIONS, principal.accessKeyId());
    return session == null
        ? List.of()
        : policies.parsed(session.accessKeyId(), session, session.policies(), PolicyKind.SESSION);
  }

  /** No principal has a boundary: the operations that set one are not implemented. */
  @Override
  public PolicyDocument boundary(Principal principal) {
    return null;
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
    };
  }

  private boolean existsWithId(String id) {
    if (id.startsWith("AIDA")) {
      return state.range(IamState.USERS, "").values().stream().anyMatch(u -> u.id().equals(id));
    }
    return id.startsWith("AROA")
        && state.range(IamState.ROLES, "").values().stream().anyMatch(r -> r.id().equals(id));
  }

  private boolean isVisible(Instant created, boolean founding) {
    return founding || lag.isZero() || !created.plus(lag).isAfter(clock.instant());
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
