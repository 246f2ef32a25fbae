package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Constraint;
import java.util.Collection;
import java.util.List;

/**
 * Dry runs, which check permissions only; those of Decrypt and ReEncrypt need no ciphertext.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing
 *     your permissions</a>
 */
public final class DryRuns {
  /** The member that says what a dry run leaves out. */
  public static final String MODIFIERS = "DryRunModifiers";

  private static final String IGNORE_CIPHERTEXT = "IGNORE_CIPHERTEXT";

  private DryRuns() {}

  /** Whether the ciphertext does not count. Modifiers mean nothing but in a dry run. */
  public static boolean ignoreCiphertext(Boolean dryRun, List<String> modifiers) {
    return Boolean.TRUE.equals(dryRun) && modifiers.contains(IGNORE_CIPHERTEXT);
  }

  /**
   * The ciphertext must be sent, or in a dry run that ignores it the key that it would have named.
   *
   * @param key the member that names the key to decrypt with
   */
  public static Constraint[] ciphertextOr(String key) {
    Constraint ciphertext = Constraint.required("CiphertextBlob");
    Constraint named = Constraint.required(key);
    return new Constraint[] {
      (input, violations) -> {
        boolean ignored =
            Boolean.TRUE.equals(input.get("DryRun"))
                && input.get(MODIFIERS) instanceof Collection<?> modifiers
                && modifiers.contains(IGNORE_CIPHERTEXT);
        (ignored ? named : ciphertext).check(input, violations);
      },
      (input, violations) -> {
        if (input.get(MODIFIERS) instanceof Collection<?> modifiers
            && !List.of(IGNORE_CIPHERTEXT).containsAll(modifiers)) {
          violations.add(
              "Value '"
                  + modifiers
                  + "' at 'dryRunModifiers' failed to satisfy constraint: Member must satisfy"
                  + " constraint: [Member must satisfy enum value set: ["
                  + IGNORE_CIPHERTEXT
                  + "]]");
        }
      }
    };
  }

  /** Ends a dry run, after everything else has succeeded. */
  public static void end(Boolean dryRun) {
    if (Boolean.TRUE.equals(dryRun)) {
      throw KmsError.DRY_RUN.fail();
    }
  }
}
