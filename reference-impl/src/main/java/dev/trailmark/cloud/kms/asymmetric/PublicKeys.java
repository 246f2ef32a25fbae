package dev.trailmark.cloud.kms.asymmetric;

import dev.trailmark.cloud.crypto.SharedSecret;
import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/**
 * Public keys: one's own, and the secret shared with the owner of another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html">GetPublicKey</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html">DeriveSharedSecret</a>
 */
final class PublicKeys {
  private PublicKeys() {}

  static GetPublicKeyResponse get(Call call, GetPublicKeyRequest request) {
    KeyUse use = KeyUse.of(call);
    KeyTraits traits = KeyStates.readable(use.key().record()).traits();
    if (traits.form().pair() == null) {
      throw KmsError.UNSUPPORTED.fail();
    }
    GetPublicKeyResponse.Builder answer =
        GetPublicKeyResponse.builder()
            .keyId(use.key().arn())
            .publicKey(SdkBytes.fromByteArrayUnsafe(use.currentMaterial(call).publicKey()))
            .keySpec(traits.spec())
            .customerMasterKeySpec(traits.spec())
            .keyUsage(traits.usage());
    List<String> algorithms = traits.algorithms();
    switch (traits.usage()) {
      case KeyForm.SIGNING -> answer.signingAlgorithmsWithStrings(algorithms);
      case KeyForm.AGREEMENT -> answer.keyAgreementAlgorithmsWithStrings(algorithms);
      case KeyForm.ENCAPSULATION -> answer.encapsulationAlgorithmsWithStrings(algorithms);
      default -> answer.encryptionAlgorithmsWithStrings(algorithms);
    }
    return answer.build();
  }

  static DeriveSharedSecretResponse deriveSharedSecret(
      Call call, DeriveSharedSecretRequest request) {
    String algorithm = request.keyAgreementAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "DeriveSharedSecret", KeyForm.AGREEMENT, algorithm);
    byte[] secret =
        SharedSecret.derive(
            use.currentMaterial(call).secret(), request.publicKey().asByteArrayUnsafe());
    if (secret == null) {
      // AWS says no more than the code here.
      throw KmsError.VALIDATION.fail();
    }
    DryRuns.end(request.dryRun());
    return DeriveSharedSecretResponse.builder()
        .keyId(use.key().arn())
        .sharedSecret(SdkBytes.fromByteArrayUnsafe(secret))
        .keyAgreementAlgorithm(algorithm)
        .keyOrigin(use.key().record().traits().origin())
        .build();
  }

  /** Adds the condition key of a derivation. */
  static void conditions(DeriveSharedSecretRequest request, Map<String, List<String>> keys) {
    keys.put("kms:keyagreementalgorithm", List.of(request.keyAgreementAlgorithmAsString()));
  }
}
