package dev.trailmark.cloud.kms.cipher;

import static dev.trailmark.cloud.kms.access.KeyRows.DRY_RUN;
import static dev.trailmark.cloud.kms.access.KeyRows.KEY_ID;
import static dev.trailmark.cloud.kms.access.KeyRows.TOKENS;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.GrantTerms;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KeyRows;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;

/** The operations that encrypt, decrypt and make data keys and random bytes: one row each. */
public final class CipherTable {
  private static final String CONTEXT = "EncryptionContext";
  private static final String ALGORITHM = "EncryptionAlgorithm";
  private static final String CIPHERTEXT = "CiphertextBlob";

  private final KeyAccess on;
  private final Encryption encryption;
  private final ReEncryption reEncryption;

  /** A table whose keys are found and permitted by what it is given. */
  public CipherTable(KeyAccess on, Encryption encryption, ReEncryption reEncryption) {
    this.on = on;
    this.encryption = encryption;
    this.reEncryption = reEncryption;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(
        encrypt(),
        decrypt(),
        reEncrypt(),
        generateDataKey(),
        generateDataKeyWithoutPlaintext(),
        generateDataKeyPair(),
        generateDataKeyPairWithoutPlaintext(),
        generateRandom());
  }

  private Operation<?, ?> encrypt() {
    return KeyRows.using(
            "Encrypt",
            EncryptRequest::builder,
            Encryption::encrypt,
            KeyAccess.noting(
                Encryption::noteDefaults,
                on.shared(
                    "kms:Encrypt",
                    EncryptRequest::keyId,
                    Encryption::conditions,
                    GrantTerms.tokens(EncryptRequest::grantTokens)
                        .under(EncryptRequest::encryptionContext))),
            required("Plaintext"),
            KmsLimits.PLAINTEXT,
            KmsLimits.algorithm(ALGORITHM))
        .honours("Plaintext", CONTEXT, ALGORITHM, DRY_RUN)
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
    return KeyRows.using(
            "GenerateDataKey",
            GenerateDataKeyRequest::builder,
            DataKeys::generate,
            KeyAccess.after(
                DataKeys::requireLength,
                on.shared(
                    "kms:GenerateDataKey",
                    GenerateDataKeyRequest::keyId,
                    DataKeys::conditions,
                    GrantTerms.tokens(GenerateDataKeyRequest::grantTokens)
                        .under(GenerateDataKeyRequest::encryptionContext))),
            KmsLimits.NUMBER_OF_BYTES,
            KmsLimits.DATA_KEY_SPEC)
        .honours("NumberOfBytes", "KeySpec", CONTEXT, DRY_RUN)
        .build();
  }

  private Operation<?, ?> generateDataKeyWithoutPlaintext() {
    return KeyRows.using(
            "GenerateDataKeyWithoutPlaintext",
            GenerateDataKeyWithoutPlaintextRequest::builder,
            DataKeys::generateWithoutPlaintext,
            KeyAccess.after(
                DataKeys::requireLength,
                on.shared(
                    "kms:GenerateDataKeyWithoutPlaintext",
                    GenerateDataKeyWithoutPlaintextRequest::keyId,
                    DataKeys::conditions,
                    GrantTerms.tokens(GenerateDataKeyWithoutPlaintextRequest::grantTokens)
                        .under(GenerateDataKeyWithoutPlaintextRequest::encryptionContext))),
            KmsLimits.NUMBER_OF_BYTES,
            KmsLimits.DATA_KEY_SPEC)
        .honours("NumberOfBytes", "KeySpec", CONTEXT, DRY_RUN)
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

  private Operation<?, ?> generateDataKeyPair() {
    return KeyRows.using(
            "GenerateDataKeyPair",
            GenerateDataKeyPairRequest::builder,
            DataKeyPairs::generate,
            on.shared(
                "kms:GenerateDataKeyPair",
                GenerateDataKeyPairRequest::keyId,
                DataKeyPairs::conditions,
                GrantTerms.tokens(GenerateDataKeyPairRequest::grantTokens)
                    .under(GenerateDataKeyPairRequest::encryptionContext)),
            required("KeyPairSpec"),
            KmsLimits.KEY_PAIR_SPEC)
        .honours("KeyPairSpec", CONTEXT, DRY_RUN)
        .onWorker()
        .build();
  }

  private Operation<?, ?> generateDataKeyPairWithoutPlaintext() {
    return KeyRows.using(
            "GenerateDataKeyPairWithoutPlaintext",
            GenerateDataKeyPairWithoutPlaintextRequest::builder,
            DataKeyPairs::generateWithoutPlaintext,
            on.shared(
                "kms:GenerateDataKeyPairWithoutPlaintext",
                GenerateDataKeyPairWithoutPlaintextRequest::keyId,
                DataKeyPairs::conditions,
                GrantTerms.tokens(GenerateDataKeyPairWithoutPlaintextRequest::grantTokens)
                    .under(GenerateDataKeyPairWithoutPlaintextRequest::encryptionContext)),
            required("KeyPairSpec"),
            KmsLimits.KEY_PAIR_SPEC)
        .honours("KeyPairSpec", CONTEXT, DRY_RUN)
        .onWorker()
        .build();
  }
}
