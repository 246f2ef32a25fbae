package dev.trailmark.cloud.kms.cipher;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.keystore.KeyStores;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/**
 * Data keys and random bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 */
final class DataKeys {
  private DataKeys() {}

  /** A data key before it is answered. */
  private record DataKey(KeyUse use, byte[] plaintext, byte[] blob) {

    String materialId() {
      return Ciphers.shownMaterial(use);
    }
  }

  static GenerateDataKeyResponse generate(Call call, GenerateDataKeyRequest request) {
    DataKey made =
        make(
            call,
            "GenerateDataKey",
            length(request.keySpec(), request.numberOfBytes()),
            request.dryRun(),
            request.encryptionContext());
    return GenerateDataKeyResponse.builder()
        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
        .plaintext(SdkBytes.fromByteArrayUnsafe(made.plaintext()))
        .keyId(made.use().key().arn())
        .keyMaterialId(made.materialId())
        .build();
  }

  static GenerateDataKeyWithoutPlaintextResponse generateWithoutPlaintext(
      Call call, GenerateDataKeyWithoutPlaintextRequest request) {
    DataKey made =
        make(
            call,
            "GenerateDataKeyWithoutPlaintext",
            length(request.keySpec(), request.numberOfBytes()),
            request.dryRun(),
            request.encryptionContext());
    Arrays.fill(made.plaintext(), (byte) 0);
    return GenerateDataKeyWithoutPlaintextResponse.builder()
        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(made.blob()))
        .keyId(made.use().key().arn())
        .keyMaterialId(made.materialId())
        .build();
  }

  private static DataKey make(
      Call call, String operation, int length, Boolean dryRun, Map<String, String> context) {
    KeyUse use = UsageCheck.forDataKeys(call, operation);
    byte[] plaintext = call.ids().secretBytes(length);
    byte[] blob = Ciphers.sealKey(call, use, plaintext, context);
    Ciphers.noteMaterial(call, use);
    if (Boolean.TRUE.equals(dryRun)) {
      Arrays.fill(plaintext, (byte) 0);
    }
    DryRuns.end(dryRun);
    return new DataKey(use, plaintext, blob);
  }

  static GenerateRandomResponse random(Call call, GenerateRandomRequest request) {
    if (request.customKeyStoreId() != null
        && KeyStores.connected(call, call.state(), request.customKeyStoreId()).proxy() != null) {
      throw KmsError.UNSUPPORTED.because("External key stores do not generate random bytes.");
    }
    return GenerateRandomResponse.builder()
        .plaintext(SdkBytes.fromByteArrayUnsafe(call.ids().secretBytes(request.numberOfBytes())))
        .build();
  }

  /** Adds the condition keys of a request for a data key. */
  static void conditions(GenerateDataKeyRequest request, Map<String, List<String>> keys) {
    Ciphers.conditions(null, request.encryptionContext(), keys);
  }

  /** Adds the condition keys of a request for a data key. */
  static void conditions(
      GenerateDataKeyWithoutPlaintextRequest request, Map<String, List<String>> keys) {
    Ciphers.conditions(null, request.encryptionContext(), keys);
  }

  /** Refuses a request that does not say one length. */
  static void requireLength(GenerateDataKeyRequest request) {
    length(request.keySpec(), request.numberOfBytes());
  }

  /** Refuses a request that does not say one length. */
  static void requireLength(GenerateDataKeyWithoutPlaintextRequest request) {
    length(request.keySpec(), request.numberOfBytes());
  }

  /** AWS says what is missing in words of its own here. */
  static void requireLength(GenerateRandomRequest request) {
    if (request.numberOfBytes() == null) {
      throw KmsError.VALIDATION.because("NumberOfBytes is required.");
    }
  }

  private static int length(DataKeySpec spec, Integer numberOfBytes) {
    if ((spec == null) == (numberOfBytes == null)) {
      throw KmsError.VALIDATION.because("Please specify either number of bytes or key spec.");
    }
    if (spec == null) {
      return numberOfBytes;
    }
    return spec == DataKeySpec.AES_128 ? 16 : 32;
  }
}
