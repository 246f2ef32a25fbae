package dev.trailmark.cloud.kms;

import software.amazon.awssdk.services.kms.model.KeyState;

/** The states that a key with material made by KMS can be in. */
enum KeyStatus {
  ENABLED(KeyState.ENABLED),
  DISABLED(KeyState.DISABLED),
  PENDING_DELETION(KeyState.PENDING_DELETION);

  private final KeyState shown;

  KeyStatus(KeyState shown) {
    this.shown = shown;
  }

  /** The state as the API names it. */
  KeyState shown() {
    return shown;
  }
}
