package dev.trailmark.cloud.kms.model;

import java.time.Instant;

/**
 * What a key's import token stands for.
 *
 * @param wrapping how the material is to be wrapped
 * @param privateKey the wrapping key's other half, PKCS #8; a secret
 * @param validTo until when both can be used
 */
public record ImportParameters(String wrapping, byte[] privateKey, Instant validTo) {

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "ImportParameters[" + wrapping + ", " + validTo + "]";
  }
}
