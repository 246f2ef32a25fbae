package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.crypto.EncodedPair;
import dev.trailmark.cloud.store.Ids;

/**
 * Key material that belongs to no key yet.
 *
 * @param secret a secret key, or a private key in PKCS #8
 * @param publicKey SubjectPublicKeyInfo of a key pair; {@code null} for secret keys
 */
public record Material(byte[] secret, byte[] publicKey) {

  /** Makes material; for an RSA key that takes up to seconds. */
  public static Material make(KeyForm form, Ids ids) {
    if (form.pair() == null) {
      return new Material(ids.secretBytes(form.secretLength()), null);
    }
    EncodedPair pair = form.pair().generate(ids.secureRandom());
    return new Material(pair.privateKey(), pair.publicKey());
  }

  /** The record of this material for a key. */
  MaterialRecord of(KeyRecord key) {
    return new MaterialRecord(key.account(), key.region(), key.id(), secret, publicKey);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "Material[" + secret.length + " bytes]";
  }
}
