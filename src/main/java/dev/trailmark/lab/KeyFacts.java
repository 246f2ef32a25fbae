package dev.trailmark.lab;

import dev.trailmark.evidence.Dated;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A KMS key as DescribeKey shows it.
 *
 * @param id the bare key ID
 * @param arn the key's ARN
 * @param description free text
 * @param spec {@code SYMMETRIC_DEFAULT} for the lab's key
 * @param usage {@code ENCRYPT_DECRYPT} for the lab's key
 * @param state {@code Enabled}, {@code Disabled}, {@code PendingDeletion} …
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param created when the key was made
 */
public record KeyFacts(
    String id,
    String arn,
    String description,
    String spec,
    String usage,
    String state,
    String manager,
    Instant created)
    implements Dated {

  @Override
  public Optional<Instant> done() {
    return Optional.of(created).filter(time -> time.isAfter(Instant.EPOCH));
  }

  /** Whether this is the kind of key that the lab asks for. */
  public boolean symmetric() {
    return spec.equals("SYMMETRIC_DEFAULT") && usage.equals("ENCRYPT_DECRYPT");
  }

  /** Whether the key can be used now. */
  public boolean enabled() {
    return state.equals("Enabled");
  }

  /** Whether anything tells what kind of key this is. */
  public boolean kindKnown() {
    return !spec.isEmpty() && !usage.isEmpty();
  }

  @Override
  public String toString() {
    return "%s key %s, %s, %s, description \"%s\""
        .formatted(
            manager.toLowerCase(Locale.ROOT),
            id,
            kindKnown() ? spec + " for " + usage : "of unknown kind",
            state,
            description);
  }
}
