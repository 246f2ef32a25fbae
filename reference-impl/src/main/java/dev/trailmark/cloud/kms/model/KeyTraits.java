package dev.trailmark.cloud.kms.model;

import java.util.List;

/**
 * What about a key is fixed when it is made, as the API names it.
 *
 * @param spec such as {@code SYMMETRIC_DEFAULT}
 * @param usage such as {@code ENCRYPT_DECRYPT}
 * @param origin such as {@code AWS_KMS}
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param multiRegion whether the key can have replicas
 * @param custody where the material is of a key in a custom key store; {@code null} for other keys
 */
public record KeyTraits(
    String spec,
    String usage,
    String origin,
    String manager,
    boolean multiRegion,
    KeyCustody custody) {
  /** The origin of keys whose material KMS makes. */
  public static final String OWN_ORIGIN = "AWS_KMS";

  /** The origin of keys whose material is imported. */
  public static final String EXTERNAL = "EXTERNAL";

  private static final KeyTraits AWS_MANAGED =
      new KeyTraits(
          KeyForm.SYMMETRIC_DEFAULT.name(), KeyForm.ENCRYPTION, OWN_ORIGIN, "AWS", false, null);

  /** A key that a customer manages. */
  public static KeyTraits customer(
      KeyForm form, String usage, String origin, boolean multiRegion, KeyCustody custody) {
    return new KeyTraits(form.name(), usage, origin, "CUSTOMER", multiRegion, custody);
  }

  /** A symmetric encryption key that AWS manages for one of its services. */
  public static KeyTraits awsManaged() {
    return AWS_MANAGED;
  }

  /** What the spec stands for. */
  public KeyForm form() {
    return KeyForm.valueOf(spec);
  }

  /** The algorithms that the key may be used with, in KMS's order. */
  public List<String> algorithms() {
    return form().algorithms(usage);
  }

  /** The same with the material in another CloudHSM cluster, or in none. */
  public KeyTraits on(String cluster) {
    KeyCustody moved = new KeyCustody(custody.store(), cluster, custody.externalKey());
    return new KeyTraits(spec, usage, origin, manager, multiRegion, moved);
  }

  /** Whether material has an id that is shown; only where it can be rotated it has. */
  public boolean showsMaterial() {
    return symmetric() && custody == null;
  }

  /** Whether another key can take this one's place under an alias: its type and usage agree. */
  public boolean replaceableBy(KeyTraits other) {
    boolean pair = form().pair() != null;
    return usage.equals(other.usage) && pair == (other.form().pair() != null);
  }

  /** Whether it is a symmetric encryption key. */
  public boolean symmetric() {
    return spec.equals(AWS_MANAGED.spec);
  }
}
