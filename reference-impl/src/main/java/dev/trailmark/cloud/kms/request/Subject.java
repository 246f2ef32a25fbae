package dev.trailmark.cloud.kms.request;

/** What a call's access stage left for its later stages: the key or keys that it is about. */
public interface Subject {

  /**
   * Whether the key on which an action was asked for was named by the ciphertext alone. A refusal
   * then does not tell which key it is.
   */
  boolean onlyCiphertextNames(String action);
}
