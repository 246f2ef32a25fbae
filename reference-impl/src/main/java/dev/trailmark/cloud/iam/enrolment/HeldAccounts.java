package dev.trailmark.cloud.iam.enrolment;

import dev.trailmark.cloud.iam.directory.BoundPrincipals;
import dev.trailmark.cloud.iam.model.AccountRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.KeyRecord;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Accounts that the operator makes for others, one for each holder, such as a class's students.
 * Asking again changes nothing but what is asked for: new keys, or who may look in.
 */
public final class HeldAccounts {
  private static final String READER_ROLE = "TrailmarkGrader";
  private static final String READER_POLICY = "trailmark";
  private static final int ONE_HOUR = 3600;

  private final Store store;
  private final Ids ids;
  private final InstantSource clock;
  private final Accounts accounts;
  private final BoundPrincipals principals;

  /** Accounts kept in a store. */
  public HeldAccounts(Store store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.accounts = new Accounts(store, ids, clock);
    this.principals = new BoundPrincipals(store.state());
  }

  /**
   * What an operator wants.
   *
   * @param holder whom the account is for; the same holder has the same account for ever
   * @param name what a new account is called; {@code null} for its id
   * @param rotate whether an account that is there already gets a new key in place of all that its
   *     user has
   * @param reader who may look in; {@code null} to leave that as it is
   */
  public record Wish(String holder, String name, boolean rotate, Reader reader) {}

  /**
   * Who may look into the account, by assuming a role of it.
   *
   * @param principal the ARN of a user or role that exists
   * @param externalId what has to be given besides
   * @param policy the text of the identity policy that says what the role may do
   */
  public record Reader(String principal, String externalId, String policy) {

    /** Keeps the external id out of logs. */
    @Override
    public String toString() {
      return "Reader[" + principal + "]";
    }
  }

  /**
   * An account as it is provided.
   *
   * @param made whether it was made just now
   * @param userArn the user that works in it
   * @param roleArn the role that the user assumes
   * @param readerRoleArn the role of who may look in; {@code null} when nobody may
   * @param accessKeyId the user's new key; {@code null} when it has the one that it had
   * @param secretAccessKey its secret
   */
  public record Provided(
      String accountId,
      boolean made,
      String userArn,
      String roleArn,
      String readerRoleArn,
      String accessKeyId,
      String secretAccessKey) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Provided[" + accountId + "]";
    }
  }

  /**
   * An account that was made for somebody.
   *
   * @param holder whom
   * @param name what it is called
   */
  public record HeldAccount(String holder, String accountId, String name) {}

  /** Every account that was made for somebody, in order of creation. */
  public List<HeldAccount> list() {
    return store.state().range(IamState.ACCOUNTS, "").values().stream()
        .filter(account -> account.holder() != null)
        .sorted(Comparator.comparingInt(AccountRecord::number))
        .map(account -> new HeldAccount(account.holder(), account.id(), account.name()))
        .toList();
  }

  /** The account of the server's operator: the first that was made. */
  public String operatorAccount() {
    return store.state().range(IamState.ACCOUNTS, "").values().stream()
        .filter(account -> account.number() == 1)
        .findFirst()
        .orElseThrow()
        .id();
  }

  /**
   * Provides an account; durable when it returns.
   *
   * @throws ServiceException MalformedPolicyDocument, or NoSuchEntity when the reader does not
   *     exist, or the user of an account that is to get a new key is gone
   */
  public Provided provide(Wish wish) {
    if (wish.reader() != null) {
      PolicyTexts.parse(wish.reader().policy(), PolicyKind.IDENTITY);
    }
    AccountRecord known = find(store.state(), wish.holder());
    if (known == null) {
      Provided made = commit(Accounts.SCOPE, tx -> make(tx, wish));
      if (made != null) {
        return made;
      }
      known = find(store.state(), wish.holder());
    }
    String id = known.id();
    return commit(IamState.scope(id), tx -> change(tx, id, wish));
  }

  private Provided commit(String scope, Function<Transaction, Provided> change) {
    Store.Staged<Provided> staged = store.stage(scope, change);
    staged.commit(List.of()).join();
    return staged.result();
  }

  private static AccountRecord find(State state, String holder) {
    return state.range(IamState.ACCOUNTS, "").values().stream()
        .filter(account -> holder.equals(account.holder()))
        .findFirst()
        .orElse(null);
  }

  /** Makes the account; {@code null} when somebody else just has. */
  private Provided make(Transaction tx, Wish wish) {
    if (find(tx, wish.holder()) != null) {
      return null;
    }
    AccountRecord account = accounts.createFor(tx, wish.holder(), wish.name());
    letIn(tx, account, wish.reader());
    UserRecord user = IamState.user(tx, account.id(), account.userName());
    return provided(tx, account, true, tx.get(IamState.KEYS, user.keys().get(0)));
  }

  private Provided change(Transaction tx, String id, Wish wish) {
    AccountRecord account = tx.get(IamState.ACCOUNTS, id);
    letIn(tx, account, wish.reader());
    return provided(tx, account, false, wish.rotate() ? rotated(tx, account) : null);
  }

  private KeyRecord rotated(Transaction tx, AccountRecord account) {
    UserRecord user = IamState.user(tx, account.id(), account.userName());
    if (user == null) {
      throw IamError.NO_SUCH_ENTITY.because(
          "The user %s of the account %s is gone.", account.userName(), account.id());
    }
    user.keys().forEach(old -> tx.remove(IamState.KEYS, old));
    KeyRecord key =
        new KeyRecord(
            ids.entityId("AKIA", 20),
            ids.secretAccessKey(),
            account.id(),
            user.name(),
            user.id(),
            true,
            clock.instant(),
            true);
    tx.put(IamState.KEYS, key.id(), key);
    IamState.put(tx, user.withKeys(List.of(key.id())));
    return key;
  }

  private void letIn(Transaction tx, AccountRecord account, Reader reader) {
    if (reader == null) {
      return;
    }
    String trust = trust(reader);
    RoleRecord role = IamState.role(tx, account.id(), READER_ROLE);
    RoleRecord base = role == null ? newRole(account, trust) : role.withTrustPolicy(trust);
    Permissions permissions = base.permissions().withInline(Map.of(READER_POLICY, reader.policy()));
    IamState.put(tx, base.with(permissions));
  }

  private RoleRecord newRole(AccountRecord account, String trust) {
    Instant now = clock.instant();
    return new RoleRecord(
        account.id(),
        READER_ROLE,
        "/",
        ids.entityId("AROA", 21),
        now,
        null,
        ONE_HOUR,
        trust,
        Permissions.NONE,
        Map.of(),
        true);
  }

  private String trust(Reader reader) {
    String text =
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": { "AWS": "%s" },
              "Action": "sts:AssumeRole",
              "Condition": { "StringEquals": { "sts:ExternalId": "%s" } }
            }
          ]
        }
        """
            .formatted(reader.principal(), reader.externalId());
    PolicyTexts.parse(text, PolicyKind.TRUST);
    String bound = principals.bound(text);
    if (bound.contains('"' + reader.principal() + '"')) {
      throw IamError.NO_SUCH_ENTITY.because("There is no user or role %s.", reader.principal());
    }
    return bound;
  }

  private static Provided provided(
      State state, AccountRecord account, boolean made, KeyRecord key) {
    UserRecord user = IamState.user(state, account.id(), account.userName());
    RoleRecord reader = IamState.role(state, account.id(), READER_ROLE);
    return new Provided(
        account.id(),
        made,
        user == null ? null : user.arn(),
        "arn:aws:iam::" + account.id() + ":role/" + account.roleName(),
        reader == null ? null : reader.arn(),
        key == null ? null : key.id(),
        key == null ? null : key.secret());
  }
}
