package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Subject;
import dev.trailmark.cloud.operation.Call;

/**
 * The key that a call is about, as its access stage found it.
 *
 * @param key the key
 * @param alias the alias name that the request used; {@code null} when it named the key itself
 * @param made the key's material when this very call makes the key, and it is thus not yet
 *     published; else {@code null}
 * @param byCiphertext whether it was not the request but the ciphertext that named the key
 */
public record KeyUse(KeyView key, String alias, MaterialRecord made, boolean byCiphertext)
    implements Subject {

  /** A key that the request named; {@code alias} is {@code null} when it did so without one. */
  static KeyUse named(KeyView key, String alias) {
    return new KeyUse(key, alias, null, false);
  }

  @Override
  public boolean onlyCiphertextNames(String action) {
    return byCiphertext;
  }

  /** The key that this call is about. */
  public static KeyUse of(Call call) {
    return call.subject(KeyUse.class);
  }

  /** The material that encrypts. */
  public MaterialRecord currentMaterial(Call call) {
    if (made != null) {
      return made;
    }
    MaterialRecord found =
        Materials.of(call.state(), key.record(), key.record().currentMaterialId());
    if (found == null) {
      throw KmsError.NOT_FOUND.because("Key '%s' does not exist", key.arn());
    }
    return found;
  }
}
