package dev.trailmark.cloud.kms.asymmetric;

import dev.trailmark.cloud.crypto.KeyEncapsulation;
import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;

/**
 * Encapsulate and Decapsulate.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encapsulate.html">Encapsulate</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html">Decapsulate</a>
 */
final class Encapsulations {
  private static final String ALGORITHM_KEY = "kms:encapsulationalgorithm";

  private Encapsulations() {}

  static EncapsulateResponse encapsulate(Call call, EncapsulateRequest request) {
    String algorithm = request.encapsulationAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "Encapsulate", KeyForm.ENCAPSULATION, algorithm);
    MaterialRecord material = use.currentMaterial(call);
    DryRuns.end(request.dryRun());
    KeyEncapsulation.Encapsulated made =
        KeyEncapsulation.encapsulate(material.publicKey(), call.ids().secureRandom());
    return EncapsulateResponse.builder()
        .keyId(use.key().arn())
        .sharedSecret(SdkBytes.fromByteArrayUnsafe(made.secret()))
        .sharedSecretCiphertextBlob(SdkBytes.fromByteArrayUnsafe(made.ciphertext()))
        .encapsulationAlgorithm(algorithm)
        .build();
  }

  /** Refuses a ciphertext by its length alone: what was altered gives another secret. */
  static DecapsulateResponse decapsulate(Call call, DecapsulateRequest request) {
    String algorithm = request.encapsulationAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "Decapsulate", KeyForm.ENCAPSULATION, algorithm);
    byte[] secret =
        KeyEncapsulation.decapsulate(
            use.currentMaterial(call).secret(),
            request.sharedSecretCiphertextBlob().asByteArrayUnsafe());
    if (secret == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    DryRuns.end(request.dryRun());
    return DecapsulateResponse.builder()
        .keyId(use.key().arn())
        .sharedSecret(SdkBytes.fromByteArrayUnsafe(secret))
        .encapsulationAlgorithm(algorithm)
        .build();
  }

  /** Adds the condition key of an encapsulation, by analogy with those of other algorithms. */
  static void conditions(EncapsulateRequest request, Map<String, List<String>> keys) {
    keys.put(ALGORITHM_KEY, List.of(request.encapsulationAlgorithmAsString()));
  }

  /** Adds the condition key of a decapsulation. */
  static void conditions(DecapsulateRequest request, Map<String, List<String>> keys) {
    keys.put(ALGORITHM_KEY, List.of(request.encapsulationAlgorithmAsString()));
  }
}
