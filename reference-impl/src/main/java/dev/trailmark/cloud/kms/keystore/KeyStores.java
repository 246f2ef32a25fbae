package dev.trailmark.cloud.kms.keystore;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.ProxySettings;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.XksProxyConfigurationType;

/**
 * Custom key stores: found and described, and which keys are in them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html">Key
 *     stores</a>
 */
public final class KeyStores {
  private static final int PAGE = 100;

  private KeyStores() {}

  static DescribeCustomKeyStoresResponse describe(
      Call call, DescribeCustomKeyStoresRequest request) {
    String id = request.customKeyStoreId();
    String name = request.customKeyStoreName();
    if (id != null && name != null) {
      throw KmsError.VALIDATION.because(
          "CustomKeyStoreId and CustomKeyStoreName cannot be specified together.");
    }
    String partition = KmsTables.partition(call.accountId(), call.region());
    Paging.Page<KeyStoreRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(
                call.state().range(KmsTables.KEY_STORES, partition),
                partition,
                store ->
                    (id == null || store.id().equals(id))
                        && (name == null || store.name().equals(name)));
    if (page.items().isEmpty() && (id != null || name != null)) {
      throw notFound(id == null ? name : id);
    }
    return DescribeCustomKeyStoresResponse.builder()
        .customKeyStores(page.items().stream().map(store -> shown(store, call.time())).toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  private static CustomKeyStoresListEntry shown(KeyStoreRecord store, Instant now) {
    String state = store.state(now);
    return CustomKeyStoresListEntry.builder()
        .customKeyStoreId(store.id())
        .customKeyStoreName(store.name())
        .customKeyStoreType(store.type())
        .cloudHsmClusterId(store.cluster())
        .trustAnchorCertificate(store.anchor())
        .connectionState(state)
        .connectionErrorCode(state.equals(KeyStoreRecord.FAILED) ? store.failure() : null)
        .creationDate(store.created())
        .xksProxyConfiguration(store.proxy() == null ? null : shown(store.proxy()))
        .build();
  }

  private static XksProxyConfigurationType shown(ProxySettings proxy) {
    return XksProxyConfigurationType.builder()
        .connectivity(proxy.connectivity())
        .accessKeyId(proxy.accessKeyId())
        .uriEndpoint(proxy.endpoint())
        .uriPath(proxy.path())
        .vpcEndpointServiceName(proxy.service())
        .vpcEndpointServiceOwner(proxy.owner())
        .build();
  }

  /** A store of the caller's account in the call's region. */
  public static KeyStoreRecord find(Call call, State state, String id) {
    KeyStoreRecord found =
        state.get(KmsTables.KEY_STORES, KmsTables.partition(call.accountId(), call.region()) + id);
    if (found == null) {
      throw notFound(id);
    }
    return found;
  }

  /** A store that can be used right now. */
  public static KeyStoreRecord connected(Call call, State state, String id) {
    KeyStoreRecord store = find(call, state, id);
    if (!store.state(call.time()).equals(KeyStoreRecord.CONNECTED)) {
      throw wrongState(store, call.time());
    }
    return store;
  }

  /** The stores beside which a store is made or changed. */
  static List<KeyStoreRecord> all(Call call, State state) {
    return List.copyOf(
        state
            .range(KmsTables.KEY_STORES, KmsTables.partition(call.accountId(), call.region()))
            .values());
  }

  /** The keys in a store, those pending deletion too. */
  public static Stream<KeyRecord> keysIn(State state, KeyStoreRecord store) {
    return List.copyOf(
            state
                .range(KmsTables.KEYS, KmsTables.partition(store.account(), store.region()))
                .values())
        .stream()
        .filter(key -> key.traits().custody() != null)
        .filter(key -> key.traits().custody().store().equals(store.id()));
  }

  static ServiceException wrongState(KeyStoreRecord store, Instant now) {
    return KmsError.KEY_STORE_INVALID_STATE.because(
        "The connection state of custom key store %s is %s.", store.id(), store.state(now));
  }

  private static ServiceException notFound(String name) {
    return KmsError.KEY_STORE_NOT_FOUND.because("Custom key store '%s' does not exist.", name);
  }
}
