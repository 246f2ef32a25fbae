package dev.trailmark.cloud.iam.accesskey;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.model.AccountRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.KeyRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** Long-term access keys of users, and of the root user when root names nobody. */
final class AccessKeys {
  private static final String NEVER = "N/A";
  private static final String DOMAIN = ".amazonaws.com";

  CreateAccessKeyResponse create(Call call, CreateAccessKeyRequest request) {
    String owner = owner(call, request.userName());
    KeyRecord key = call.update(IamState.scope(call.accountId()), tx -> create(call, tx, owner));
    AccessKey shown =
        AccessKey.builder()
            .userName(key.userName())
            .accessKeyId(key.id())
            .status(key.status())
            .secretAccessKey(key.secret())
            .createDate(key.created())
            .build();
    return CreateAccessKeyResponse.builder().accessKey(shown).build();
  }

  private static KeyRecord create(Call call, Transaction tx, String owner) {
    String account = call.accountId();
    List<String> keys = new ArrayList<>(keysOf(tx, account, owner));
    Quota.ACCESS_KEYS_PER_USER.check(keys.size());
    String userId = owner == null ? null : IdentityType.USER.require(tx, account, owner).id();
    String id = call.ids().entityId("AKIA", 20);
    Instant now = call.time();
    KeyRecord key =
        new KeyRecord(id, call.ids().secretAccessKey(), account, owner, userId, true, now, false);
    keys.add(id);
    setKeys(tx, account, owner, keys);
    tx.put(IamState.KEYS, id, key);
    return key;
  }

  ListAccessKeysResponse list(Call call, ListAccessKeysRequest request) {
    String owner = owner(call, request.userName());
    TreeMap<String, KeyRecord> keys = new TreeMap<>();
    keysOf(call.state(), call.accountId(), owner)
        .forEach(id -> keys.put(id, call.state().get(IamState.KEYS, id)));
    Page<KeyRecord> page = Page.of(keys, key -> true, request.marker(), request.maxItems());
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(page.items().stream().map(AccessKeys::metadata).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  UpdateAccessKeyResponse update(Call call, UpdateAccessKeyRequest request) {
    String owner = owner(call, request.userName());
    boolean active = request.statusAsString().equals("Active");
    call.update(
        IamState.scope(call.accountId()),
        tx -> {
          KeyRecord key = require(tx, call.accountId(), owner, request.accessKeyId());
          tx.put(IamState.KEYS, key.id(), key.withActive(active));
          return null;
        });
    return UpdateAccessKeyResponse.builder().build();
  }

  DeleteAccessKeyResponse delete(Call call, DeleteAccessKeyRequest request) {
    String account = call.accountId();
    String owner = owner(call, request.userName());
    call.update(
        IamState.scope(account),
        tx -> {
          KeyRecord key = require(tx, account, owner, request.accessKeyId());
          List<String> keys = new ArrayList<>(keysOf(tx, account, owner));
          keys.remove(key.id());
          setKeys(tx, account, owner, keys);
          tx.remove(IamState.KEYS, key.id());
          return null;
        });
    return DeleteAccessKeyResponse.builder().build();
  }

  /** When a key was last used, and whose it is; the root user's key has no user name. */
  GetAccessKeyLastUsedResponse lastUsed(Call call, GetAccessKeyLastUsedRequest request) {
    return GetAccessKeyLastUsedResponse.builder()
        .userName(ownerOf(call, request.accessKeyId()))
        .accessKeyLastUsed(lastUse(call, request.accessKeyId()))
        .build();
  }

  /**
   * The user of the caller's account whose key it is; {@code null} for the root user.
   *
   * @throws ServiceException NoSuchEntity when no key of the account has that id
   */
  static String ownerOf(Call call, String keyId) {
    KeyRecord key = call.state().get(IamState.KEYS, keyId);
    if (key == null || !key.accountId().equals(call.accountId())) {
      throw missing(keyId);
    }
    return key.userName();
  }

  /** The user that is meant; {@code null} for the root user. */
  private static String owner(Call call, String userName) {
    Principal caller = call.caller().principal();
    if (userName == null) {
      return caller.isRoot() ? null : IamAccess.ownName(caller);
    }
    return IdentityType.USER.require(call.state(), call.accountId(), userName).name();
  }

  private static List<String> keysOf(State state, String account, String owner) {
    return owner == null
        ? state.get(IamState.ACCOUNTS, account).rootKeys()
        : IdentityType.USER.require(state, account, owner).keys();
  }

  private static void setKeys(Transaction tx, String account, String owner, List<String> keys) {
    if (owner == null) {
      AccountRecord record = tx.get(IamState.ACCOUNTS, account);
      tx.put(IamState.ACCOUNTS, account, record.withRootKeys(keys));
    } else {
      UserRecord user = IdentityType.USER.require(tx, account, owner);
      IamState.put(tx, user.withKeys(keys));
    }
  }

  private static KeyRecord require(Transaction tx, String account, String owner, String id) {
    if (!keysOf(tx, account, owner).contains(id)) {
      throw missing(id);
    }
    return tx.get(IamState.KEYS, id);
  }

  private static ServiceException missing(String id) {
    return IamError.NO_SUCH_ENTITY.because("The Access Key with id %s cannot be found.", id);
  }

  private static AccessKeyMetadata metadata(KeyRecord key) {
    return AccessKeyMetadata.builder()
        .userName(key.userName())
        .accessKeyId(key.id())
        .status(key.status())
        .createDate(key.created())
        .build();
  }

  /**
   * The last call that a key of the caller's account signed, as the event history tells. It reaches
   * back as far as that history does, and asking it waits: for workers.
   */
  private static AccessKeyLastUsed lastUse(Call call, String keyId) {
    Event last = call.history().newest(call.accountId(), "AccessKeyId", keyId);
    if (last == null) {
      return AccessKeyLastUsed.builder().serviceName(NEVER).region(NEVER).build();
    }
    return AccessKeyLastUsed.builder()
        .lastUsedDate(last.time())
        .serviceName(last.source().replace(DOMAIN, ""))
        .region(last.region())
        .build();
  }
}
