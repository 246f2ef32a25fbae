package dev.trailmark.cloud.kms;

/**
 * What about a key is fixed when it is made, as the API names it.
 *
 * @param spec such as {@code SYMMETRIC_DEFAULT}
 * @param usage such as {@code ENCRYPT_DECRYPT}
 * @param origin such as {@code AWS_KMS}
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param multiRegion whether the key can have replicas
 */
record KeyTraits(String spec, String usage, String origin, String manager, boolean multiRegion) {
  private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
  private static final String ENCRYPTION = "ENCRYPT_DECRYPT";
  private static final String OWN_ORIGIN = "AWS_KMS";

  /** A symmetric encryption key that a customer manages. */
  static KeyTraits customer() {
    return new KeyTraits(SYMMETRIC, ENCRYPTION, OWN_ORIGIN, "CUSTOMER", false);
  }

  /** A symmetric encryption key that AWS manages for one of its services. */
  static KeyTraits awsManaged() {
    return new KeyTraits(SYMMETRIC, ENCRYPTION, OWN_ORIGIN, "AWS", false);
  }
}
