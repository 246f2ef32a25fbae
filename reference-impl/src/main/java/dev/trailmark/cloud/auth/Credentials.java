package dev.trailmark.cloud.auth;

/** Where access keys are looked up: long-term keys of IAM, temporary ones of STS. */
public interface Credentials {

  /**
   * The credential with that access key id, or {@code null} when nobody has it. Called for each
   * request, from any thread; must not block.
   */
  Credential find(String accessKeyId);
}
