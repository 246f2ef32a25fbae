package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The tables of KMS and the one way to change them: under the lock of an account. */
public final class KmsTables {
  /** Keys, under {@code account/region/key id}. */
  public static final Kind<KeyRecord> KEYS = new Kind<>("kms.key", KeyRecord.class);

  /** Aliases, under {@code account/region/alias name}. */
  public static final Kind<AliasRecord> ALIASES = new Kind<>("kms.alias", AliasRecord.class);

  /** Key material; {@link Materials} knows under what. */
  static final Kind<MaterialRecord> MATERIAL = Kind.secret("kms.material", MaterialRecord.class);

  /** What will happen to keys, under {@code epoch second/account/region/key id}. */
  static final Kind<DueRecord> DUE = new Kind<>("kms.due", DueRecord.class);

  /** Parameters for imports, under {@code account/region/key id/token id}. */
  public static final Kind<ImportParameters> IMPORTS =
      Kind.secret("kms.import", ImportParameters.class);

  /** Grants, under {@code account/region/key id/grant id}. */
  public static final Kind<GrantRecord> GRANTS = Kind.secret("kms.grant", GrantRecord.class);

  /**
   * Grants by who may retire them, under {@code region/principal/account/region/key id/grant id}.
   */
  public static final Kind<RetirableRecord> RETIRABLE =
      new Kind<>("kms.retirable", RetirableRecord.class);

  /** Custom key stores, under {@code account/region/store id}. */
  public static final Kind<KeyStoreRecord> KEY_STORES =
      Kind.secret("kms.keystore", KeyStoreRecord.class);

  /** Simulated CloudHSM clusters, under {@code account/region/cluster id}. */
  public static final Kind<ClusterRecord> CLUSTERS =
      Kind.secret("kms.cluster", ClusterRecord.class);

  private KmsTables() {}

  /** What the places of all of an account in a region begin with. */
  public static String partition(String account, String region) {
    return account + "/" + region + "/";
  }

  /**
   * The scope that is locked for changes in an account: in all regions at once, since multi-Region
   * keys change in several.
   */
  public static String scope(String account) {
    return "kms/" + account;
  }

  /** Runs a change in an account. */
  public static <T> T update(Call call, String account, Function<Transaction, T> change) {
    return call.update(scope(account), change);
  }

  /**
   * Puts a key, files what will happen to it next, and gives its replicas what they share with it.
   */
  public static void put(Transaction transaction, KeyRecord key) {
    KeyRecord before = transaction.get(KEYS, key.address());
    Instant was = before == null ? null : before.due();
    Instant due = key.due();
    if (was != null && !was.equals(due)) {
      transaction.remove(DUE, dueAddress(before, was));
    }
    if (due != null && !due.equals(was)) {
      transaction.put(DUE, dueAddress(key, due), DueRecord.of(key));
    }
    transaction.put(KEYS, key.address(), key);
    if (before != null && Replicas.shares(before, key)) {
      Replicas.share(transaction, key);
    }
  }

  /** Removes a key with all that belongs to it. */
  public static void remove(Transaction transaction, KeyRecord key) {
    String partition = partition(key.account(), key.region());
    key.aliases().forEach(name -> transaction.remove(ALIASES, partition + name));
    key.materials().forEach(material -> Materials.remove(transaction, key, material.id()));
    List.copyOf(transaction.range(GRANTS, key.address() + "/").values())
        .forEach(grant -> removeGrant(transaction, grant));
    for (String place : List.copyOf(transaction.range(IMPORTS, key.address() + "/").keySet())) {
      transaction.remove(IMPORTS, place);
    }
    if (key.due() != null) {
      transaction.remove(DUE, dueAddress(key, key.due()));
    }
    transaction.remove(KEYS, key.address());
  }

  /** Puts a grant where it is found by key and by retiring principal. */
  public static void putGrant(Transaction transaction, GrantRecord grant) {
    transaction.put(GRANTS, grant.address(), grant);
    if (grant.retiring() != null) {
      transaction.put(RETIRABLE, retirableAddress(grant), new RetirableRecord(grant.address()));
    }
  }

  /** Removes a grant. */
  public static void removeGrant(Transaction transaction, GrantRecord grant) {
    transaction.remove(GRANTS, grant.address());
    if (grant.retiring() != null) {
      transaction.remove(RETIRABLE, retirableAddress(grant));
    }
  }

  /** What the places of a principal's retirable grants begin with. */
  public static String retirableBy(String region, String principal) {
    return region + "/" + principal + "//";
  }

  private static String retirableAddress(GrantRecord grant) {
    return retirableBy(grant.region(), grant.retiring()) + grant.address();
  }

  /** What is due by a time, the longest overdue first. */
  public static List<DueRecord> due(State state, Instant now) {
    return List.copyOf(state.range(DUE, "").headMap(paddedSeconds(now) + "/~", true).values());
  }

  private static String dueAddress(KeyRecord key, Instant time) {
    return paddedSeconds(time) + "/" + key.address();
  }

  /**
   * Changes a key that the access stage found.
   *
   * @param seen the key as it was found
   * @param change makes the new record from the newest; may refuse by throwing
   */
  public static KeyRecord change(Call call, KeyRecord seen, UnaryOperator<KeyRecord> change) {
    return update(
        call,
        seen.account(),
        transaction -> {
          KeyRecord next = change.apply(newest(transaction, seen.address(), seen.arn()));
          put(transaction, next);
          return next;
        });
  }

  /** The key as earlier changes left it. */
  public static KeyRecord newest(Transaction transaction, String address, String arn) {
    KeyRecord found = transaction.get(KEYS, address);
    if (found == null) {
      throw KmsError.NOT_FOUND.because("Key '%s' does not exist", arn);
    }
    return found;
  }

  private static String paddedSeconds(Instant time) {
    return String.format(Locale.ROOT, "%012d", time.getEpochSecond());
  }
}
