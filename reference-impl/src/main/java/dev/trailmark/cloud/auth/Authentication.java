package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Principal;
import java.time.Instant;

/**
 * A request's proven origin.
 *
 * @param principal who signed; {@link Principal#anonymous()} when nobody did
 * @param scheme where the signature was
 * @param version how it was made
 * @param region the region of the credential scope; for Signature Version 2, which has none, the
 *     region served; {@code null} when anonymous
 * @param service the service's signing name; {@code null} when anonymous
 * @param signedAt when the request was signed; {@code null} when anonymous and for a Version 2 URL,
 *     which carries its end only
 * @param accessKeyId the key that signed; {@code null} when anonymous
 * @param payload what remains to be checked while the body is read
 */
public record Authentication(
    Principal principal,
    Scheme scheme,
    SignatureVersion version,
    String region,
    String service,
    Instant signedAt,
    String accessKeyId,
    PayloadCheck payload) {

  /** Whether nobody signed. */
  public boolean isAnonymous() {
    return scheme == Scheme.ANONYMOUS;
  }
}
