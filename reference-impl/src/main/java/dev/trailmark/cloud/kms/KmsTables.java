package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The tables of KMS and the one way to change them: under the lock of an account's region, after
 * keys whose waiting period is over have been removed.
 */
final class KmsTables {
  /** Keys, under {@code account/region/key id}. */
  static final Kind<KeyRecord> KEYS = new Kind<>("kms.key", KeyRecord.class);

  /** Aliases, under {@code account/region/alias name}. */
  static final Kind<AliasRecord> ALIASES = new Kind<>("kms.alias", AliasRecord.class);

  /** Key material, under its id: a ciphertext tells nothing else about its key. */
  static final Kind<MaterialRecord> MATERIAL = new Kind<>("kms.material", MaterialRecord.class);

  /** Keys pending deletion, under {@code account/region/epoch second/key id}. */
  static final Kind<DeletionRecord> DELETIONS = new Kind<>("kms.deletion", DeletionRecord.class);

  private KmsTables() {}

  static String partition(String account, String region) {
    return account + "/" + region + "/";
  }

  /** Where a deletion is filed: the date in digits of equal number, so that keys sort by date. */
  static String deletionAddress(KeyRecord key) {
    return partition(key.account(), key.region())
        + paddedSeconds(key.deletionDate())
        + "/"
        + key.id();
  }

  /** Runs a change in an account's region. */
  static <T> T update(Call call, String account, Function<Transaction, T> change) {
    String region = call.region();
    return call.update(
        "kms/" + account + "/" + region,
        transaction -> {
          removeExpired(transaction, partition(account, region), call.time());
          return change.apply(transaction);
        });
  }

  /**
   * Changes a key that the access stage found.
   *
   * @param change makes the new record from the newest; may refuse by throwing
   */
  static KeyRecord change(Call call, KeyView key, UnaryOperator<KeyRecord> change) {
    return update(
        call,
        key.account(),
        transaction -> {
          KeyRecord next = change.apply(newest(transaction, key.record().address(), key.arn()));
          transaction.put(KEYS, next.address(), next);
          return next;
        });
  }

  /** The key as earlier changes left it. */
  static KeyRecord newest(Transaction transaction, String address, String arn) {
    KeyRecord found = transaction.get(KEYS, address);
    if (found == null) {
      throw KmsError.NOT_FOUND.because("Key '%s' does not exist", arn);
    }
    return found;
  }

  private static void removeExpired(Transaction transaction, String partition, Instant now) {
    List<String> due =
        List.copyOf(
            transaction
                .range(DELETIONS, partition)
                .headMap(partition + paddedSeconds(now) + "/~", true)
                .keySet());
    for (String place : due) {
      String keyId = transaction.get(DELETIONS, place).keyId();
      KeyRecord key = transaction.get(KEYS, partition + keyId);
      if (key == null || !key.goneAt(now)) {
        continue;
      }
      key.aliases().forEach(name -> transaction.remove(ALIASES, partition + name));
      key.materialIds().forEach(id -> transaction.remove(MATERIAL, id));
      transaction.remove(KEYS, partition + keyId);
      transaction.remove(DELETIONS, place);
    }
  }

  private static String paddedSeconds(Instant time) {
    return String.format(Locale.ROOT, "%012d", time.getEpochSecond());
  }
}
