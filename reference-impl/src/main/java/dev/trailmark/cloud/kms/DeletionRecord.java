package dev.trailmark.cloud.kms;

/**
 * A key due for deletion; the record's place in its table orders keys by date.
 *
 * @param keyId the key id
 */
record DeletionRecord(String keyId) {}
