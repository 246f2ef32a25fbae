package dev.trailmark.cloud.iam;

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
record LoginRecord(
    Instant created,
    Instant changed,
    boolean resetRequired,
    byte[] salt,
    int iterations,
    byte[] hash,
    List<byte[]> former) {

  LoginRecord {
    former = List.copyOf(former);
  }

  /** The login with another password. */
  LoginRecord changed(byte[] newHash, Instant now, boolean resetIsRequired) {
    List<byte[]> before = new ArrayList<>(former);
    before.add(0, hash);
    return new LoginRecord(
        created,
        now,
        resetIsRequired,
        salt,
        iterations,
        newHash,
        before.subList(0, Math.min(before.size(), Passwords.MOST_REMEMBERED)));
  }

  LoginRecord resetting(boolean resetIsRequired) {
    return new LoginRecord(created, changed, resetIsRequired, salt, iterations, hash, former);
  }

  /** Keeps the hashes out of logs. */
  @Override
  public String toString() {
    return "LoginRecord[" + created + "]";
  }
}
