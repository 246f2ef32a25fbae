package dev.trailmark.cloud.kms.cipher;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.GrantTokens;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/**
 * Encrypt and Decrypt.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 */
public final class Encryption {
  private static final String DECRYPT = "kms:Decrypt";

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public Encryption(KeyLookup lookup) {
    this.lookup = lookup;
  }

  static EncryptResponse encrypt(Call call, EncryptRequest request) {
    String algorithm = Ciphers.algorithm(request.encryptionAlgorithmAsString());
    KeyUse use = UsageCheck.of(call, "Encrypt", KeyForm.ENCRYPTION, algorithm);
    byte[] blob =
        Ciphers.encrypt(
            call,
            use,
            algorithm,
            request.plaintext().asByteArrayUnsafe(),
            request.encryptionContext());
    Ciphers.noteMaterial(call, use);
    DryRuns.end(request.dryRun());
    return EncryptResponse.builder()
        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(blob))
        .keyId(use.key().arn())
        .encryptionAlgorithm(algorithm)
        .build();
  }

  /** Adds the condition keys of a request to encrypt. */
  static void conditions(EncryptRequest request, Map<String, List<String>> keys) {
    Ciphers.conditions(request.encryptionAlgorithmAsString(), request.encryptionContext(), keys);
  }

  /** Notes for the trail the algorithm whether or not it was sent. */
  static void noteDefaults(Call call, EncryptRequest request) {
    noteDefaults(call, "encryptionAlgorithm", request.encryptionAlgorithmAsString());
  }

  /** The trail records the algorithm whether or not it was sent. */
  static void noteDefaults(Call call, String member, String algorithm) {
    call.trail().parameter(member, Ciphers.algorithm(algorithm));
  }

  /** kms:Decrypt on the key that the request names, else on the one that the ciphertext names. */
  List<AccessCheck> decryptAccess(Call call, DecryptRequest request) {
    noteDefaults(call, "encryptionAlgorithm", request.encryptionAlgorithmAsString());
    GrantTokens.check(call.state(), request.grantTokens());
    KeyUse use =
        request.keyId() == null
            ? Ciphers.ownerOf(
                call,
                lookup,
                request.ciphertextBlob(),
                DECRYPT,
                request.encryptionAlgorithmAsString(),
                "KeyId")
            : lookup.shared(call, request.keyId(), DECRYPT);
    return List.of(
        KeyAccess.check(
            call,
            DECRYPT,
            KeyAccess.subject(call, use),
            keys ->
                Ciphers.conditions(
                    request.encryptionAlgorithmAsString(), request.encryptionContext(), keys),
            request.encryptionContext()));
  }

  static DecryptResponse decrypt(Call call, DecryptRequest request) {
    String algorithm = Ciphers.algorithm(request.encryptionAlgorithmAsString());
    KeyUse use = UsageCheck.of(call, "Decrypt", KeyForm.ENCRYPTION, null);
    UsageCheck.opens(use.key(), algorithm);
    if (DryRuns.ignoreCiphertext(request.dryRun(), request.dryRunModifiersAsStrings())) {
      throw KmsError.DRY_RUN.fail();
    }
    Ciphers.Opened opened =
        Ciphers.decrypt(
            call, use, algorithm, request.ciphertextBlob(), request.encryptionContext());
    Ciphers.noteMaterial(call, opened.materialId());
    DryRuns.end(request.dryRun());
    return DecryptResponse.builder()
        .keyId(use.key().arn())
        .plaintext(SdkBytes.fromByteArrayUnsafe(opened.plaintext()))
        .encryptionAlgorithm(algorithm)
        .keyMaterialId(opened.materialId())
        .build();
  }
}
