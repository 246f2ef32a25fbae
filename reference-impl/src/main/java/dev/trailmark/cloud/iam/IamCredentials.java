package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.auth.Credentials;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Who holds an access key: IAM's long-term keys and STS's temporary ones. Reads published records
 * only and never waits.
 */
public final class IamCredentials implements Credentials {
  private final State state;
  private final Visibility visibility;

  /**
   * The keys kept in a store.
   *
   * @param lag how old keys must be to be seen; what was made with its account is seen at once
   */
  public IamCredentials(Store store, InstantSource clock, Duration lag) {
    this.state = store.state();
    this.visibility = new Visibility(clock, lag);
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
    if (!visibility.covers(key.created(), key.founding())) {
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
}
