package dev.trailmark.cloud.kms;

import static dev.trailmark.cloud.kms.KeyRows.DRY_RUN;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
  private static final String MESSAGE = "Message";
  private static final String ENCAPSULATION = "EncapsulationAlgorithm";
  private static final String ENCAPSULATED = "SharedSecretCiphertextBlob";

  private static final Constraint[] SIGNED = {
    required(MESSAGE),
    KmsLimits.MESSAGE,
    KmsLimits.MESSAGE_TYPE,
    required("SigningAlgorithm"),
    KmsLimits.SIGNING_ALGORITHM
  };
  private static final Constraint[] VERIFIED = also(SIGNED, "Signature", KmsLimits.SIGNATURE);
  private static final Constraint[] AUTHENTICATED = {
    required(MESSAGE), KmsLimits.MESSAGE, required("MacAlgorithm"), KmsLimits.MAC_ALGORITHM
  };
  private static final Constraint[] VERIFIED_CODE = also(AUTHENTICATED, "Mac", KmsLimits.MAC);

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

  private static Constraint[] also(Constraint[] others, String member, Constraint limit) {
    return Stream.concat(Arrays.stream(others), Stream.of(required(member), limit))
        .toArray(Constraint[]::new);
  }

  private Operation<?, ?> getPublicKey() {
    return KeyRows.using(
            "GetPublicKey",
            GetPublicKeyRequest::builder,
            PublicKeys::get,
            on.shared(
                "kms:GetPublicKey",
                GetPublicKeyRequest::keyId,
                (request, keys) -> {},
                GrantTerms.tokens(GetPublicKeyRequest::grantTokens)))
        .build();
  }

  private Operation<?, ?> sign() {
    return KeyRows.using(
            "Sign",
            SignRequest::builder,
            Signatures::sign,
            KeyAccess.noting(
                Signatures::noteDefaults,
                on.shared(
                    "kms:Sign",
                    SignRequest::keyId,
                    Signatures::conditions,
                    GrantTerms.tokens(SignRequest::grantTokens))),
            SIGNED)
        .honours(MESSAGE, "MessageType", "SigningAlgorithm", DRY_RUN)
        .onWorker()
        .build();
  }

  private Operation<?, ?> verify() {
    return KeyRows.using(
            "Verify",
            VerifyRequest::builder,
            Signatures::verify,
            KeyAccess.noting(
                Signatures::noteDefaults,
                on.shared(
                    "kms:Verify",
                    VerifyRequest::keyId,
                    Signatures::conditions,
                    GrantTerms.tokens(VerifyRequest::grantTokens))),
            VERIFIED)
        .honours(MESSAGE, "MessageType", "Signature", "SigningAlgorithm", DRY_RUN)
        .onWorker()
        .build();
  }

  private Operation<?, ?> generateMac() {
    return KeyRows.using(
            "GenerateMac",
            GenerateMacRequest::builder,
            Macs::generate,
            on.shared(
                "kms:GenerateMac",
                GenerateMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(GenerateMacRequest::grantTokens)),
            AUTHENTICATED)
        .honours(MESSAGE, "MacAlgorithm", DRY_RUN)
        .build();
  }

  private Operation<?, ?> verifyMac() {
    return KeyRows.using(
            "VerifyMac",
            VerifyMacRequest::builder,
            Macs::verify,
            on.shared(
                "kms:VerifyMac",
                VerifyMacRequest::keyId,
                Macs::conditions,
                GrantTerms.tokens(VerifyMacRequest::grantTokens)),
            VERIFIED_CODE)
        .honours(MESSAGE, "Mac", "MacAlgorithm", DRY_RUN)
        .build();
  }

  private Operation<?, ?> deriveSharedSecret() {
    return KeyRows.using(
            "DeriveSharedSecret",
            DeriveSharedSecretRequest::builder,
            PublicKeys::deriveSharedSecret,
            on.shared(
                "kms:DeriveSharedSecret",
                DeriveSharedSecretRequest::keyId,
                PublicKeys::conditions,
                GrantTerms.tokens(DeriveSharedSecretRequest::grantTokens)),
            required("KeyAgreementAlgorithm"),
            KmsLimits.AGREEMENT_ALGORITHM,
            required("PublicKey"),
            KmsLimits.PUBLIC_KEY)
        .honours("KeyAgreementAlgorithm", "PublicKey", DRY_RUN)
        .onWorker()
        .build();
  }

  private Operation<?, ?> encapsulate() {
    return KeyRows.using(
            "Encapsulate",
            EncapsulateRequest::builder,
            Encapsulations::encapsulate,
            on.shared(
                "kms:Encapsulate",
                EncapsulateRequest::keyId,
                Encapsulations::conditions,
                GrantTerms.tokens(EncapsulateRequest::grantTokens)),
            required(ENCAPSULATION),
            KmsLimits.ENCAPSULATION_ALGORITHM)
        .honours(ENCAPSULATION, DRY_RUN)
        .onWorker()
        .build();
  }

  private Operation<?, ?> decapsulate() {
    return KeyRows.using(
            "Decapsulate",
            DecapsulateRequest::builder,
            Encapsulations::decapsulate,
            on.shared(
                "kms:Decapsulate",
                DecapsulateRequest::keyId,
                Encapsulations::conditions,
                GrantTerms.tokens(DecapsulateRequest::grantTokens)),
            required(ENCAPSULATED),
            KmsLimits.ENCAPSULATED,
            required(ENCAPSULATION),
            KmsLimits.ENCAPSULATION_ALGORITHM)
        .honours(ENCAPSULATED, ENCAPSULATION, DRY_RUN)
        .onWorker()
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
        .honours("KeyPairSpec", "EncryptionContext", DRY_RUN)
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
        .honours("KeyPairSpec", "EncryptionContext", DRY_RUN)
        .onWorker()
        .build();
  }
}
