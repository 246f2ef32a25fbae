package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;

/**
 * Whether a key may be used as an operation wants to: its state, its usage, the algorithm, the
 * origin.
 */
public final class UsageCheck {
  private UsageCheck() {}

  /**
   * The call's key, if it may be used.
   *
   * @param algorithm {@code null} when the operation has none to choose from
   */
  public static KeyUse of(Call call, String operation, String usage, String algorithm) {
    KeyUse use = KeyUse.of(call);
    check(use.key(), operation, usage, algorithm);
    return use;
  }

  /** Checks a key's state, then its usage, then the algorithm. */
  public static void check(KeyView key, String operation, String usage, String algorithm) {
    KeyTraits traits = KeyStates.usable(key.record()).traits();
    if (!traits.usage().equals(usage)) {
      throw KmsError.INVALID_KEY_USAGE.because(
          "%s key usage is %s which is not valid for %s.", key.arn(), traits.usage(), operation);
    }
    if (algorithm != null) {
      requireAlgorithm(traits, algorithm);
    }
  }

  /**
   * Checks the algorithm of a ciphertext. What would be a symmetric one is none for the private key
   * of a pair.
   */
  public static void opens(KeyView key, String algorithm) {
    KeyTraits traits = key.record().traits();
    if (!traits.symmetric() && algorithm.equals(KeyForm.SYMMETRIC_ALGORITHM)) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    requireAlgorithm(traits, algorithm);
  }

  private static void requireAlgorithm(KeyTraits traits, String algorithm) {
    if (!traits.algorithms().contains(algorithm)) {
      throw KmsError.INVALID_KEY_USAGE.because(
          "Algorithm %s is incompatible with key spec %s.", algorithm, traits.spec());
    }
  }

  /** The call's key, if it may encrypt data keys. */
  public static KeyUse forDataKeys(Call call, String operation) {
    KeyUse use = of(call, operation, KeyForm.ENCRYPTION, null);
    if (!use.key().record().traits().symmetric()) {
      throw KmsError.INVALID_KEY_USAGE.because(
          "You cannot generate a data key with an asymmetric CMK");
    }
    return use;
  }

  /** What an operation says that does not go with where the material is from. */
  public static ServiceException wrongOrigin(KeyRecord key) {
    return KmsError.UNSUPPORTED.because(
        "%s origin is %s which is not valid for this operation.", key.arn(), key.traits().origin());
  }
}
