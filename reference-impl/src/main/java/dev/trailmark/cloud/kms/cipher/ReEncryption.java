package dev.trailmark.cloud.kms.cipher;

import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.GrantTokens;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Subject;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/**
 * ReEncrypt: decrypts under one key and encrypts under another, or under the same with another
 * context.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html">ReEncrypt</a>
 */
public final class ReEncryption {
  private static final String NAME = "ReEncrypt";
  private static final String FROM = "kms:ReEncryptFrom";
  private static final String TO = "kms:ReEncryptTo";

  private final KeyLookup lookup;

  /** One that finds keys with {@code lookup}. */
  public ReEncryption(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /** The keys of one call. */
  private record Pair(KeyUse source, KeyUse destination) implements Subject {

    @Override
    public boolean onlyCiphertextNames(String action) {
      return action.equals(FROM) && source.byCiphertext();
    }

    boolean same() {
      return source.key().arn().equals(destination.key().arn());
    }
  }

  /** kms:ReEncryptFrom on the source key and kms:ReEncryptTo on the destination. */
  List<AccessCheck> access(Call call, ReEncryptRequest request) {
    Encryption.noteDefaults(
        call, "sourceEncryptionAlgorithm", request.sourceEncryptionAlgorithmAsString());
    Encryption.noteDefaults(
        call, "destinationEncryptionAlgorithm", request.destinationEncryptionAlgorithmAsString());
    GrantTokens.check(call.state(), request.grantTokens());
    Pair pair = find(call, request);
    KeyAccess.note(call, pair.source().key());
    KeyAccess.note(call, pair.destination().key());
    call.subject(pair);
    return List.of(
        check(
            call,
            FROM,
            pair.source(),
            pair,
            request.sourceEncryptionAlgorithmAsString(),
            request.sourceEncryptionContext()),
        check(
            call,
            TO,
            pair.destination(),
            pair,
            request.destinationEncryptionAlgorithmAsString(),
            request.destinationEncryptionContext()));
  }

  ReEncryptResponse reEncrypt(Call call, ReEncryptRequest request) {
    Pair pair = call.subject(Pair.class);
    String from = Ciphers.algorithm(request.sourceEncryptionAlgorithmAsString());
    String to = Ciphers.algorithm(request.destinationEncryptionAlgorithmAsString());
    UsageCheck.check(pair.source().key(), NAME, KeyForm.ENCRYPTION, null);
    UsageCheck.opens(pair.source().key(), from);
    UsageCheck.check(pair.destination().key(), NAME, KeyForm.ENCRYPTION, to);
    if (DryRuns.ignoreCiphertext(request.dryRun(), request.dryRunModifiersAsStrings())) {
      throw KmsError.DRY_RUN.fail();
    }
    Ciphers.Opened opened =
        Ciphers.decrypt(
            call, pair.source(), from, request.ciphertextBlob(), request.sourceEncryptionContext());
    byte[] blob = sealed(call, pair, to, opened, request.destinationEncryptionContext());
    String destinationMaterial = Ciphers.shownMaterial(pair.destination());
    note(call, "sourceKeyMaterialId", opened.materialId());
    note(call, "destinationKeyMaterialId", destinationMaterial);
    DryRuns.end(request.dryRun());
    return ReEncryptResponse.builder()
        .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(blob))
        .sourceKeyId(pair.source().key().arn())
        .keyId(pair.destination().key().arn())
        .sourceEncryptionAlgorithm(from)
        .destinationEncryptionAlgorithm(to)
        .sourceKeyMaterialId(opened.materialId())
        .destinationKeyMaterialId(destinationMaterial)
        .build();
  }

  /** The new ciphertext; of the plaintext nothing is left. */
  private static byte[] sealed(
      Call call, Pair pair, String algorithm, Ciphers.Opened opened, Map<String, String> context) {
    try {
      return Ciphers.encrypt(call, pair.destination(), algorithm, opened.plaintext(), context);
    } finally {
      Arrays.fill(opened.plaintext(), (byte) 0);
    }
  }

  private static void note(Call call, String member, String materialId) {
    if (materialId != null) {
      call.trail().additional(member, materialId);
    }
  }

  private Pair find(Call call, ReEncryptRequest request) {
    KeyUse source =
        request.sourceKeyId() == null
            ? Ciphers.ownerOf(
                call,
                lookup,
                request.ciphertextBlob(),
                FROM,
                request.sourceEncryptionAlgorithmAsString(),
                "SourceKeyId")
            : lookup.shared(call, request.sourceKeyId(), FROM);
    return new Pair(source, lookup.shared(call, request.destinationKeyId(), TO));
  }

  private static AccessCheck check(
      Call call,
      String action,
      KeyUse use,
      Pair pair,
      String algorithm,
      Map<String, String> context) {
    return KeyAccess.check(
        call,
        action,
        use,
        keys -> {
          keys.put("kms:reencryptonsamekey", List.of(Boolean.toString(pair.same())));
          Ciphers.conditions(algorithm, context, keys);
        },
        context);
  }
}
