package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.AliasRecord;
import dev.trailmark.cloud.kms.model.KeyCustody;
import dev.trailmark.cloud.kms.model.KeyIds;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.request.Denials;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.time.Instant;

/**
 * Finds keys by what requests call them: key id, key ARN and, where the operation takes them, alias
 * name and alias ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key
 *     identifiers</a>
 */
public final class KeyLookup {
  private static final String ALIAS = "alias/";
  private static final String KEY = "key/";

  private final KeyViews views;
  private final AwsManagedKeys awsManaged;

  /**
   * A lookup.
   *
   * @param awsManaged makes predefined keys when they are first used; {@code null} to make none
   */
  public KeyLookup(KeyViews views, AwsManagedKeys awsManaged) {
    this.views = views;
    this.awsManaged = awsManaged;
  }

  /** A key for an operation on keys of the caller's own account, which takes no alias. */
  public KeyUse managed(Call call, String keyId, String action) {
    return find(call, keyId, action, false);
  }

  /** A key for an operation that takes aliases and other accounts' keys. */
  public KeyUse shared(Call call, String keyId, String action) {
    return find(call, keyId, action, true);
  }

  /** A key for an operation that takes other accounts' keys, but no alias. */
  public KeyUse withoutAlias(Call call, String keyId, String action) {
    if (isAlias(keyId)) {
      throw invalidKeyId(keyId);
    }
    return find(call, keyId, action, true);
  }

  /** A key for an operation on rotation, which says of aliases that it takes none. */
  public KeyUse rotating(Call call, String keyId, String action, boolean shared) {
    if (isAlias(keyId)) {
      throw KmsError.INVALID_ARN.because("Key Aliases are not supported for this operation.");
    }
    return find(call, keyId, action, shared);
  }

  /** The key that owns a material; {@code null} when there is none in the call's region. */
  public KeyUse owning(Call call, MaterialRecord material) {
    if (material == null || !material.region().equals(call.region())) {
      return null;
    }
    KeyView key = view(call, material.keyAddress());
    return key == null ? null : new KeyUse(key, null, null, true);
  }

  /** A multi-Region key's relative in another region; {@code null} when there is none. */
  public KeyUse relative(Call call, KeyRecord key, String region) {
    KeyView relative = view(call, key.addressIn(region));
    return relative == null ? null : KeyUse.named(relative, null);
  }

  private static boolean isAlias(String keyId) {
    return keyId.startsWith(ALIAS) || keyId.contains(":" + ALIAS);
  }

  private KeyUse find(Call call, String keyId, String action, boolean shared) {
    if (keyId.startsWith("arn:")) {
      return byArn(call, keyId, action, shared);
    }
    String account = KmsArns.accountOf(call);
    return keyId.startsWith(ALIAS)
        ? byAlias(call, account, keyId, action, shared)
        : byId(call, account, keyId);
  }

  private KeyUse byArn(Call call, String arn, String action, boolean shared) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[1].equals("aws") || !parts[2].equals("kms")) {
      throw KmsError.INVALID_ARN.because("Invalid arn %s", arn);
    }
    if (!parts[3].equals(call.region())) {
      throw KmsError.NOT_FOUND.because("Invalid arn %s", parts[3]);
    }
    String account = parts[4];
    String resource = parts[5];
    boolean isAlias = resource.startsWith(ALIAS);
    if (!isAlias && !resource.startsWith(KEY)) {
      throw KmsError.INVALID_ARN.because("Invalid arn %s", arn);
    }
    if (account.equals(KmsArns.accountOf(call))) {
      return isAlias
          ? byAlias(call, account, resource, action, shared)
          : byId(call, account, resource.substring(KEY.length()));
    }
    KeyUse found = shared ? ofOtherAccount(call, account, resource, isAlias) : null;
    if (found == null) {
      throw Denials.ofUnknownKey(call, action);
    }
    return found;
  }

  private KeyUse byId(Call call, String account, String keyId) {
    if (!KeyIds.isKeyId(keyId)) {
      throw invalidKeyId(keyId);
    }
    KeyView key = view(call, account + "/" + call.region() + "/" + keyId);
    if (key == null) {
      throw KmsError.NOT_FOUND.because(
          "Key '%s' does not exist", KmsArns.key(account, call.region(), keyId));
    }
    return KeyUse.named(key, null);
  }

  private KeyUse byAlias(Call call, String account, String name, String action, boolean shared) {
    if (!shared) {
      throw invalidKeyId(name);
    }
    KeyView key = target(call, account, name);
    if (key != null) {
      return KeyUse.named(key, name);
    }
    KeyUse made = awsManaged == null ? null : awsManaged.make(call, account, name, action);
    if (made == null) {
      throw unknownAlias(account, call.region(), name);
    }
    return made;
  }

  private KeyUse ofOtherAccount(Call call, String account, String resource, boolean isAlias) {
    KeyView key =
        isAlias
            ? target(call, account, resource)
            : view(call, account + "/" + call.region() + "/" + resource.substring(KEY.length()));
    return key == null ? null : KeyUse.named(key, isAlias ? resource : null);
  }

  private KeyView target(Call call, String account, String aliasName) {
    String partition = KmsTables.partition(account, call.region());
    AliasRecord alias = call.state().get(KmsTables.ALIASES, partition + aliasName);
    return alias == null ? null : view(call, partition + alias.targetKeyId());
  }

  private KeyView view(Call call, String address) {
    KeyRecord record = call.state().get(KmsTables.KEYS, address);
    if (record == null || record.goneAt(call.time())) {
      views.forget(address);
      return null;
    }
    return views.of(address, asSeen(call.state(), record, call.time()));
  }

  /** What is said of an alias that does not exist. */
  public static ServiceException unknownAlias(String account, String region, String name) {
    return KmsError.NOT_FOUND.because(
        "Alias %s is not found.", KmsArns.alias(account, region, name));
  }

  private static ServiceException invalidKeyId(String keyId) {
    return KmsError.NOT_FOUND.because("Invalid keyId '%s'", keyId);
  }

  /**
   * A key as its state is seen: unavailable while its store is not connected, unless it is pending
   * deletion. It can be enabled and disabled all the same, which shows once the store is connected.
   */
  private static KeyRecord asSeen(State state, KeyRecord key, Instant now) {
    KeyCustody custody = key.traits().custody();
    if (custody == null || key.status().leaving()) {
      return key;
    }
    KeyStoreRecord store =
        state.get(
            KmsTables.KEY_STORES,
            KmsTables.partition(key.account(), key.region()) + custody.store());
    return store != null && store.state(now).equals(KeyStoreRecord.CONNECTED)
        ? key
        : key.in(KeyStatus.UNAVAILABLE, null);
  }
}
