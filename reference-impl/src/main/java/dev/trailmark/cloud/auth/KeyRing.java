package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/** Finds a request's key and judges whether it may be used now, with the token that came along. */
final class KeyRing {
  private final Credentials credentials;

  KeyRing(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * The usable credential.
   *
   * @param token the session token sent, or {@code null}
   */
  Credential find(Scheme scheme, String accessKeyId, String token, Instant now, Faults faults)
      throws AuthFailure {
    Credential credential = credentials.find(accessKeyId);
    if (credential == null || !credential.active()) {
      throw faults.unknownKey(scheme, accessKeyId);
    }
    String expected = credential.sessionToken();
    if (token == null && expected == null) {
      return credential;
    }
    if (token == null) {
      // A temporary key is no key without its token.
      throw faults.unknownKey(scheme, accessKeyId);
    }
    if (expected == null || !equal(expected, token)) {
      throw faults.invalidToken(scheme, token);
    }
    Session session = credential.principal().session();
    if (session != null && !now.isBefore(session.expiresAt())) {
      throw faults.expiredToken(scheme, token);
    }
    return credential;
  }

  /** Compares secrets in a time that does not tell where they differ. */
  static boolean equal(String expected, String provided) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), provided.getBytes(StandardCharsets.UTF_8));
  }
}
