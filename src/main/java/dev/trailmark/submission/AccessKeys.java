package dev.trailmark.submission;

import java.util.Optional;

/**
 * An access key, and the session token that belongs to it when the key is temporary. Its text form
 * hides the secrets.
 *
 * @param accessKeyId the key's public name
 * @param secretAccessKey the secret it signs with
 * @param sessionToken the token of a temporary key, absent for a permanent one
 */
public record AccessKeys(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
  @Override
  public String toString() {
    return "AccessKeys[accessKeyId=" + accessKeyId + ", secrets hidden]";
  }
}
