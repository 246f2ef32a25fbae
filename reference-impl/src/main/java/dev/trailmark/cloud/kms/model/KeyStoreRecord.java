package dev.trailmark.cloud.kms.model;

import java.time.Instant;

/**
 * A custom key store.
 *
 * @param account the owner
 * @param region where it is
 * @param id such as {@code cks-1234567890abcdef0}
 * @param name unique in the account's region
 * @param created when it was made
 * @param cluster the CloudHSM cluster; {@code null} in an external key store
 * @param anchor the trust anchor certificate as it was given; {@code null} in an external key store
 * @param password the SHA-256 digest of the password that KMS was told; {@code null} in an external
 *     key store
 * @param proxy the external key store proxy; {@code null} in a CloudHSM key store
 * @param connects when the connection that was asked for stands or has failed; {@code null} when
 *     none was asked for
 * @param failure why the connection fails; {@code null} when it does not
 */
public record KeyStoreRecord(
    String account,
    String region,
    String id,
    String name,
    Instant created,
    String cluster,
    String anchor,
    String password,
    ProxySettings proxy,
    Instant connects,
    String failure) {
  /** The state in which the keys of a store can be used. */
  public static final String CONNECTED = "CONNECTED";

  static final String CONNECTING = "CONNECTING";

  /** The state of a store that is not connected. */
  public static final String DISCONNECTED = "DISCONNECTED";

  /** The state of a store that could not be connected. */
  public static final String FAILED = "FAILED";

  /** The type of stores in CloudHSM clusters, and the origin of their keys. */
  public static final String CLOUD_HSM = "AWS_CLOUDHSM";

  /** The type of stores behind external key store proxies, and the origin of their keys. */
  public static final String EXTERNAL = "EXTERNAL_KEY_STORE";

  /** The record's key in its table. */
  public String address() {
    return account + "/" + region + "/" + id;
  }

  /** The store's type, which is the origin of its keys too. */
  public String type() {
    return proxy == null ? CLOUD_HSM : EXTERNAL;
  }

  /** The connection's state. */
  public String state(Instant now) {
    if (connects == null) {
      return DISCONNECTED;
    }
    if (connects.isAfter(now)) {
      return CONNECTING;
    }
    return failure == null ? CONNECTED : FAILED;
  }

  /** The same with a connection, which may fail; without one when {@code time} is {@code null}. */
  public KeyStoreRecord connecting(Instant time, String error) {
    return new KeyStoreRecord(
        account, region, id, name, created, cluster, anchor, password, proxy, time, error);
  }

  /** The same under another name. */
  public KeyStoreRecord named(String newName) {
    return new KeyStoreRecord(
        account, region, id, newName, created, cluster, anchor, password, proxy, connects, failure);
  }

  /** The same on another cluster or with another password. */
  public KeyStoreRecord on(String newCluster, String newPassword) {
    return new KeyStoreRecord(
        account,
        region,
        id,
        name,
        created,
        newCluster,
        anchor,
        newPassword,
        proxy,
        connects,
        failure);
  }

  /** The same with another proxy. */
  public KeyStoreRecord through(ProxySettings newProxy) {
    return new KeyStoreRecord(
        account, region, id, name, created, cluster, anchor, password, newProxy, connects, failure);
  }
}
