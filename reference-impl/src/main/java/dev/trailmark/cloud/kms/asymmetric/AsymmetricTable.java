package dev.trailmark.cloud.kms.asymmetric;

import static dev.trailmark.cloud.kms.access.KeyRows.DRY_RUN;
import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.GrantTerms;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KeyRows;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.VerifyRequest;

/**
 * The operations on key pairs: one row each. Those that compute with RSA for milliseconds run on
 * workers.
 */
public final class AsymmetricTable {
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
  private static final Constraint[] VERIFIED =
      KeyRows.also(SIGNED, "Signature", KmsLimits.SIGNATURE);

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public AsymmetricTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(
        getPublicKey(), sign(), verify(), deriveSharedSecret(), encapsulate(), decapsulate());
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
}
