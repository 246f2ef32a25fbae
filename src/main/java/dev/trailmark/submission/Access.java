package dev.trailmark.submission;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach the account that a student worked in. With neither a profile nor keys the caller's
 * own credentials are used, by the SDK's provider chain; a role is assumed with whichever of them
 * there is.
 *
 * @param endpoint the URL of a simulator or emulator; absent for AWS itself
 * @param region the region that the lab was done in, such as {@code us-east-1}
 * @param profile a profile of the grader's AWS configuration files
 * @param keys an access key, from the environment or from the file
 * @param role a role to assume before looking
 */
public record Access(
    Optional<URI> endpoint,
    String region,
    Optional<String> profile,
    Optional<AccessKeys> keys,
    Optional<RoleToAssume> role) {

  /** There is no account: everything there is was handed in. */
  public static final Access ON_PAPER =
      new Access(Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether there is no account to look at. */
  public boolean onPaper() {
    return equals(ON_PAPER);
  }
}
