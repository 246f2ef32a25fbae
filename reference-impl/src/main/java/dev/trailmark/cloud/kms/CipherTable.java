package dev.trailmark.cloud.kms;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;

/** The cryptographic operations: one row each. */
final class CipherTable {
  private static final String KEY_ID = "KeyId";
  private static final String CONTEXT = "EncryptionContext";
  private static final String ALGORITHM = "EncryptionAlgorithm";
  private static final String CIPHERTEXT = "CiphertextBlob";
  private static final String TOKENS = "GrantTokens";
  private static final String DRY_RUN = "DryRun";

  private final KeyAccess on;
  private final Encryption encryption;
  private final ReEncryption reEncryption;

  CipherTable(KeyAccess on, Encryption encryption, ReEncryption reEncryption) {
    this.on = on;
    this.encryption = encryption;
    this.reEncryption = reEncryption;
  }

  List<Operation<?, ?>> rows() {
    return List.of(
        encrypt(),
        decrypt(),
        reEncrypt(),
        generateDataKey(),
        generateDataKeyWithoutPlaintext(),
        generateRandom());
  }

  private Operation<?, ?> encrypt() {
    return Operation.of("Encrypt", EncryptRequest::builder, Encryption::encrypt)
        .access(
            KeyAccess.noting(
                Encryption::noteDefaults,
                on.shared(
                    "kms:Encrypt",
                    EncryptRequest::keyId,
                    Encryption::conditions,
                    GrantTerms.tokens(EncryptRequest::grantTokens)
                        .under(EncryptRequest::encryptionContext))))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("Plaintext"), KmsLimits.PLAINTEXT, KmsLimits.algorithm(ALGORITHM))
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "Plaintext", CONTEXT, ALGORITHM, TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> decrypt() {
    return Operation.of("Decrypt", DecryptRequest::builder, Encryption::decrypt)
        .access(encryption::decryptAccess)
        .constrain(DryRuns.ciphertextOr(KEY_ID))
        .constrain(KmsLimits.CIPHERTEXT)
        .constrain(KmsLimits.keyIfSent(KEY_ID), KmsLimits.algorithm(ALGORITHM))
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, CIPHERTEXT, CONTEXT, ALGORITHM, TOKENS, DRY_RUN, DryRuns.MODIFIERS)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> reEncrypt() {
    return Operation.of("ReEncrypt", ReEncryptRequest::builder, reEncryption::reEncrypt)
        .access(reEncryption::access)
        .constrain(DryRuns.ciphertextOr("SourceKeyId"))
        .constrain(KmsLimits.CIPHERTEXT)
        .constrain(KmsLimits.keyIfSent("SourceKeyId"))
        .constrain(KmsLimits.key("DestinationKeyId"))
        .constrain(KmsLimits.algorithm("SourceEncryptionAlgorithm"))
        .constrain(KmsLimits.algorithm("DestinationEncryptionAlgorithm"))
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(
            CIPHERTEXT,
            "SourceKeyId",
            "SourceEncryptionContext",
            "SourceEncryptionAlgorithm",
            "DestinationKeyId",
            "DestinationEncryptionContext",
            "DestinationEncryptionAlgorithm",
            TOKENS,
            DRY_RUN,
            DryRuns.MODIFIERS)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> generateDataKey() {
    return Operation.of("GenerateDataKey", GenerateDataKeyRequest::builder, DataKeys::generate)
        .access(
            KeyAccess.after(
                DataKeys::requireLength,
                on.shared(
                    "kms:GenerateDataKey",
                    GenerateDataKeyRequest::keyId,
                    DataKeys::conditions,
                    GrantTerms.tokens(GenerateDataKeyRequest::grantTokens)
                        .under(GenerateDataKeyRequest::encryptionContext))))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.NUMBER_OF_BYTES, KmsLimits.DATA_KEY_SPEC)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "NumberOfBytes", "KeySpec", CONTEXT, TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> generateDataKeyWithoutPlaintext() {
    return Operation.of(
            "GenerateDataKeyWithoutPlaintext",
            GenerateDataKeyWithoutPlaintextRequest::builder,
            DataKeys::generateWithoutPlaintext)
        .access(
            KeyAccess.after(
                DataKeys::requireLength,
                on.shared(
                    "kms:GenerateDataKeyWithoutPlaintext",
                    GenerateDataKeyWithoutPlaintextRequest::keyId,
                    DataKeys::conditions,
                    GrantTerms.tokens(GenerateDataKeyWithoutPlaintextRequest::grantTokens)
                        .under(GenerateDataKeyWithoutPlaintextRequest::encryptionContext))))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.NUMBER_OF_BYTES, KmsLimits.DATA_KEY_SPEC)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "NumberOfBytes", "KeySpec", CONTEXT, TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private static Operation<?, ?> generateRandom() {
    return Operation.of("GenerateRandom", GenerateRandomRequest::builder, DataKeys::random)
        .access(KeyAccess.after(DataKeys::requireLength, KeyAccess.any("kms:GenerateRandom")))
        .constrain(KmsLimits.NUMBER_OF_BYTES, KmsLimits.KEY_STORE)
        .honours("NumberOfBytes", "CustomKeyStoreId")
        .trail(KmsTrail.withoutParameters())
        .build();
  }
}
