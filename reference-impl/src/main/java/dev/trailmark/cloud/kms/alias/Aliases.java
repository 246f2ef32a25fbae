package dev.trailmark.cloud.kms.alias;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.lookup.AwsManagedKeys;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.AliasRecord;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/**
 * Aliases. Creating, moving and deleting one needs the permission on the alias, by identity policy,
 * and on each key concerned, under its key policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html">Controlling
 *     access to aliases</a>
 */
public final class Aliases {
  private static final String PREFIX = "alias/";
  private static final String RESERVED = "alias/aws/";
  private static final int PAGE = 50;
  private static final int MOST_PER_KEY = 50;

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public Aliases(KeyLookup lookup) {
    this.lookup = lookup;
  }

  List<AccessCheck> createAccess(Call call, CreateAliasRequest request) {
    String action = "kms:CreateAlias";
    checkName(request.aliasName());
    KeyUse use = KeyAccess.subject(call, target(call, request.targetKeyId(), action));
    KeyAccess.noteAlias(call, use.key().account(), request.aliasName());
    return List.of(
        onAlias(call, action, request.aliasName()), KeyAccess.check(call, action, use, keys -> {}));
  }

  CreateAliasResponse create(Call call, CreateAliasRequest request) {
    KeyView key = KeyUse.of(call).key();
    String name = request.aliasName();
    KmsTables.update(
        call,
        key.account(),
        transaction -> {
          KeyRecord target =
              KeyStates.notPendingDeletion(
                  KmsTables.newest(transaction, key.record().address(), key.arn()));
          if (transaction.get(KmsTables.ALIASES, address(call, name)) != null) {
            throw KmsError.ALREADY_EXISTS.because(
                "An alias with the name %s already exists",
                KmsArns.alias(key.account(), call.region(), name));
          }
          transaction.put(
              KmsTables.ALIASES,
              address(call, name),
              new AliasRecord(name, target.id(), call.time(), call.time()));
          return attach(transaction, target, name);
        });
    return CreateAliasResponse.builder().build();
  }

  List<AccessCheck> updateAccess(Call call, UpdateAliasRequest request) {
    String action = "kms:UpdateAlias";
    checkName(request.aliasName());
    KeyUse old = current(call, request.aliasName());
    KeyAccess.noteAlias(call, call.accountId(), request.aliasName());
    KeyUse next = KeyAccess.subject(call, target(call, request.targetKeyId(), action));
    return List.of(
        onAlias(call, action, request.aliasName()),
        KeyAccess.check(call, action, old, keys -> {}),
        KeyAccess.check(call, action, next, keys -> {}));
  }

  UpdateAliasResponse update(Call call, UpdateAliasRequest request) {
    KeyView key = KeyUse.of(call).key();
    String name = request.aliasName();
    KmsTables.update(
        call,
        key.account(),
        transaction -> {
          AliasRecord alias = existing(call, transaction, name);
          KeyRecord target =
              KeyStates.notPendingDeletion(
                  KmsTables.newest(transaction, key.record().address(), key.arn()));
          requireSameKind(transaction.get(KmsTables.KEYS, place(call, alias)), target);
          detach(call, transaction, alias);
          transaction.put(
              KmsTables.ALIASES,
              address(call, name),
              new AliasRecord(name, target.id(), alias.created(), call.time()));
          KeyRecord fresh = transaction.get(KmsTables.KEYS, target.address());
          return attach(transaction, fresh, name);
        });
    return UpdateAliasResponse.builder().build();
  }

  List<AccessCheck> deleteAccess(Call call, DeleteAliasRequest request) {
    String action = "kms:DeleteAlias";
    checkName(request.aliasName());
    KeyUse use = current(call, request.aliasName());
    KeyAccess.noteAlias(call, call.accountId(), request.aliasName());
    KeyAccess.subject(call, use);
    return List.of(
        onAlias(call, action, request.aliasName()), KeyAccess.check(call, action, use, keys -> {}));
  }

  DeleteAliasResponse delete(Call call, DeleteAliasRequest request) {
    String name = request.aliasName();
    KmsTables.update(
        call,
        call.accountId(),
        transaction -> {
          AliasRecord alias = existing(call, transaction, name);
          detach(call, transaction, alias);
          transaction.remove(KmsTables.ALIASES, address(call, name));
          return alias;
        });
    return DeleteAliasResponse.builder().build();
  }

  ListAliasesResponse list(Call call, ListAliasesRequest request) {
    String account = KmsArns.accountOf(call);
    String partition = KmsTables.partition(account, call.region());
    Predicate<AliasRecord> shown = alias -> true;
    if (request.keyId() != null) {
      String wanted = lookup.managed(call, request.keyId(), "kms:ListAliases").key().record().id();
      shown = alias -> wanted.equals(alias.targetKeyId());
    }
    Paging.Page<AliasRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(living(call, partition), partition, shown);
    return ListAliasesResponse.builder()
        .aliases(page.items().stream().map(alias -> entry(account, call.region(), alias)).toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  /** The aliases of keys that still exist, and the predefined ones. */
  private static NavigableMap<String, AliasRecord> living(Call call, String partition) {
    NavigableMap<String, AliasRecord> all = new TreeMap<>();
    for (String name : AwsManagedKeys.PREDEFINED) {
      all.put(partition + name, new AliasRecord(name, null, null, null));
    }
    call.state()
        .range(KmsTables.ALIASES, partition)
        .forEach(
            (address, alias) -> {
              KeyRecord key = call.state().get(KmsTables.KEYS, partition + alias.targetKeyId());
              if (key != null && !key.goneAt(call.time())) {
                all.put(address, alias);
              }
            });
    return all;
  }

  private static AliasListEntry entry(String account, String region, AliasRecord alias) {
    return AliasListEntry.builder()
        .aliasName(alias.name())
        .aliasArn(KmsArns.alias(account, region, alias.name()))
        .targetKeyId(alias.targetKeyId())
        .creationDate(alias.created())
        .lastUpdatedDate(alias.updated())
        .build();
  }

  private KeyUse target(Call call, String keyId, String action) {
    if (keyId.startsWith(PREFIX) || keyId.contains(":alias/")) {
      throw KmsError.VALIDATION.because("Aliases must refer to keys. Not aliases");
    }
    return lookup.managed(call, keyId, action);
  }

  /** The key that an alias of the caller's account targets. */
  private KeyUse current(Call call, String name) {
    AliasRecord alias = call.state().get(KmsTables.ALIASES, address(call, name));
    if (alias == null) {
      throw KeyLookup.unknownAlias(call.accountId(), call.region(), name);
    }
    return lookup.managed(call, alias.targetKeyId(), "");
  }

  private static AccessCheck onAlias(Call call, String action, String name) {
    return AccessCheck.on(
            action, KmsArns.alias(call.accountId(), call.region(), name), call.accountId())
        .with(Map.of("kms:calleraccount", List.of(call.accountId())));
  }

  private static String address(Call call, String name) {
    return KmsTables.partition(call.accountId(), call.region()) + name;
  }

  private static AliasRecord existing(Call call, Transaction transaction, String name) {
    AliasRecord alias = transaction.get(KmsTables.ALIASES, address(call, name));
    if (alias == null) {
      throw KeyLookup.unknownAlias(call.accountId(), call.region(), name);
    }
    return alias;
  }

  private static KeyRecord attach(Transaction transaction, KeyRecord key, String name) {
    if (key.aliases().size() >= MOST_PER_KEY) {
      throw KmsError.LIMIT_EXCEEDED.because(
          "The number of aliases of key %s has reached the limit of %d", key.arn(), MOST_PER_KEY);
    }
    List<String> names = new ArrayList<>(key.aliases());
    names.add(name);
    KeyRecord next = key.aliased(names);
    KmsTables.put(transaction, next);
    return next;
  }

  private static void detach(Call call, Transaction transaction, AliasRecord alias) {
    KeyRecord key = transaction.get(KmsTables.KEYS, place(call, alias));
    if (key != null) {
      List<String> names = new ArrayList<>(key.aliases());
      names.remove(alias.name());
      KmsTables.put(transaction, key.aliased(names));
    }
  }

  private static String place(Call call, AliasRecord alias) {
    return KmsTables.partition(call.accountId(), call.region()) + alias.targetKeyId();
  }

  /** An alias moves only to where code that uses it still works. */
  private static void requireSameKind(KeyRecord before, KeyRecord after) {
    if (before != null && !before.traits().replaceableBy(after.traits())) {
      throw KmsError.VALIDATION.because(
          "The current and new KMS key must be the same type (both symmetric or both asymmetric or"
              + " both HMAC), and they must have the same key usage.");
    }
  }

  private static void checkName(String name) {
    if (!name.startsWith(PREFIX)) {
      throw KmsError.VALIDATION.because(
          "Alias must start with the prefix \"alias/\". Please see"
              + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }
    if (name.equals(PREFIX)) {
      throw KmsError.VALIDATION.because("Alias name is missing after the prefix \"alias/\"");
    }
    if (name.startsWith(RESERVED)) {
      throw KmsError.NOT_AUTHORIZED.fail();
    }
  }
}
