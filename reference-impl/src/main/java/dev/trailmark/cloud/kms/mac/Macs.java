package dev.trailmark.cloud.kms.mac;

import dev.trailmark.cloud.crypto.MacAlgorithm;
import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/**
 * Message authentication codes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html">GenerateMac</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html">VerifyMac</a>
 */
final class Macs {
  private Macs() {}

  static GenerateMacResponse generate(Call call, GenerateMacRequest request) {
    String algorithm = request.macAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "GenerateMac", KeyForm.MAC, algorithm);
    byte[] code =
        MacAlgorithm.valueOf(algorithm)
            .code(use.currentMaterial(call).secret(), request.message().asByteArrayUnsafe());
    DryRuns.end(request.dryRun());
    return GenerateMacResponse.builder()
        .keyId(use.key().arn())
        .mac(SdkBytes.fromByteArrayUnsafe(code))
        .macAlgorithm(algorithm)
        .build();
  }

  static VerifyMacResponse verify(Call call, VerifyMacRequest request) {
    String algorithm = request.macAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "VerifyMac", KeyForm.MAC, algorithm);
    boolean holds =
        MacAlgorithm.valueOf(algorithm)
            .verify(
                use.currentMaterial(call).secret(),
                request.message().asByteArrayUnsafe(),
                request.mac().asByteArrayUnsafe());
    if (!holds) {
      throw KmsError.INVALID_MAC.fail();
    }
    DryRuns.end(request.dryRun());
    return VerifyMacResponse.builder()
        .keyId(use.key().arn())
        .macValid(true)
        .macAlgorithm(algorithm)
        .build();
  }

  /** Adds the condition key of a code's making. */
  static void conditions(GenerateMacRequest request, Map<String, List<String>> keys) {
    keys.put("kms:macalgorithm", List.of(request.macAlgorithmAsString()));
  }

  /** Adds the condition key of a code's verification. */
  static void conditions(VerifyMacRequest request, Map<String, List<String>> keys) {
    keys.put("kms:macalgorithm", List.of(request.macAlgorithmAsString()));
  }
}
