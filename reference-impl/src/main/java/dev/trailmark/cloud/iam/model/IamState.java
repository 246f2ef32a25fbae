package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.Locale;

/** IAM's tables and how their records are found. */
public final class IamState {
  /** Accounts under their ids. */
  public static final Kind<AccountRecord> ACCOUNTS = new Kind<>("iam.account", AccountRecord.class);

  /** Users under {@link #key}. */
  public static final Kind<UserRecord> USERS = new Kind<>("iam.user", UserRecord.class);

  /** Groups under {@link #key}. */
  public static final Kind<GroupRecord> GROUPS = new Kind<>("iam.group", GroupRecord.class);

  /** Roles under {@link #key}. */
  public static final Kind<RoleRecord> ROLES = new Kind<>("iam.role", RoleRecord.class);

  /** Whose a unique id is, under the id. */
  public static final Kind<IdRecord> IDS = new Kind<>("iam.id", IdRecord.class);

  /** Long-term access keys under their ids. */
  public static final Kind<KeyRecord> KEYS = Kind.secret("iam.key", KeyRecord.class);

  /** The last deletion of each service-linked role under the role's name. */
  public static final Kind<DeletionTask> DELETIONS = new Kind<>("iam.deletion", DeletionTask.class);

  /** When roles were last assumed, under the roles' unique ids. */
  private static final Kind<RoleUse> ROLE_USES = new Kind<>("iam.roleuse", RoleUse.class);

  /** Passwords of users under the users' unique ids. */
  public static final Kind<LoginRecord> LOGINS = Kind.secret("iam.login", LoginRecord.class);

  /** Accounts' own password policies under the accounts' ids. */
  public static final Kind<PasswordPolicyRecord> PASSWORD_POLICIES =
      new Kind<>("iam.passwordpolicy", PasswordPolicyRecord.class);

  /** Temporary credentials under their access key id. */
  public static final Kind<SessionRecord> SESSIONS =
      Kind.secret("iam.session", SessionRecord.class);

  private IamState() {}

  /** Names are unique whatever their case. */
  public static String key(String account, String name) {
    return account + "/" + name.toLowerCase(Locale.ROOT);
  }

  /** The scope that is locked for changes in an account. */
  public static String scope(String account) {
    return "iam/" + account;
  }

  /** Keeps a user, new or changed, and what finds it by its unique id. */
  public static void put(Transaction tx, UserRecord user) {
    tx.put(USERS, key(user.accountId(), user.name()), user);
    tx.put(IDS, user.id(), new IdRecord(user.id(), user.arn()));
  }

  /** Keeps a role, new or changed, and what finds it by its unique id. */
  public static void put(Transaction tx, RoleRecord role) {
    tx.put(ROLES, key(role.accountId(), role.name()), role);
    tx.put(IDS, role.id(), new IdRecord(role.id(), role.arn()));
  }

  /** Keeps a group, new or changed; policies cannot name groups as principals. */
  public static void put(Transaction tx, GroupRecord group) {
    tx.put(GROUPS, key(group.accountId(), group.name()), group);
  }

  /** Removes a group. */
  public static void remove(Transaction tx, GroupRecord group) {
    tx.remove(GROUPS, key(group.accountId(), group.name()));
  }

  /** Removes a user, and what finds it by its unique id. */
  public static void remove(Transaction tx, UserRecord user) {
    tx.remove(USERS, key(user.accountId(), user.name()));
    tx.remove(IDS, user.id());
  }

  /** Removes a role, and what finds it by its unique id. */
  public static void remove(Transaction tx, RoleRecord role) {
    tx.remove(ROLES, key(role.accountId(), role.name()));
    tx.remove(IDS, role.id());
    tx.remove(ROLE_USES, role.id());
  }

  /** Notes that a role was assumed. */
  public static void used(Transaction tx, String roleId, RoleUse use) {
    tx.put(ROLE_USES, roleId, use);
  }

  /** When a role was last assumed; {@code null} when it never was. */
  public static RoleUse lastUse(State state, RoleRecord role) {
    return state.get(ROLE_USES, role.id());
  }

  /** The user of that name, whatever its case; {@code null} when there is none. */
  public static UserRecord user(State state, String account, String name) {
    return state.get(USERS, key(account, name));
  }

  /** The user of that unique id, however it is called now; {@code null} when there is none. */
  public static UserRecord userOf(State state, String id) {
    IdRecord found = id == null ? null : state.get(IDS, id);
    PrincipalName name = found == null ? null : PrincipalName.parse(found.arn());
    UserRecord user = name == null ? null : user(state, name.account(), name.name());
    return user != null && user.id().equals(id) ? user : null;
  }

  /** The group of that name, whatever its case; {@code null} when there is none. */
  public static GroupRecord group(State state, String account, String name) {
    return state.get(GROUPS, key(account, name));
  }

  /** The role of that name, whatever its case; {@code null} when there is none. */
  public static RoleRecord role(State state, String account, String name) {
    return state.get(ROLES, key(account, name));
  }

  /** Whether an account may use the managed policy of that ARN: one of its own or of AWS's. */
  public static boolean hasPolicy(State state, String account, String arn) {
    return ManagedPolicyState.find(state, account, arn) != null;
  }

  /** The account of an access key, long-term or temporary; {@code null} when it is unknown. */
  public static String accountOfKey(State state, String accessKeyId) {
    KeyRecord key = state.get(KEYS, accessKeyId);
    if (key != null) {
      return key.accountId();
    }
    SessionRecord session = state.get(SESSIONS, accessKeyId);
    return session == null ? null : session.bearer().accountId();
  }
}
