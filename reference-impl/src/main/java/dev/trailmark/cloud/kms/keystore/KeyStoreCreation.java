package dev.trailmark.cloud.kms.keystore;

import dev.trailmark.cloud.kms.access.ServiceRoles;
import dev.trailmark.cloud.kms.model.ClusterRecord;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.ProxySettings;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreResponse;

/**
 * CreateCustomKeyStore: on a simulated CloudHSM cluster, or in front of a proxy that is never
 * called.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html">CreateCustomKeyStore</a>
 */
final class KeyStoreCreation {
  private static final int MOST = 10;
  private static final int ID_DIGITS = 17;

  private KeyStoreCreation() {}

  /** Refuses a request that lacks what its type needs, or brings what belongs to the other. */
  static void check(CreateCustomKeyStoreRequest request) {
    boolean external = KeyStoreRecord.EXTERNAL.equals(request.customKeyStoreTypeAsString());
    boolean ofHsm =
        Stream.of(
                request.cloudHsmClusterId(),
                request.keyStorePassword(),
                request.trustAnchorCertificate())
            .allMatch(Objects::nonNull);
    boolean ofProxy =
        Stream.of(
                request.xksProxyConnectivity(),
                request.xksProxyUriEndpoint(),
                request.xksProxyUriPath(),
                request.xksProxyAuthenticationCredential())
            .allMatch(Objects::nonNull);
    if (!(external ? ofProxy && !anyOfHsm(request) : ofHsm && !anyOfProxy(request))) {
      throw KmsError.VALIDATION.because(
          external
              ? "An external key store needs XksProxyConnectivity, XksProxyUriEndpoint,"
                  + " XksProxyUriPath and XksProxyAuthenticationCredential, and takes no parameter"
                  + " of AWS CloudHSM key stores."
              : "An AWS CloudHSM key store needs CloudHsmClusterId, KeyStorePassword and"
                  + " TrustAnchorCertificate, and takes no parameter of external key stores.");
    }
    if (external) {
      checkService(
          request.xksProxyConnectivityAsString(), request.xksProxyVpcEndpointServiceName());
    }
  }

  private static boolean anyOfHsm(CreateCustomKeyStoreRequest request) {
    return request.cloudHsmClusterId() != null
        || request.keyStorePassword() != null
        || request.trustAnchorCertificate() != null;
  }

  private static boolean anyOfProxy(CreateCustomKeyStoreRequest request) {
    return request.xksProxyConnectivity() != null
        || request.xksProxyUriEndpoint() != null
        || request.xksProxyUriPath() != null
        || request.xksProxyAuthenticationCredential() != null
        || request.xksProxyVpcEndpointServiceName() != null
        || request.xksProxyVpcEndpointServiceOwner() != null;
  }

  /** A VPC endpoint service is named exactly when the proxy is reached through one. */
  static void checkService(String connectivity, String service) {
    if (ProxySettings.VPC.equals(connectivity) != (service != null)) {
      throw KmsError.VALIDATION.because(
          "XksProxyVpcEndpointServiceName is required when XksProxyConnectivity is"
              + " VPC_ENDPOINT_SERVICE and is not valid otherwise.");
    }
  }

  static CreateCustomKeyStoreResponse create(Call call, CreateCustomKeyStoreRequest request) {
    KeyStoreRecord draft = draft(call, request);
    String print = draft.anchor() == null ? null : fingerprint(draft.anchor());
    if (draft.proxy() == null) {
      ServiceRoles.CUSTOM_KEY_STORES.ensure(call);
    }
    KmsTables.update(
        call,
        call.accountId(),
        transaction -> {
          List<KeyStoreRecord> others = KeyStores.all(call, transaction);
          if (others.size() >= MOST) {
            throw KmsError.LIMIT_EXCEEDED.because(
                "An account can have %d custom key stores in a Region.", MOST);
          }
          refuseName(others, draft);
          if (draft.proxy() == null) {
            associate(transaction, others, draft, print);
          } else {
            refuseProxy(others, draft);
          }
          transaction.put(KmsTables.KEY_STORES, draft.address(), draft);
          return draft;
        });
    return CreateCustomKeyStoreResponse.builder().customKeyStoreId(draft.id()).build();
  }

  private static KeyStoreRecord draft(Call call, CreateCustomKeyStoreRequest request) {
    boolean external = KeyStoreRecord.EXTERNAL.equals(request.customKeyStoreTypeAsString());
    return new KeyStoreRecord(
        call.accountId(),
        call.region(),
        "cks-" + call.ids().hex(ID_DIGITS),
        request.customKeyStoreName(),
        call.time(),
        request.cloudHsmClusterId(),
        request.trustAnchorCertificate(),
        external ? null : digest(request.keyStorePassword()),
        external ? proxy(call, request) : null,
        null,
        null);
  }

  private static ProxySettings proxy(Call call, CreateCustomKeyStoreRequest request) {
    String owner = request.xksProxyVpcEndpointServiceOwner();
    boolean vpc = ProxySettings.VPC.equals(request.xksProxyConnectivityAsString());
    return new ProxySettings(
        request.xksProxyConnectivityAsString(),
        request.xksProxyUriEndpoint(),
        request.xksProxyUriPath(),
        request.xksProxyVpcEndpointServiceName(),
        vpc && owner == null ? call.accountId() : owner,
        request.xksProxyAuthenticationCredential().accessKeyId());
  }

  /** Refuses a name that another store has. */
  static void refuseName(List<KeyStoreRecord> stores, KeyStoreRecord draft) {
    if (others(stores, draft).anyMatch(store -> store.name().equals(draft.name()))) {
      throw KmsError.KEY_STORE_NAME_IN_USE.because(
          "The custom key store name '%s' is already in use.", draft.name());
    }
  }

  /** Refuses a proxy, or the way to it, that another store has. */
  static void refuseProxy(List<KeyStoreRecord> stores, KeyStoreRecord draft) {
    ProxySettings proxy = draft.proxy();
    List<ProxySettings> known =
        others(stores, draft).map(KeyStoreRecord::proxy).filter(Objects::nonNull).toList();
    for (ProxySettings other : known) {
      boolean sameEndpoint = other.endpoint().equals(proxy.endpoint());
      if (sameEndpoint && other.path().equals(proxy.path())) {
        throw KmsError.XKS_URI_IN_USE.because(
            "The proxy at %s%s is already in use.", proxy.endpoint(), proxy.path());
      }
      if (sameEndpoint && (other.inVpc() || proxy.inVpc())) {
        throw KmsError.XKS_ENDPOINT_IN_USE.because(
            "The endpoint %s is already in use.", proxy.endpoint());
      }
      if (proxy.inVpc() && proxy.service().equals(other.service())) {
        throw KmsError.XKS_SERVICE_IN_USE.because(
            "The VPC endpoint service %s is already in use.", proxy.service());
      }
    }
  }

  /** Takes a cluster for a new store; one not seen before is as the request says it is. */
  private static void associate(
      Transaction transaction, List<KeyStoreRecord> stores, KeyStoreRecord draft, String print) {
    ClusterRecord known = transaction.get(KmsTables.CLUSTERS, clusterAddress(draft));
    if (known != null && !known.anchor().equals(print)) {
      throw KmsError.INCORRECT_TRUST_ANCHOR.because(
          "The certificate is not the trust anchor of %s.", draft.cluster());
    }
    boolean taken =
        others(stores, draft)
            .filter(store -> store.cluster() != null)
            .anyMatch(
                store ->
                    store.cluster().equals(draft.cluster())
                        || fingerprint(store.anchor()).equals(print));
    if (taken) {
      throw clusterInUse(draft.cluster());
    }
    if (known == null) {
      transaction.put(
          KmsTables.CLUSTERS, clusterAddress(draft), new ClusterRecord(print, draft.password()));
    }
  }

  static RuntimeException clusterInUse(String cluster) {
    return KmsError.CLUSTER_IN_USE.because(
        "%s, or a cluster with which it shares a backup history, is already in use.", cluster);
  }

  /** Where a store's cluster is kept. */
  static String clusterAddress(KeyStoreRecord store) {
    return KmsTables.partition(store.account(), store.region()) + store.cluster();
  }

  /** The other stores. */
  static Stream<KeyStoreRecord> others(List<KeyStoreRecord> stores, KeyStoreRecord draft) {
    return stores.stream().filter(store -> !store.id().equals(draft.id()));
  }

  /** A certificate's fingerprint; what is no certificate is no trust anchor. */
  static String fingerprint(String pem) {
    try {
      byte[] encoded =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
              .getEncoded();
      return digest(encoded);
    } catch (CertificateException e) {
      throw KmsError.INCORRECT_TRUST_ANCHOR.because(
          "TrustAnchorCertificate is not an X.509 certificate in PEM.");
    }
  }

  static String digest(String secret) {
    return digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
