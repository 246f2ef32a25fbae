package dev.trailmark.cloud.kms.grant;

import dev.trailmark.cloud.kms.access.EncryptionContext;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** What CreateGrant accepts, and the grants under which a grant may be passed on. */
final class GrantRequests {
  private static final String CONSTRAINT_TYPE = "kms:grantconstrainttype";
  private static final List<String> ON_ANY_KEY =
      List.of("CreateGrant", "RetireGrant", "DescribeKey");
  private static final List<String> ENCRYPTION =
      List.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo");
  private static final List<String> DATA_KEYS =
      List.of(
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext");
  private static final int MOST_PAIRS = 8;
  private static final int LONGEST_VALUE = 384;

  private GrantRequests() {}

  /** Refuses operations and constraints that do not go with the key. */
  static void check(CreateGrantRequest request, KeyView key) {
    KeyTraits traits = key.record().traits();
    if (request.operations().isEmpty()) {
      throw KmsError.VALIDATION.because("A grant needs at least one operation.");
    }
    GrantConstraints constraints = request.constraints();
    if (constraints != null) {
      check(constraints, traits);
    }
    List<String> valid = valid(traits);
    List<String> wrong =
        request.operationsAsStrings().stream().filter(one -> !valid.contains(one)).toList();
    if (!wrong.isEmpty()) {
      throw KmsError.VALIDATION.because(
          "Operations %s are not supported when creating a grant for %s KMS key with key usage %s."
              + " Valid operations are %s",
          wrong,
          traits.form().pair() == null ? "a symmetric" : "an asymmetric",
          traits.usage(),
          valid);
    }
  }

  private static void check(GrantConstraints constraints, KeyTraits traits) {
    boolean equal = constraints.hasEncryptionContextEquals();
    boolean subset = constraints.hasEncryptionContextSubset();
    if (equal && subset) {
      throw KmsError.VALIDATION.because(
          "A grant takes EncryptionContextEquals or EncryptionContextSubset, not both.");
    }
    if ((equal || subset) && !traits.symmetric()) {
      throw KmsError.VALIDATION.because(
          "EncryptionContext is supported only when creating a grant for a symmetric encryption"
              + " KMS key.");
    }
    Map<String, String> pairs = pairs(constraints);
    if (pairs.size() > MOST_PAIRS
        || pairs.values().stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
      throw KmsError.VALIDATION.because(
          "A grant constraint takes at most %d encryption context pairs with values of at most %d"
              + " characters.",
          MOST_PAIRS, LONGEST_VALUE);
    }
    String source = constraints.sourceArn();
    if (source != null && (!source.startsWith("arn:") || source.split(":", 6).length < 6)) {
      throw KmsError.INVALID_ARN.because("ARN is not valid: %s", source);
    }
  }

  /** The operations that a grant on such a key may hold. */
  private static List<String> valid(KeyTraits traits) {
    List<String> valid = new ArrayList<>(ON_ANY_KEY);
    if (traits.form().pair() != null) {
      valid.add("GetPublicKey");
    }
    switch (traits.usage()) {
      case KeyForm.SIGNING -> valid.addAll(List.of("Sign", "Verify"));
      case KeyForm.MAC -> valid.addAll(List.of("GenerateMac", "VerifyMac"));
      case KeyForm.AGREEMENT -> valid.add("DeriveSharedSecret");
      case KeyForm.ENCAPSULATION -> valid.addAll(List.of("Encapsulate", "Decapsulate"));
      default -> valid.addAll(ENCRYPTION);
    }
    if (traits.symmetric()) {
      valid.addAll(DATA_KEYS);
    }
    return valid;
  }

  private static Map<String, String> pairs(GrantConstraints constraints) {
    return constraints.hasEncryptionContextEquals()
        ? constraints.encryptionContextEquals()
        : constraints.encryptionContextSubset();
  }

  /** Adds the condition keys of a grant to be made. */
  static void conditions(Call call, CreateGrantRequest request, Map<String, List<String>> keys) {
    put(keys, "kms:granteeprincipal", request.granteePrincipal());
    put(keys, "kms:granteeserviceprincipal", request.granteeServicePrincipal());
    put(keys, "kms:retiringprincipal", request.retiringPrincipal());
    put(keys, "kms:retiringserviceprincipal", request.retiringServicePrincipal());
    keys.put("kms:grantoperations", List.copyOf(request.operationsAsStrings()));
    GrantConstraints constraints = request.constraints();
    if (constraints != null) {
      constraint(
          constraints.hasEncryptionContextEquals() ? constraints.encryptionContextEquals() : null,
          constraints.hasEncryptionContextSubset() ? constraints.encryptionContextSubset() : null,
          constraints.sourceArn(),
          keys);
    }
    keys.put(
        "kms:grantisforawsresource",
        List.of(Boolean.toString(call.context().values("kms:viaservice") != null)));
  }

  /** Adds the condition keys of a grant to be retired: those of its constraint. */
  static void conditions(GrantRecord grant, Map<String, List<String>> keys) {
    constraint(grant.equalTo(), grant.containing(), grant.sourceArn(), keys);
  }

  private static void constraint(
      Map<String, String> equal,
      Map<String, String> subset,
      String sourceArn,
      Map<String, List<String>> keys) {
    if (equal != null) {
      keys.put(CONSTRAINT_TYPE, List.of("EncryptionContextEquals"));
    } else if (subset != null) {
      keys.put(CONSTRAINT_TYPE, List.of("EncryptionContextSubset"));
    }
    EncryptionContext.conditions(equal == null ? subset : equal, keys);
    put(keys, "kms:grantconstraintsourcearn", sourceArn);
  }

  private static void put(Map<String, List<String>> keys, String key, String value) {
    if (value != null) {
      keys.put(key, List.of(value));
    }
  }

  /**
   * Whether a grant with the right to make grants carries as far as the grant to be made: that may
   * hold no further operations, and no looser constraint.
   */
  static boolean covers(GrantRecord parent, CreateGrantRequest child) {
    return parent.operations().containsAll(child.operationsAsStrings())
        && sameSource(parent, child.constraints())
        && constrains(parent, child.constraints());
  }

  private static boolean sameSource(GrantRecord parent, GrantConstraints child) {
    return parent.sourceArn() == null
        || child != null && parent.sourceArn().equals(child.sourceArn());
  }

  private static boolean constrains(GrantRecord parent, GrantConstraints child) {
    Map<String, String> equal =
        child != null && child.hasEncryptionContextEquals()
            ? child.encryptionContextEquals()
            : null;
    Map<String, String> subset =
        child != null && child.hasEncryptionContextSubset()
            ? child.encryptionContextSubset()
            : null;
    if (parent.equalTo() != null) {
      return parent.equalTo().equals(equal);
    }
    if (parent.containing() == null) {
      return true;
    }
    Map<String, String> pairs = equal == null ? subset : equal;
    return pairs != null && pairs.entrySet().containsAll(parent.containing().entrySet());
  }
}
