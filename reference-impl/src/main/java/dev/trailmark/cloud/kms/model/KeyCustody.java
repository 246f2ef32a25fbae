package dev.trailmark.cloud.kms.model;

/**
 * Where the material of a key in a custom key store is.
 *
 * @param store the custom key store's id
 * @param cluster the CloudHSM cluster; {@code null} in an external key store
 * @param externalKey the external key's id; {@code null} in a CloudHSM key store
 */
public record KeyCustody(String store, String cluster, String externalKey) {}
