package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;

/**
 * The key that a call is about, as its access stage found it.
 *
 * @param key the key
 * @param alias the alias name that the request used; {@code null} when it named the key itself
 * @param made the key's material when this very call makes the key, and it is thus not yet
 *     published; else {@code null}
 */
record KeyUse(KeyView key, String alias, MaterialRecord made) {

  /** The key that this call is about. */
  static KeyUse of(Call call) {
    return call.subject(KeyUse.class);
  }

  /** The material that encrypts. */
  MaterialRecord currentMaterial(Call call) {
    if (made != null) {
      return made;
    }
    MaterialRecord found = call.state().get(KmsTables.MATERIAL, key.record().currentMaterialId());
    if (found == null) {
      throw KmsError.NOT_FOUND.because("Key '%s' does not exist", key.arn());
    }
    return found;
  }
}
