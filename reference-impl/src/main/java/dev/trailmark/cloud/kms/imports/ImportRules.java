package dev.trailmark.cloud.kms.imports;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;

/**
 * What ImportKeyMaterial refuses, in AWS's words. They were recorded from real answers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html">ImportKeyMaterial</a>
 */
final class ImportRules {
  static final String NEW = "NEW_KEY_MATERIAL";

  private static final Duration LONGEST_VALIDITY = Duration.ofDays(365);

  private ImportRules() {}

  /** Refuses members that do not go with the key or with each other. */
  static void checkMembers(KeyRecord key, ImportKeyMaterialRequest request) {
    boolean asNew = NEW.equals(request.importTypeAsString());
    if (!key.traits().symmetric()) {
      refuse("importType", request.importType() != null, key);
      refuse("keyMaterialId", request.keyMaterialId() != null, key);
      refuse("keyMaterialDescription", request.keyMaterialDescription() != null, key);
    }
    if (asNew && request.keyMaterialId() != null) {
      throw KmsError.VALIDATION.because(
          "Input parameter keyMaterialId cannot be used with %s importType.", NEW);
    }
    if (asNew && key.replica()) {
      throw KmsError.VALIDATION.because(
          "Input parameter ImportType %s cannot be used on replica Multi-Region keys", NEW);
    }
    if (request.keyMaterialDescription() != null && key.replica()) {
      throw KmsError.VALIDATION.because(
          "Key material description can only be specified on primary Multi-Region keys");
    }
  }

  private static void refuse(String member, boolean sent, KeyRecord key) {
    if (sent) {
      throw KmsError.VALIDATION.because(
          "Input parameter %s cannot be used with %s imported keys.", member, key.traits().spec());
    }
  }

  /** When the material expires; {@code null} for never. */
  static Instant validTo(Call call, ImportKeyMaterialRequest request) {
    Instant validTo = request.validTo();
    if (MaterialEntry.LASTS.equals(request.expirationModelAsString())) {
      if (validTo != null) {
        throw KmsError.VALIDATION.because(
            "A validTo date cannot be set if the ExpirationModel is %s", MaterialEntry.LASTS);
      }
      return null;
    }
    if (validTo == null) {
      throw KmsError.VALIDATION.because(
          "A validTo date must be set if the ExpirationModel is %s", MaterialEntry.EXPIRES);
    }
    if (!validTo.isAfter(call.time())) {
      throw KmsError.VALIDATION.because("ValidTo must be in the future");
    }
    if (validTo.isAfter(call.time().plus(LONGEST_VALIDITY))) {
      throw KmsError.VALIDATION.because(
          "ValidTo must be less than %d days in the future", LONGEST_VALIDITY.toDays());
    }
    return validTo;
  }

  /**
   * Refuses material that cannot be added to a key's.
   *
   * @param id the material's id
   * @param known whether the key has had it before
   * @param asNew whether it is to be another one than the key has
   */
  static void checkNew(KeyRecord key, String id, boolean known, boolean asNew) {
    List<MaterialEntry> materials = key.materials();
    if (!asNew && materials.isEmpty()) {
      throw KmsError.INCORRECT_KEY_MATERIAL.fail();
    }
    if (!asNew) {
      throw unexpected(key.currentMaterialId());
    }
    if (known) {
      throw KmsError.INCORRECT_KEY_MATERIAL.because(
          "Key material (id: %s) being imported as %s is already associated with KMS key %s.",
          id, NEW, key.arn());
    }
    int waiting = key.waiting();
    if (waiting >= 0) {
      throw KmsError.INVALID_STATE.because(
          "New key material (id: %s) cannot be imported into KMS key %s, because another key"
              + " material (id: %s) is pending rotation.",
          id, key.arn(), materials.get(waiting).id());
    }
  }

  /** Material was brought that is another than the one expected. */
  static ServiceException unexpected(String expected) {
    return KmsError.INCORRECT_KEY_MATERIAL.because(
        "Imported key material does not have the expected identifier (%s).", expected);
  }
}
