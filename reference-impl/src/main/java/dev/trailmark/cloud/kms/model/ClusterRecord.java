package dev.trailmark.cloud.kms.model;

/**
 * A simulated CloudHSM cluster. It comes into being, active and with enough HSMs, when a key store
 * is first associated with it, and stays when the key store is deleted.
 *
 * @param anchor the SHA-256 fingerprint of its trust anchor certificate; clusters that share a
 *     backup history have the same
 * @param password the SHA-256 digest of the password of its crypto user {@code kmsuser}
 */
public record ClusterRecord(String anchor, String password) {}
