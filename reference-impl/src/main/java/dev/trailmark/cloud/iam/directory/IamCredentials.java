package dev.trailmark.cloud.iam.directory;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.auth.Credentials;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.KeyRecord;
import dev.trailmark.cloud.iam.model.PrincipalName;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who holds an access key: IAM's long-term keys and STS's temporary ones. Reads published records
 * only and never waits.
 */
public final class IamCredentials implements Credentials {
  /** What a session is called when the question names its role only. */
  private static final String SOME_SESSION = "any-session";

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

  /**
   * The principal that an ARN names, for those who ask about it: the root user, a user, a session
   * of a role or a federated user. Of sessions of one name it is the newest that has not ended; a
   * role stands for a session of it that nothing narrows, and so does a role session's name that
   * nobody has.
   *
   * @param now the time that sessions are judged by
   * @return empty when there is none, or when the ARN is of nothing that can call
   */
  public Optional<Principal> principal(String arn, Instant now) {
    PrincipalName name = PrincipalName.parse(arn);
    if (name == null || !arn.startsWith("arn:")) {
      return Optional.empty();
    }
    return switch (name.kind()) {
      case ACCOUNT ->
          Optional.ofNullable(state.get(IamState.ACCOUNTS, name.account()))
              .map(account -> Principal.root(account.id(), null));
      case USER ->
          Optional.ofNullable(IamState.user(state, name.account(), name.name()))
              .filter(user -> user.arn().equals(arn))
              .map(user -> longTerm(name.account(), user.name(), user.id(), null));
      case ROLE ->
          Optional.ofNullable(IamState.role(state, name.account(), name.name()))
              .filter(role -> role.arn().equals(arn))
              .map(role -> anySession(role, SOME_SESSION, now));
      case ROLE_SESSION -> {
        Optional<Principal> session = session(SessionRecord.Kind.ROLE, arn, now);
        yield session.isPresent()
            ? session
            : Optional.ofNullable(IamState.role(state, name.account(), name.name()))
                .map(role -> anySession(role, lastOf(arn), now));
      }
      case FEDERATED_USER -> session(SessionRecord.Kind.FEDERATED, arn, now);
    };
  }

  private Optional<Principal> session(SessionRecord.Kind kind, String arn, Instant now) {
    return state.range(IamState.SESSIONS, "").values().stream()
        .filter(issued -> issued.bearer().kind() == kind)
        .filter(issued -> lastOf(arn).equals(issued.bearer().sessionName()))
        .filter(issued -> issued.session().expiresAt().isAfter(now))
        .sorted(Comparator.comparing((SessionRecord s) -> s.session().issuedAt()).reversed())
        .map(this::bearer)
        .filter(bearer -> bearer != null && bearer.arn().equals(arn))
        .findFirst();
  }

  private Principal anySession(RoleRecord role, String name, Instant now) {
    return assumedRole(
        new SessionRecord.Bearer(
            SessionRecord.Kind.ROLE, role.accountId(), role.name(), role.id(), name),
        null,
        new Session(now, now.plus(Duration.ofHours(1)), false, List.of(), Map.of()));
  }

  private static String lastOf(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
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
    Principal principal = bearer(issued);
    return principal == null
        ? null
        : new Credential(
            issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken(), true, principal);
  }

  /** Whom a session stands for; {@code null} when the role or user is gone. */
  private Principal bearer(SessionRecord issued) {
    SessionRecord.Bearer bearer = issued.bearer();
    String key = issued.accessKeyId();
    Session session = issued.session();
    if (bearer.kind() == SessionRecord.Kind.ROLE) {
      return assumedRole(bearer, key, session);
    }
    Principal user = longTerm(bearer.accountId(), bearer.entityName(), bearer.entityId(), key);
    if (user == null) {
      return null;
    }
    return bearer.kind() == SessionRecord.Kind.SELF
        ? user.inSession(key, session)
        : Principal.federatedUser(user, bearer.sessionName(), key, session)
            .tagged(merged(user.tags(), session.tags()));
  }

  private Principal assumedRole(SessionRecord.Bearer bearer, String keyId, Session session) {
    RoleRecord role = IamState.role(state, bearer.accountId(), bearer.entityName());
    if (role == null || !role.id().equals(bearer.entityId())) {
      return null;
    }
    Principal principal =
        Principal.assumedRole(
            role.accountId(),
            role.arn(),
            role.id(),
            role.name(),
            bearer.sessionName(),
            keyId,
            session);
    return role.tags().isEmpty()
        ? principal
        : principal.tagged(merged(role.tags(), session.tags()));
  }

  /** The root user or an IAM user; {@code null} when the user is gone. */
  private Principal longTerm(String account, String userName, String userId, String keyId) {
    if (userName == null) {
      return Principal.root(account, keyId);
    }
    UserRecord user = IamState.user(state, account, userName);
    if (user == null || !user.id().equals(userId)) {
      user = IamState.userOf(state, userId); // renamed since a session began
    }
    if (user == null) {
      return null;
    }
    Principal principal = Principal.user(account, user.arn(), user.id(), user.name(), keyId);
    return user.tags().isEmpty() ? principal : principal.tagged(user.tags());
  }

  /** Session tags take the place of the entity's own, whatever the case of their keys. */
  private static Map<String, String> merged(Map<String, String> own, Map<String, String> session) {
    if (own.isEmpty() || session.isEmpty()) {
      return own.isEmpty() ? session : own;
    }
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(session);
    own.forEach(all::putIfAbsent);
    return all;
  }
}
