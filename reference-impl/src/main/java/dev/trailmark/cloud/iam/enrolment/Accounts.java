package dev.trailmark.cloud.iam.enrolment;

import dev.trailmark.cloud.iam.model.AccountRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.KeyRecord;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes accounts and lists them. An account begins with a root user, an IAM user {@code student}
 * and the role that this user assumes; credentials that are not given are made.
 */
public final class Accounts {
  /** Accounts are made one after the other: their numbers and given keys must not collide. */
  static final String SCOPE = "iam/accounts";

  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
  private static final Pattern KEY_ID = Pattern.compile("\\w{16,128}");

  private final Store store;
  private final Ids ids;
  private final InstantSource clock;

  /** Accounts kept in a store. */
  public Accounts(Store store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes an account; durable when it returns. What is {@code null} is made: a key's id and its
   * secret are given together or not at all.
   *
   * @param accountId twelve digits
   * @param name what the operator calls it; {@code null} for its id
   * @throws IllegalArgumentException when the id or a key is malformed or taken
   */
  public Account create(
      String accountId,
      String name,
      String rootKeyId,
      String rootSecret,
      String userKeyId,
      String userSecret) {
    Pair root = pair("root", rootKeyId, rootSecret);
    Pair user = pair("user", userKeyId, userSecret);
    if (accountId != null && !ACCOUNT_ID.matcher(accountId).matches()) {
      throw new IllegalArgumentException(
          "the account id " + accountId + " is not made of twelve digits");
    }
    if (root.id.equals(user.id)) {
      throw new IllegalArgumentException("root and user cannot share the key " + root.id);
    }
    Store.Staged<AccountRecord> staged =
        store.stage(SCOPE, tx -> create(tx, accountId, name, null, root, user));
    staged.commit(List.of()).join();
    return account(staged.result());
  }

  /** All accounts, in the order in which they were made. */
  public List<Account> list() {
    return list(account -> true);
  }

  /** The accounts of nobody in particular, in that order: those of {@link HeldAccounts} are not. */
  public List<Account> ofNobody() {
    return list(account -> account.holder() == null);
  }

  private List<Account> list(Predicate<AccountRecord> wanted) {
    return store.state().range(IamState.ACCOUNTS, "").values().stream()
        .filter(wanted)
        .sorted(Comparator.comparingInt(AccountRecord::number))
        .map(this::account)
        .toList();
  }

  /**
   * Makes an account for somebody, with new keys, where accounts are made: under {@link #SCOPE}.
   */
  AccountRecord createFor(Transaction tx, String holder, String name) {
    return create(tx, null, name, holder, pair("root", null, null), pair("user", null, null));
  }

  /** A key's id and secret. */
  private record Pair(String id, String secret) {}

  private Pair pair(String whose, String id, String secret) {
    if (id == null && secret == null) {
      return new Pair(ids.entityId("AKIA", 20), ids.secretAccessKey());
    }
    if (id == null || secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "the " + whose + " key needs both an id and a secret, or neither");
    }
    if (!KEY_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the " + whose + " key id " + id + " is not 16 to 128 letters, digits or underscores");
    }
    return new Pair(id, secret);
  }

  private AccountRecord create(
      Transaction tx, String accountId, String name, String holder, Pair rootKey, Pair userKey) {
    String id = accountId == null ? unusedId(tx) : accountId;
    if (tx.get(IamState.ACCOUNTS, id) != null) {
      throw new IllegalArgumentException("the account " + id + " exists already");
    }
    Instant now = clock.instant();
    UserRecord user = LabIdentity.user(id, ids, now, userKey.id);
    RoleRecord role = LabIdentity.role(user, ids, now);
    AccountRecord account =
        new AccountRecord(
            id,
            name == null || name.isBlank() ? id : name,
            1 + tx.range(IamState.ACCOUNTS, "").size(),
            now,
            List.of(rootKey.id),
            user.name(),
            role.name(),
            holder);
    tx.put(IamState.ACCOUNTS, id, account);
    IamState.put(tx, user);
    IamState.put(tx, role);
    putKey(tx, new KeyRecord(rootKey.id, rootKey.secret, id, null, null, true, now, true));
    putKey(
        tx, new KeyRecord(userKey.id, userKey.secret, id, user.name(), user.id(), true, now, true));
    return account;
  }

  private static void putKey(Transaction tx, KeyRecord key) {
    if (tx.get(IamState.KEYS, key.id()) != null) {
      throw new IllegalArgumentException("the access key " + key.id() + " exists already");
    }
    tx.put(IamState.KEYS, key.id(), key);
  }

  private String unusedId(Transaction tx) {
    String id = ids.accountId();
    while (tx.get(IamState.ACCOUNTS, id) != null) {
      id = ids.accountId();
    }
    return id;
  }

  private Account account(AccountRecord record) {
    KeyRecord root = firstKey(record.rootKeys());
    UserRecord user = IamState.user(store.state(), record.id(), record.userName());
    KeyRecord userKey = user == null ? null : firstKey(user.keys());
    return new Account(
        record.id(),
        record.name(),
        root == null ? null : root.id(),
        root == null ? null : root.secret(),
        record.userName(),
        userKey == null ? null : userKey.id(),
        userKey == null ? null : userKey.secret(),
        "arn:aws:iam::" + record.id() + ":role/" + record.roleName());
  }

  private KeyRecord firstKey(List<String> keys) {
    return keys.isEmpty() ? null : store.state().get(IamState.KEYS, keys.get(0));
  }
}
