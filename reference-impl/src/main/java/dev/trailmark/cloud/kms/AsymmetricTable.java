package dev.trailmark.cloud.kms;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyRequest;

/**
 * The operations on key pairs and authentication codes: one row each. Those that compute with RSA
 * for milliseconds, or make a pair for longer, run on workers.
 */
final class AsymmetricTable {
  private static final String KEY_ID = "KeyId";
  private static final String MESSAGE = "Message";
  private static final String ENCAPSULATION = "EncapsulationAlgorithm";
  private static final String ENCAPSULATED = "SharedSecretCiphertextBlob";
  private static final String TOKENS = "GrantTokens";
  private static final String DRY_RUN = "DryRun";

  private static final Constraint[] SIGNED = {
    required(MESSAGE),
    KmsLimits.MESSAGE,
    KmsLimits.MESSAGE_TYPE,
    required("SigningAlgorithm"),
    KmsLimits.SIGNING_ALGORITHM
  };
  private static final Constraint[] AUTHENTICATED = {
    required(MESSAGE), KmsLimits.MESSAGE, required("MacAlgorithm"), KmsLimits.MAC_ALGORITHM
  };

  private final KeyAccess on;

  AsymmetricTable(KeyAccess on) {
    this.on = on;
  }

  List<Operation<?, ?>> rows() {
    return List.of(
        getPublicKey(),
        sign(),
        verify(),
        generateMac(),
        verifyMac(),
        deriveSharedSecret(),
        encapsulate(),
        decapsulate(),
        generateDataKeyPair(),
        generateDataKeyPairWithoutPlaintext());
  }

  private Operation<?, ?> getPublicKey() {
    return Operation.of("GetPublicKey", GetPublicKeyRequest::builder, PublicKeys::get)
        .access(
            on.shared(
                "kms:GetPublicKey",
                GetPublicKeyRequest::keyId,
                (request, keys) -> {},
                GrantTerms.tokens(GetPublicKeyRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, TOKENS)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> sign() {
    return Operation.of("Sign", SignRequest::builder, Signatures::sign)
        .access(
            KeyAccess.noting(
                Signatures::noteDefaults,
                on.shared(
                    "kms:Sign",
                    SignRequest::keyId,
                    Signatures::conditions,
                    GrantTerms.tokens(SignRequest::grantTokens))))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(SIGNED)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, MESSAGE, "MessageType", "SigningAlgorithm", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> verify() {
    return Operation.of("Verify", VerifyRequest::builder, Signatures::verify)
        .access(
            KeyAccess.noting(
                Signatures::noteDefaults,
                on.shared(
                    "kms:Verify",
                    VerifyRequest::keyId,
                    Signatures::conditions,
                    GrantTerms.tokens(VerifyRequest::grantTokens))))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(SIGNED)
        .constrain(required("Signature"), KmsLimits.SIGNATURE)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, MESSAGE, "MessageType", "Signature", "SigningAlgorithm", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> generateMac() {
    return Operation.of("GenerateMac", GenerateMacRequest::builder, Macs::generate)
        .access(
            on.shared(
                "kms:GenerateMac",
                GenerateMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(GenerateMacRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(AUTHENTICATED)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, MESSAGE, "MacAlgorithm", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> verifyMac() {
    return Operation.of("VerifyMac", VerifyMacRequest::builder, Macs::verify)
        .access(
            on.shared(
                "kms:VerifyMac",
                VerifyMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(VerifyMacRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(AUTHENTICATED)
        .constrain(required("Mac"), KmsLimits.MAC)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, MESSAGE, "Mac", "MacAlgorithm", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .build();
  }

  private Operation<?, ?> deriveSharedSecret() {
    return Operation.of(
            "DeriveSharedSecret",
            DeriveSharedSecretRequest::builder,
            PublicKeys::deriveSharedSecret)
        .access(
            on.shared(
                "kms:DeriveSharedSecret",
                DeriveSharedSecretRequest::keyId,
                PublicKeys::conditions,
                GrantTerms.tokens(DeriveSharedSecretRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("KeyAgreementAlgorithm"), KmsLimits.AGREEMENT_ALGORITHM)
        .constrain(required("PublicKey"), KmsLimits.PUBLIC_KEY)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "KeyAgreementAlgorithm", "PublicKey", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> encapsulate() {
    return Operation.of("Encapsulate", EncapsulateRequest::builder, Encapsulations::encapsulate)
        .access(
            on.shared(
                "kms:Encapsulate",
                EncapsulateRequest::keyId,
                Encapsulations::conditions,
                GrantTerms.tokens(EncapsulateRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required(ENCAPSULATION), KmsLimits.ENCAPSULATION_ALGORITHM)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, ENCAPSULATION, TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> decapsulate() {
    return Operation.of("Decapsulate", DecapsulateRequest::builder, Encapsulations::decapsulate)
        .access(
            on.shared(
                "kms:Decapsulate",
                DecapsulateRequest::keyId,
                Encapsulations::conditions,
                GrantTerms.tokens(DecapsulateRequest::grantTokens)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required(ENCAPSULATED), KmsLimits.ENCAPSULATED)
        .constrain(required(ENCAPSULATION), KmsLimits.ENCAPSULATION_ALGORITHM)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, ENCAPSULATED, ENCAPSULATION, TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> generateDataKeyPair() {
    return Operation.of(
            "GenerateDataKeyPair", GenerateDataKeyPairRequest::builder, DataKeyPairs::generate)
        .access(
            on.shared(
                "kms:GenerateDataKeyPair",
                GenerateDataKeyPairRequest::keyId,
                DataKeyPairs::conditions,
                GrantTerms.tokens(GenerateDataKeyPairRequest::grantTokens)
                    .under(GenerateDataKeyPairRequest::encryptionContext)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("KeyPairSpec"), KmsLimits.KEY_PAIR_SPEC)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "KeyPairSpec", "EncryptionContext", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }

  private Operation<?, ?> generateDataKeyPairWithoutPlaintext() {
    return Operation.of(
            "GenerateDataKeyPairWithoutPlaintext",
            GenerateDataKeyPairWithoutPlaintextRequest::builder,
            DataKeyPairs::generateWithoutPlaintext)
        .access(
            on.shared(
                "kms:GenerateDataKeyPairWithoutPlaintext",
                GenerateDataKeyPairWithoutPlaintextRequest::keyId,
                DataKeyPairs::conditions,
                GrantTerms.tokens(GenerateDataKeyPairWithoutPlaintextRequest::grantTokens)
                    .under(GenerateDataKeyPairWithoutPlaintextRequest::encryptionContext)))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("KeyPairSpec"), KmsLimits.KEY_PAIR_SPEC)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, "KeyPairSpec", "EncryptionContext", TOKENS, DRY_RUN)
        .trail(KmsTrail.cryptographic())
        .onWorker()
        .build();
  }
}
