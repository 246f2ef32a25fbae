package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a grant demands of a request: of its encryption context, and of the resource on whose behalf
 * an AWS service makes it. Names and values are case-sensitive. Operations that take no encryption
 * context, such as DescribeKey and RetireGrant, are not constrained by it; RetireGrant by nothing.
 *
 * @param type how the context is compared
 * @param pairs the pairs of the constraint
 * @param sourceArn what {@code aws:SourceArn} must be when a service asks, as if that condition
 *     stood in the grant; other callers have none and are not held to it. {@code null} for no such
 *     constraint
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html">GrantConstraints</a>
 */
public record GrantConstraint(Type type, Map<String, String> pairs, String sourceArn) {

  /** No constraint. */
  public static final GrantConstraint NONE = new GrantConstraint(Type.NONE, Map.of());

  private static final String RETIRE = "RetireGrant";
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

  /** A constraint of the encryption context alone. */
  public GrantConstraint(Type type, Map<String, String> pairs) {
    this(type, pairs, null);
  }

  boolean admits(String operation, AccessRequest request, Map<String, String> encryptionContext) {
    return admitsSource(operation, request) && admitsContext(operation, encryptionContext);
  }

  private boolean admitsSource(String operation, AccessRequest request) {
    if (sourceArn == null || operation.equals(RETIRE) || !request.principal().isService()) {
      return true;
    }
    List<String> source = request.context().values("aws:sourcearn");
    return source != null && source.contains(sourceArn);
  }

  private boolean admitsContext(String operation, Map<String, String> encryptionContext) {
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
