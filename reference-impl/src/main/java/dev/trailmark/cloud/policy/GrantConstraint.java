package dev.trailmark.cloud.policy;

import java.util.Map;
import java.util.Set;

/**
 * What a grant demands of the encryption context. Names and values are case-sensitive. Operations
 * that take no encryption context, such as DescribeKey and RetireGrant, are not constrained.
 *
 * @param type how the context is compared
 * @param pairs the pairs of the constraint
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html">GrantConstraints</a>
 */
public record GrantConstraint(Type type, Map<String, String> pairs) {

  /** No constraint. */
  public static final GrantConstraint NONE = new GrantConstraint(Type.NONE, Map.of());

  private static final Set<String> WITH_CONTEXT =
      Set.of(
          "Encrypt",
          "Decrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo");

  /** How the encryption context is compared. */
  public enum Type {
    /** Not at all. */
    NONE,
    /** EncryptionContextEquals: it must be these pairs. */
    EQUALS,
    /** EncryptionContextSubset: it must contain these pairs. */
    SUBSET
  }

  /** Copies the pairs so that the constraint is immutable. */
  public GrantConstraint {
    pairs = Map.copyOf(pairs);
  }

  boolean admits(String operation, Map<String, String> encryptionContext) {
    if (!WITH_CONTEXT.contains(operation)) {
      return true;
    }
    return switch (type) {
      case NONE -> true;
      case EQUALS -> encryptionContext.equals(pairs);
      case SUBSET -> encryptionContext.entrySet().containsAll(pairs.entrySet());
    };
  }
}
