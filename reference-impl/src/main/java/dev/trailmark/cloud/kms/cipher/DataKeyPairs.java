package dev.trailmark.cloud.kms.cipher;

import dev.trailmark.cloud.crypto.EncodedPair;
import dev.trailmark.cloud.crypto.PairSpec;
import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.operation.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextResponse;

/**
 * Data key pairs: made for use outside of KMS, the private key encrypted under a symmetric key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html">GenerateDataKeyPair</a>
 */
final class DataKeyPairs {
  private DataKeyPairs() {}

  /** A pair before it is answered. */
  private record Made(KeyUse use, EncodedPair pair, SdkBytes sealed) {

    SdkBytes publicKey() {
      return SdkBytes.fromByteArrayUnsafe(pair.publicKey());
    }

    String materialId() {
      return Ciphers.shownMaterial(use);
    }
  }

  static GenerateDataKeyPairResponse generate(Call call, GenerateDataKeyPairRequest request) {
    Made made =
        make(
            call,
            "GenerateDataKeyPair",
            request.keyPairSpecAsString(),
            request.dryRun(),
            request.encryptionContext());
    return GenerateDataKeyPairResponse.builder()
        .keyId(made.use().key().arn())
        .keyMaterialId(made.materialId())
        .keyPairSpec(request.keyPairSpec())
        .privateKeyCiphertextBlob(made.sealed())
        .privateKeyPlaintext(SdkBytes.fromByteArrayUnsafe(made.pair().privateKey()))
        .publicKey(made.publicKey())
        .build();
  }

  static GenerateDataKeyPairWithoutPlaintextResponse generateWithoutPlaintext(
      Call call, GenerateDataKeyPairWithoutPlaintextRequest request) {
    Made made =
        make(
            call,
            "GenerateDataKeyPairWithoutPlaintext",
            request.keyPairSpecAsString(),
            request.dryRun(),
            request.encryptionContext());
    Arrays.fill(made.pair().privateKey(), (byte) 0);
    return GenerateDataKeyPairWithoutPlaintextResponse.builder()
        .keyId(made.use().key().arn())
        .keyMaterialId(made.materialId())
        .keyPairSpec(request.keyPairSpec())
        .privateKeyCiphertextBlob(made.sealed())
        .publicKey(made.publicKey())
        .build();
  }

  /** Adds the condition keys of a request for a pair. */
  static void conditions(GenerateDataKeyPairRequest request, Map<String, List<String>> keys) {
    conditions(request.keyPairSpecAsString(), request.encryptionContext(), keys);
  }

  /** Adds the condition keys of a request for a pair. */
  static void conditions(
      GenerateDataKeyPairWithoutPlaintextRequest request, Map<String, List<String>> keys) {
    conditions(request.keyPairSpecAsString(), request.encryptionContext(), keys);
  }

  private static void conditions(
      String spec, Map<String, String> context, Map<String, List<String>> keys) {
    keys.put("kms:datakeypairspec", List.of(spec));
    Ciphers.conditions(null, context, keys);
  }

  private static Made make(
      Call call, String operation, String spec, Boolean dryRun, Map<String, String> context) {
    KeyUse use = UsageCheck.forDataKeys(call, operation);
    Ciphers.noteMaterial(call, use);
    DryRuns.end(dryRun);
    EncodedPair pair = PairSpec.valueOf(spec).generate(call.ids().secureRandom());
    byte[] sealed = Ciphers.sealKey(call, use, pair.privateKey(), context);
    return new Made(use, pair, SdkBytes.fromByteArrayUnsafe(sealed));
  }
}
