package dev.trailmark.cloud.kms.model;

import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * The states that a key can be in, and what an operation is told that cannot run in them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states of
 *     AWS KMS keys</a>
 */
public enum KeyStatus {
  ENABLED(KeyState.ENABLED, "enabled"),
  DISABLED(KeyState.DISABLED, "disabled"),
  PENDING_DELETION(KeyState.PENDING_DELETION, "pending deletion"),
  PENDING_REPLICA_DELETION(KeyState.PENDING_REPLICA_DELETION, "pending replica deletion"),
  PENDING_IMPORT(KeyState.PENDING_IMPORT, "pending import"),
  UNAVAILABLE(KeyState.UNAVAILABLE, "unavailable"),
  CREATING(KeyState.CREATING, "creating"),
  UPDATING(KeyState.UPDATING, "updating");

  private final KeyState shown;
  private final String words;

  KeyStatus(KeyState shown, String words) {
    this.shown = shown;
    this.words = words;
  }

  /** The state as the API names it. */
  public KeyState shown() {
    return shown;
  }

  /** The state as errors name it. */
  String words() {
    return words;
  }

  /** Whether the key is on its way out. */
  public boolean leaving() {
    return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
  }
}
