package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.ServiceException;

/**
 * Key states: what they permit.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states of
 *     AWS KMS keys</a>
 */
public final class KeyStates {
  private KeyStates() {}

  /** The key, unless it is pending deletion. */
  public static KeyRecord notPendingDeletion(KeyRecord key) {
    if (key.status().leaving()) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, unless it is becoming a primary key or ceasing to be one. */
  public static KeyRecord notUpdating(KeyRecord key) {
    if (key.status() == KeyStatus.UPDATING) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, unless it is a replica in the making. */
  public static KeyRecord notCreating(KeyRecord key) {
    if (key.status() == KeyStatus.CREATING) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, if it is enabled and nothing else. */
  public static KeyRecord enabled(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED) {
      return key;
    }
    throw wrongState(key);
  }

  /** The key, if it can have new grants: also while its custom key store is disconnected. */
  public static KeyRecord grantable(KeyRecord key) {
    return key.status() == KeyStatus.UNAVAILABLE ? key : usable(key);
  }

  /** The key, if its public key may be read: also while it is disabled, as was recorded. */
  public static KeyRecord readable(KeyRecord key) {
    return key.status() == KeyStatus.DISABLED ? key : usable(key);
  }

  /** The key, if cryptographic operations may use it. */
  public static KeyRecord usable(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED || key.status() == KeyStatus.UPDATING) {
      return key;
    }
    throw wrongState(key);
  }

  /** The key, if it can be enabled and disabled. */
  public static KeyRecord switchable(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED || key.status() == KeyStatus.DISABLED) {
      return key;
    }
    throw wrongState(key);
  }

  /** What an operation says that cannot run in the key's state. */
  static ServiceException wrongState(KeyRecord key) {
    KmsError error =
        key.status() == KeyStatus.DISABLED ? KmsError.DISABLED : KmsError.INVALID_STATE;
    return error.because("%s is %s.", key.arn(), key.status().words());
  }
}
