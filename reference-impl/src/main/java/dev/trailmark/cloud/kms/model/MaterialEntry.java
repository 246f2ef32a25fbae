package dev.trailmark.cloud.kms.model;

import java.time.Instant;

/**
 * One of the materials that a key has or had, without the secret.
 *
 * @param id 64 hexadecimal digits
 * @param present whether the material is there: imported material may have been deleted or have
 *     expired
 * @param pending whether it was imported for a rotation that has not been asked for yet
 * @param imported whether the customer brought it
 * @param validTo when imported material expires; {@code null} for never
 * @param description what its importer said about it; may be {@code null}
 * @param rotatedAt when it became the current one; {@code null} for the first
 * @param rotationType {@code AUTOMATIC} or {@code ON_DEMAND}; {@code null} for the first
 */
public record MaterialEntry(
    String id,
    boolean present,
    boolean pending,
    boolean imported,
    Instant validTo,
    String description,
    Instant rotatedAt,
    String rotationType) {
  /** The expiration model of material that expires. */
  public static final String EXPIRES = "KEY_MATERIAL_EXPIRES";

  /** The expiration model of material that does not. */
  public static final String LASTS = "KEY_MATERIAL_DOES_NOT_EXPIRE";

  /** The type of rotations that happen as planned. */
  public static final String AUTOMATIC = "AUTOMATIC";

  /** The type of rotations that somebody asked for. */
  public static final String ON_DEMAND = "ON_DEMAND";

  /** Material that KMS made together with the key. */
  static MaterialEntry first(String id) {
    return new MaterialEntry(id, true, false, false, null, null, null, null);
  }

  /** Material that KMS made for a rotation. */
  public static MaterialEntry rotated(String id, Instant time, String type) {
    return new MaterialEntry(id, true, false, false, null, null, time, type);
  }

  /** Imported material: the key's first, or one that waits for a rotation. */
  public static MaterialEntry imported(
      String id, boolean pending, Instant validTo, String description) {
    return new MaterialEntry(id, true, pending, true, validTo, description, null, null);
  }

  /** The same, brought anew. */
  public MaterialEntry back(Instant newValidTo, String newDescription) {
    return new MaterialEntry(
        id,
        true,
        pending,
        true,
        newValidTo,
        newDescription == null ? description : newDescription,
        rotatedAt,
        rotationType);
  }

  /** The same after its secret is gone. */
  public MaterialEntry lost() {
    return new MaterialEntry(
        id, false, pending, imported, null, description, rotatedAt, rotationType);
  }

  /** This region's copy of imported material, in the part that the primary's material has. */
  MaterialEntry like(MaterialEntry primary) {
    return new MaterialEntry(
        id,
        present,
        primary.pending,
        imported,
        validTo,
        description,
        primary.rotatedAt,
        primary.rotationType);
  }

  /** The same once a rotation made it the current one. */
  public MaterialEntry current(Instant time) {
    return new MaterialEntry(id, present, false, imported, validTo, description, time, ON_DEMAND);
  }

  /** How the API says whether it expires. */
  public String expirationModel() {
    return validTo == null ? LASTS : EXPIRES;
  }
}
