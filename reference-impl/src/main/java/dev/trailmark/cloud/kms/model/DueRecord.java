package dev.trailmark.cloud.kms.model;

/**
 * Something that will happen to a key; the record's place in its table orders them by time.
 *
 * @param account the key's owner
 * @param region the key's region
 * @param keyId the key id
 */
public record DueRecord(String account, String region, String keyId) {

  static DueRecord of(KeyRecord key) {
    return new DueRecord(key.account(), key.region(), key.id());
  }

  /** The key's place in its table. */
  public String keyAddress() {
    return account + "/" + region + "/" + keyId;
  }
}
