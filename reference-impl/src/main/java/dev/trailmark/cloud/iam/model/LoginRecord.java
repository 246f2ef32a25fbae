package dev.trailmark.cloud.iam.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's password for the console, of which only a hash is kept.
 *
 * @param created when the login profile was made
 * @param changed when the password was last set
 * @param resetRequired whether the user must set a new password at the next sign-in
 * @param salt goes into the hashes of all passwords of this user, so that a new one can be compared
 *     with those before it
 * @param iterations of the function that made the hashes
 * @param hash of the password
 * @param former hashes of the passwords before it, newest first
 */
public record LoginRecord(
    Instant created,
    Instant changed,
    boolean resetRequired,
    byte[] salt,
    int iterations,
    byte[] hash,
    List<byte[]> former) {
  /** The most former passwords that a password policy can ask for. */
  public static final int MOST_REMEMBERED = 24;

  public LoginRecord {
    former = List.copyOf(former);
  }

  /** The login with another password. */
  public LoginRecord changed(byte[] newHash, Instant now, boolean resetIsRequired) {
    List<byte[]> before = new ArrayList<>(former);
    before.add(0, hash);
    return new LoginRecord(
        created,
        now,
        resetIsRequired,
        salt,
        iterations,
        newHash,
        before.subList(0, Math.min(before.size(), MOST_REMEMBERED)));
  }

  /** The same, with a new password to be set at the next sign-in or not. */
  public LoginRecord resetting(boolean resetIsRequired) {
    return new LoginRecord(created, changed, resetIsRequired, salt, iterations, hash, former);
  }

  /** Keeps the hashes out of logs. */
  @Override
  public String toString() {
    return "LoginRecord[" + created + "]";
  }
}
