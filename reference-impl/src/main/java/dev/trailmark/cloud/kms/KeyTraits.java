package dev.trailmark.cloud.kms;

import java.util.List;

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
  /** The origin of keys whose material KMS makes. */
  static final String OWN_ORIGIN = "AWS_KMS";

  /** The origin of keys whose material is imported. */
  static final String EXTERNAL = "EXTERNAL";

  private static final KeyTraits AWS_MANAGED =
      new KeyTraits(KeyForm.SYMMETRIC_DEFAULT.name(), KeyForm.ENCRYPTION, OWN_ORIGIN, "AWS", false);

  /** A key that a customer manages. */
  static KeyTraits customer(KeyForm form, String usage, String origin, boolean multiRegion) {
    return new KeyTraits(form.name(), usage, origin, "CUSTOMER", multiRegion);
  }

  /** A symmetric encryption key that AWS manages for one of its services. */
  static KeyTraits awsManaged() {
    return AWS_MANAGED;
  }

  /** What the spec stands for. */
  KeyForm form() {
    return KeyForm.valueOf(spec);
  }

  /** The algorithms that the key may be used with, in KMS's order. */
  List<String> algorithms() {
    return form().algorithms(usage);
  }

  /** Whether it is a symmetric encryption key. */
  boolean symmetric() {
    return spec.equals(AWS_MANAGED.spec);
  }
}
