package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/** What CreateGrant accepts, and the grants under which a grant may be passed on. */
final class GrantRequests {
  private static final Set<String> ON_ANY_KEY = Set.of("CreateGrant", "RetireGrant", "DescribeKey");

  private GrantRequests() {}

  /** Refuses operations and constraints that do not go with the key. */
  static void check(CreateGrantRequest request, KeyView key) {
    KeyTraits traits = key.record().traits();
    for (String operation : request.operationsAsStrings()) {
      if (!ON_ANY_KEY.contains(operation) && !goesWith(operation, traits)) {
        throw KmsError.VALIDATION.because(
            "Operation %s is not valid for KMS key %s with KeyUsage %s and KeySpec %s.",
            operation, key.arn(), traits.usage(), traits.spec());
      }
    }
    GrantConstraints constraints = request.constraints();
    if (constraints == null) {
      return;
    }
    boolean equal = constraints.hasEncryptionContextEquals();
    boolean subset = constraints.hasEncryptionContextSubset();
    if (equal && subset) {
      throw KmsError.VALIDATION.because(
          "A grant takes EncryptionContextEquals or EncryptionContextSubset, not both.");
    }
    if ((equal || subset) && !traits.symmetric()) {
      throw KmsError.VALIDATION.because(
          "Encryption context constraints are valid for symmetric encryption KMS keys only.");
    }
    if (constraints.sourceArn() != null) {
      throw KmsError.NOT_IMPLEMENTED.because("The grant constraint SourceArn is not implemented");
    }
  }

  private static boolean goesWith(String operation, KeyTraits traits) {
    boolean pair = traits.form().pair() != null;
    return switch (operation) {
      case "Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo" ->
          traits.usage().equals(KeyForm.ENCRYPTION);
      case "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext" ->
          traits.symmetric();
      case "Sign", "Verify" -> traits.usage().equals(KeyForm.SIGNING);
      case "GenerateMac", "VerifyMac" -> traits.usage().equals(KeyForm.MAC);
      case "DeriveSharedSecret" -> traits.usage().equals(KeyForm.AGREEMENT);
      case "GetPublicKey" -> pair;
      default -> false;
    };
  }

  /** Adds the condition keys of a grant to be made. */
  static void conditions(Call call, CreateGrantRequest request, Map<String, List<String>> keys) {
    keys.put("kms:granteeprincipal", List.of(request.granteePrincipal()));
    if (request.retiringPrincipal() != null) {
      keys.put("kms:retiringprincipal", List.of(request.retiringPrincipal()));
    }
    keys.put("kms:grantoperations", List.copyOf(request.operationsAsStrings()));
    GrantConstraints constraints = request.constraints();
    if (constraints != null && constraints.hasEncryptionContextEquals()) {
      keys.put("kms:grantconstrainttype", List.of("EncryptionContextEquals"));
    } else if (constraints != null && constraints.hasEncryptionContextSubset()) {
      keys.put("kms:grantconstrainttype", List.of("EncryptionContextSubset"));
    }
    keys.put(
        "kms:grantisforawsresource",
        List.of(Boolean.toString(call.context().values("kms:viaservice") != null)));
  }

  /**
   * Whether a grant with the right to make grants carries as far as the grant to be made: that may
   * hold no further operations, and no looser constraint.
   */
  static boolean covers(GrantRecord parent, CreateGrantRequest child) {
    return parent.operations().containsAll(child.operationsAsStrings())
        && constrains(parent, child.constraints());
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
