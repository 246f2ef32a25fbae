package dev.trailmark.cloud.kms.keystore;

import dev.trailmark.cloud.kms.model.ClusterRecord;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.ProxySettings;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreResponse;

/**
 * Custom key stores connected, disconnected, changed and deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
final class KeyStoreChanges {
  /** How long a key store is connecting; AWS takes up to twenty minutes. */
  static final Duration CONNECTING = Duration.ofSeconds(5);

  private KeyStoreChanges() {}

  static ConnectCustomKeyStoreResponse connect(Call call, ConnectCustomKeyStoreRequest request) {
    change(
        call,
        request.customKeyStoreId(),
        (transaction, store) ->
            switch (store.state(call.time())) {
              case KeyStoreRecord.FAILED -> throw KeyStores.wrongState(store, call.time());
              case KeyStoreRecord.DISCONNECTED ->
                  store.connecting(call.time().plus(CONNECTING), failure(transaction, store));
              default -> store;
            });
    return ConnectCustomKeyStoreResponse.builder().build();
  }

  /** KMS logs in to a cluster as its crypto user. */
  private static String failure(Transaction transaction, KeyStoreRecord store) {
    if (store.proxy() != null) {
      return null;
    }
    ClusterRecord cluster =
        transaction.get(KmsTables.CLUSTERS, KeyStoreCreation.clusterAddress(store));
    return cluster.password().equals(store.password()) ? null : "INVALID_CREDENTIALS";
  }

  static DisconnectCustomKeyStoreResponse disconnect(
      Call call, DisconnectCustomKeyStoreRequest request) {
    change(
        call,
        request.customKeyStoreId(),
        (transaction, store) -> {
          if (store.connects() == null) {
            throw KeyStores.wrongState(store, call.time());
          }
          return store.connecting(null, null);
        });
    return DisconnectCustomKeyStoreResponse.builder().build();
  }

  static DeleteCustomKeyStoreResponse delete(Call call, DeleteCustomKeyStoreRequest request) {
    KmsTables.update(
        call,
        call.accountId(),
        transaction -> {
          KeyStoreRecord store = KeyStores.find(call, transaction, request.customKeyStoreId());
          note(call, store);
          disconnected(store, call.time());
          if (KeyStores.keysIn(transaction, store).findAny().isPresent()) {
            throw KmsError.KEY_STORE_HAS_KEYS.because(
                "Custom key store %s contains KMS keys.", store.id());
          }
          transaction.remove(KmsTables.KEY_STORES, store.address());
          return store;
        });
    return DeleteCustomKeyStoreResponse.builder().build();
  }

  static UpdateCustomKeyStoreResponse update(Call call, UpdateCustomKeyStoreRequest request) {
    change(
        call,
        request.customKeyStoreId(),
        (transaction, store) -> {
          KeyStoreRecord next = store;
          if (request.newCustomKeyStoreName() != null) {
            next = next.named(request.newCustomKeyStoreName());
            KeyStoreCreation.refuseName(KeyStores.all(call, transaction), next);
          }
          boolean ofHsm = request.cloudHsmClusterId() != null || request.keyStorePassword() != null;
          if (store.proxy() == null ? ofProxy(request) : ofHsm) {
            throw KmsError.VALIDATION.because(
                "The request has parameters that custom key stores of type %s do not have.",
                store.type());
          }
          if (ofHsm) {
            next = onCluster(call, transaction, next, request);
          }
          return ofProxy(request) ? throughProxy(call, transaction, next, request) : next;
        });
    return UpdateCustomKeyStoreResponse.builder().build();
  }

  private static boolean ofProxy(UpdateCustomKeyStoreRequest request) {
    return request.xksProxyUriPath() != null
        || request.xksProxyAuthenticationCredential() != null
        || movesProxy(request);
  }

  /** What of a proxy can be changed only while the store is disconnected. */
  private static boolean movesProxy(UpdateCustomKeyStoreRequest request) {
    return Stream.of(
            request.xksProxyConnectivity(),
            request.xksProxyUriEndpoint(),
            request.xksProxyVpcEndpointServiceName(),
            request.xksProxyVpcEndpointServiceOwner())
        .anyMatch(Objects::nonNull);
  }

  /** Another cluster with the same trust anchor, or the crypto user's new password. */
  private static KeyStoreRecord onCluster(
      Call call,
      Transaction transaction,
      KeyStoreRecord store,
      UpdateCustomKeyStoreRequest request) {
    disconnected(store, call.time());
    KeyStoreRecord next =
        store.on(
            either(request.cloudHsmClusterId(), store.cluster()),
            request.keyStorePassword() == null
                ? store.password()
                : KeyStoreCreation.digest(request.keyStorePassword()));
    ClusterRecord cluster =
        transaction.get(KmsTables.CLUSTERS, KeyStoreCreation.clusterAddress(next));
    if (cluster == null) {
      throw KmsError.CLUSTER_NOT_FOUND.because("%s does not exist.", next.cluster());
    }
    if (!cluster.anchor().equals(KeyStoreCreation.fingerprint(store.anchor()))) {
      throw KmsError.CLUSTER_NOT_RELATED.because(
          "%s has another certificate than %s.", next.cluster(), store.cluster());
    }
    KeyStores.keysIn(transaction, store)
        .forEach(
            key ->
                KmsTables.put(
                    transaction, key.change().traits(key.traits().on(next.cluster())).done()));
    return next;
  }

  private static KeyStoreRecord throughProxy(
      Call call,
      Transaction transaction,
      KeyStoreRecord store,
      UpdateCustomKeyStoreRequest request) {
    String state = store.state(call.time());
    if (movesProxy(request) || !state.equals(KeyStoreRecord.CONNECTED)) {
      disconnected(store, call.time());
    }
    ProxySettings known = store.proxy();
    String connectivity = either(request.xksProxyConnectivityAsString(), known.connectivity());
    boolean vpc = ProxySettings.VPC.equals(connectivity);
    String service = request.xksProxyVpcEndpointServiceName();
    String given = service == null && vpc ? known.service() : service;
    KeyStoreCreation.checkService(connectivity, given == null || given.isEmpty() ? null : given);
    ProxySettings proxy =
        new ProxySettings(
            connectivity,
            either(request.xksProxyUriEndpoint(), known.endpoint()),
            either(request.xksProxyUriPath(), known.path()),
            vpc ? given : null,
            vpc ? owner(call, request, known) : null,
            request.xksProxyAuthenticationCredential() == null
                ? known.accessKeyId()
                : request.xksProxyAuthenticationCredential().accessKeyId());
    KeyStoreRecord next = store.through(proxy);
    KeyStoreCreation.refuseProxy(KeyStores.all(call, transaction), next);
    return next;
  }

  private static String owner(Call call, UpdateCustomKeyStoreRequest request, ProxySettings known) {
    String before = either(known.owner(), call.accountId());
    return either(request.xksProxyVpcEndpointServiceOwner(), before);
  }

  private static String either(String first, String second) {
    return first == null ? second : first;
  }

  private static void disconnected(KeyStoreRecord store, Instant now) {
    if (store.connects() != null) {
      throw KeyStores.wrongState(store, now);
    }
  }

  private static void change(
      Call call, String id, BiFunction<Transaction, KeyStoreRecord, KeyStoreRecord> change) {
    KmsTables.update(
        call,
        call.accountId(),
        transaction -> {
          KeyStoreRecord store = KeyStores.find(call, transaction, id);
          note(call, store);
          KeyStoreRecord next = change.apply(transaction, store);
          transaction.put(KmsTables.KEY_STORES, next.address(), next);
          return next;
        });
  }

  /** The record names the store and its cluster. */
  private static void note(Call call, KeyStoreRecord store) {
    call.trail().additional("customKeyStoreName", store.name());
    if (store.cluster() != null) {
      call.trail().additional("clusterId", store.cluster());
    }
  }
}
