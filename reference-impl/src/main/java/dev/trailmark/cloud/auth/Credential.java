package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Principal;

/**
 * An access key and whom it stands for.
 *
 * @param accessKeyId the public half, {@code AKIA…} or {@code ASIA…}
 * @param secretAccessKey the secret half
 * @param sessionToken what must accompany a temporary key; {@code null} for a long-term one
 * @param active whether the key may be used; an inactive key is answered like an unknown one
 * @param principal whom the key authenticates; its session's expiry bounds a temporary key
 */
public record Credential(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    boolean active,
    Principal principal) {

  /** Shows the key's id only, so that no secret reaches a log. */
  @Override
  public String toString() {
    return "Credential[" + accessKeyId + "]";
  }
}
