package dev.trailmark.cloud.iam.login;

import dev.trailmark.cloud.iam.model.LoginRecord;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords: PBKDF2 (RFC 8018) with HMAC-SHA-512 and a salt for each user. Slow on
 * purpose, so for workers, and never inside a change of state.
 */
final class Passwords {
  private static final String FUNCTION = "PBKDF2WithHmacSHA512";
  private static final int BITS = 256;

  private Passwords() {}

  /** A new login, whose passwords are all hashed that often. */
  static LoginRecord login(
      String password, byte[] salt, int iterations, Instant now, boolean resetRequired) {
    byte[] hash = hash(password, salt, iterations);
    return new LoginRecord(now, now, resetRequired, salt, iterations, hash, List.of());
  }

  /** The password's hash, to be compared with those of a login. */
  static byte[] hash(String password, LoginRecord login) {
    return hash(password, login.salt(), login.iterations());
  }

  /** Whether it is the login's password whose hash this is; takes the same time either way. */
  static boolean isCurrent(byte[] hash, LoginRecord login) {
    return MessageDigest.isEqual(hash, login.hash());
  }

  /** Whether it is the hash of one of the login's last passwords, the current one included. */
  static boolean isAmongLast(int count, byte[] hash, LoginRecord login) {
    return isCurrent(hash, login)
        || login.former().stream()
            .limit(count - 1L)
            .anyMatch(former -> MessageDigest.isEqual(hash, former));
  }

  private static byte[] hash(String password, byte[] salt, int iterations) {
    PBEKeySpec input = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
    try {
      return SecretKeyFactory.getInstance(FUNCTION).generateSecret(input).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + FUNCTION, e);
    } finally {
      input.clearPassword();
    }
  }
}
