package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailNotes;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.Grant;
import dev.trailmark.cloud.policy.Grants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The permissions of operations on one key: finds the key, leaves it with the call as its {@link
 * KeyUse}, notes it for the trail, and asks for the action under the key's policy.
 */
public final class KeyAccess {
  /** The type by which the trail calls keys, and aliases. */
  public static final String KEY_TYPE = "AWS::KMS::Key";

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public KeyAccess(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /** Operations on keys of the caller's own account. */
  public <I> Operation.Access<I> managed(String action, Function<I, String> keyId) {
    return managed(action, keyId, (input, keys) -> {});
  }

  /**
   * The same.
   *
   * @param conditions adds the condition keys that the request determines
   */
  public <I> Operation.Access<I> managed(
      String action,
      Function<I, String> keyId,
      BiConsumer<I, Map<String, List<String>>> conditions) {
    return onKey(
        action,
        (call, input) -> lookup.managed(call, keyId.apply(input), action),
        conditions,
        GrantTerms.none());
  }

  /** Operations that take aliases and other accounts' keys. */
  <I> Operation.Access<I> shared(String action, Function<I, String> keyId) {
    return shared(action, keyId, (input, keys) -> {}, GrantTerms.none());
  }

  /**
   * The same.
   *
   * @param conditions adds the condition keys that the request determines
   * @param terms what the request brings for grants
   */
  public <I> Operation.Access<I> shared(
      String action,
      Function<I, String> keyId,
      BiConsumer<I, Map<String, List<String>>> conditions,
      GrantTerms<I> terms) {
    return onKey(
        action,
        (call, input) -> lookup.shared(call, keyId.apply(input), action),
        conditions,
        terms);
  }

  /** Operations on the rotation of keys of the caller's own account. */
  public <I> Operation.Access<I> rotating(String action, Function<I, String> keyId) {
    return rotating(action, keyId, (input, keys) -> {});
  }

  /**
   * The same.
   *
   * @param conditions adds the condition keys that the request determines
   */
  public <I> Operation.Access<I> rotating(
      String action,
      Function<I, String> keyId,
      BiConsumer<I, Map<String, List<String>>> conditions) {
    return onKey(
        action,
        (call, input) -> lookup.rotating(call, keyId.apply(input), action, false),
        conditions,
        GrantTerms.none());
  }

  /** An operation that tells of the rotation of keys, also of other accounts'. */
  public <I> Operation.Access<I> rotationOf(String action, Function<I, String> keyId) {
    return onKey(
        action,
        (call, input) -> lookup.rotating(call, keyId.apply(input), action, true),
        (input, keys) -> {},
        GrantTerms.none());
  }

  /** Operations that take other accounts' keys, but no alias. */
  public <I> Operation.Access<I> sharedById(String action, Function<I, String> keyId) {
    return onKey(
        action,
        (call, input) -> lookup.withoutAlias(call, keyId.apply(input), action),
        (input, keys) -> {},
        GrantTerms.none());
  }

  private static <I> Operation.Access<I> onKey(
      String action,
      BiFunction<Call, I, KeyUse> find,
      BiConsumer<I, Map<String, List<String>>> conditions,
      GrantTerms<I> terms) {
    return (call, input) -> {
      GrantTokens.check(call.state(), terms.tokens().apply(input));
      return List.of(
          check(
              call,
              action,
              subject(call, find.apply(call, input)),
              keys -> conditions.accept(input, keys),
              terms.context().apply(input)));
    };
  }

  /** Refuses bad requests before it looks for the key. */
  public static <I> Operation.Access<I> after(Consumer<I> check, Operation.Access<I> access) {
    return (call, input) -> {
      check.accept(input);
      return access.checks(call, input);
    };
  }

  /** Notes for the trail, in refused calls too, what a request does not say itself. */
  public static <I> Operation.Access<I> noting(
      BiConsumer<Call, I> notes, Operation.Access<I> access) {
    return (call, input) -> {
      notes.accept(call, input);
      return access.checks(call, input);
    };
  }

  /** Operations on no key in particular, decided by identity policies. */
  public static <I> Operation.Access<I> any(String action) {
    return (call, input) -> List.of(AccessCheck.onAny(action, KmsArns.accountOf(call)));
  }

  /** Makes a key the call's subject and notes it for the trail. */
  public static KeyUse subject(Call call, KeyUse use) {
    call.subject(use);
    note(call, use.key());
    return use;
  }

  /** Notes a key for the trail. */
  public static void note(Call call, KeyView key) {
    call.trail().resource(KEY_TYPE, key.arn(), key.account());
  }

  /** A key as the trail lists it. */
  public static TrailNotes.Resource resource(KeyRecord key) {
    return new TrailNotes.Resource(KEY_TYPE, key.arn(), key.account(), false);
  }

  /** Notes an alias for the trail, which calls it a key too. */
  public static void noteAlias(Call call, String account, String name) {
    call.trail().resource(KEY_TYPE, KmsArns.alias(account, call.region(), name), account);
  }

  /** Asks for an action on a key, without an encryption context. */
  public static AccessCheck check(
      Call call, String action, KeyUse use, Consumer<Map<String, List<String>>> conditions) {
    return check(call, action, use, conditions, Map.of());
  }

  /**
   * Asks for an action on a key.
   *
   * @param context the request's encryption context; may be {@code null}
   */
  public static AccessCheck check(
      Call call,
      String action,
      KeyUse use,
      Consumer<Map<String, List<String>>> conditions,
      Map<String, String> context) {
    KeyView key = use.key();
    return plain(call, action, use, conditions).with(grants(call, key, context, grant -> true));
  }

  /** Asks for an action on a key that only some of its grants can give. */
  public static AccessCheck checkWith(
      Call call,
      String action,
      KeyUse use,
      Consumer<Map<String, List<String>>> conditions,
      Predicate<GrantRecord> grants) {
    return plain(call, action, use, conditions).with(grants(call, use.key(), null, grants));
  }

  private static Grants grants(
      Call call, KeyView key, Map<String, String> context, Predicate<GrantRecord> wanted) {
    List<Grant> on = key.grants().on(call.state(), key.record().address(), wanted);
    return on.isEmpty()
        ? Grants.NONE
        : new Grants(on, Set.of(), context == null ? Map.of() : context);
  }

  private static AccessCheck plain(
      Call call, String action, KeyUse use, Consumer<Map<String, List<String>>> conditions) {
    KeyView key = use.key();
    Map<String, List<String>> keys = new HashMap<>(key.conditions());
    if (call.accountId() != null) {
      keys.put("kms:calleraccount", List.of(call.accountId()));
    }
    if (use.alias() != null) {
      keys.put("kms:requestalias", List.of(use.alias()));
    }
    conditions.accept(keys);
    return AccessCheck.on(action, key.arn(), key.account())
        .under(key.policy(), Authority.KEY_POLICY)
        .with(keys);
  }
}
