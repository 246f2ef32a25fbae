package dev.trailmark.lab;

import dev.trailmark.evidence.Dated;
import dev.trailmark.evidence.KeyPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key's policy over time, oldest version first.
 *
 * @param versions what PutKeyPolicy set, and last what is in force
 */
public record KeyPolicyHistory(List<Version> versions) implements Dated {

  /**
   * One version.
   *
   * @param since when it was set; empty when only known to be in force now
   * @param policy its content
   * @param source the call or trail record that shows it
   */
  public record Version(Optional<Instant> since, KeyPolicy policy, String source) {

    @Override
    public String toString() {
      String when = since.map(time -> "set at " + time).orElse("in force now");
      return "%s: users %s".formatted(when, policy.users());
    }
  }

  /** When the policy was last set, as far as it is known. */
  @Override
  public Optional<Instant> done() {
    return versions.stream().flatMap(version -> version.since().stream()).max(Instant::compareTo);
  }

  /** Copies the versions. */
  public KeyPolicyHistory {
    versions = List.copyOf(versions);
  }

  /** The first version in which the principal may no longer use the key by name. */
  public Optional<Version> withoutUser(String principal) {
    return versions.stream().filter(version -> !lists(version, principal)).findFirst();
  }

  /** The version that restored the principal after it was removed. */
  public Optional<Version> restoring(String principal) {
    return withoutUser(principal)
        .flatMap(
            removed ->
                versions.stream()
                    .skip(versions.indexOf(removed))
                    .filter(version -> lists(version, principal))
                    .findFirst());
  }

  private static boolean lists(Version version, String principal) {
    return version.policy().users().contains(principal);
  }

  @Override
  public String toString() {
    return versions.isEmpty() ? "no versions" : String.join("; then ", texts());
  }

  private List<String> texts() {
    return versions.stream().map(Version::toString).toList();
  }
}
