package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** What the cryptographic operations have in common: checks of the key, sealing and opening. */
final class Ciphers {
  private static final int RANDOM_LENGTH = CiphertextBlob.SALT_LENGTH + CiphertextBlob.NONCE_LENGTH;
  private static final String USAGE = "ENCRYPT_DECRYPT";

  private Ciphers() {}

  /** A plaintext and the material under which it was encrypted. */
  record Opened(byte[] plaintext, String materialId) {}

  /** The call's key, if its state and usage permit the operation. */
  static KeyUse usable(Call call, String operation, String algorithm) {
    KeyUse use = KeyUse.of(call);
    checkUsable(use.key(), operation, algorithm);
    return use;
  }

  /**
   * Checks a key's state, then its usage, then the algorithm.
   *
   * @param algorithm {@code null} for the key's own
   */
  static void checkUsable(KeyView key, String operation, String algorithm) {
    KeyTraits traits = KeyStates.usable(key.record()).traits();
    if (!traits.usage().equals(USAGE)) {
      throw KmsError.INVALID_KEY_USAGE.because(
          "%s key usage is %s which is not valid for %s.", key.arn(), traits.usage(), operation);
    }
    if (algorithm != null && !algorithm.equals(Encryption.ALGORITHM)) {
      throw KmsError.INVALID_KEY_USAGE.because(
          "Algorithm %s is incompatible with key spec %s.", algorithm, traits.spec());
    }
  }

  /** Encrypts under the key's current material. */
  static byte[] seal(Call call, KeyUse use, byte[] plaintext, Map<String, String> context) {
    return SymmetricCipher.ofThread()
        .encrypt(
            use.key().record().currentMaterialId(),
            use.currentMaterial(call).secret(),
            call.ids().secretBytes(RANDOM_LENGTH),
            plaintext,
            EncryptionContext.canonical(context));
  }

  /** Decrypts under whichever of the key's materials the ciphertext names. */
  static Opened open(Call call, KeyUse use, SdkBytes ciphertext, Map<String, String> context) {
    CiphertextBlob blob = parse(ciphertext);
    String materialId = blob.materialId();
    MaterialRecord material = call.state().get(KmsTables.MATERIAL, materialId);
    if (material == null || !material.keyAddress().equals(use.key().record().address())) {
      throw KmsError.INCORRECT_KEY.fail();
    }
    byte[] plaintext =
        SymmetricCipher.ofThread()
            .decrypt(material.secret(), blob, EncryptionContext.canonical(context));
    if (plaintext == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    return new Opened(plaintext, materialId);
  }

  /** The key that a ciphertext names. */
  static KeyUse ownerOf(Call call, KeyLookup lookup, SdkBytes ciphertext, String action) {
    String materialId = parse(ciphertext).materialId();
    KeyUse owner = lookup.owning(call, call.state().get(KmsTables.MATERIAL, materialId));
    if (owner == null) {
      throw Denials.ofUnknownCiphertext(call, action);
    }
    return owner;
  }

  /** Notes for the trail the material that encrypts. */
  static void noteMaterial(Call call, KeyUse use) {
    call.trail().additional("keyMaterialId", use.key().record().currentMaterialId());
  }

  /** Ends a dry run, after everything else has succeeded. */
  static void endDryRun(Boolean dryRun) {
    if (Boolean.TRUE.equals(dryRun)) {
      throw KmsError.DRY_RUN.fail();
    }
  }

  /** Adds the condition keys of a use of a symmetric key. */
  static void conditions(
      String algorithm, Map<String, String> context, Map<String, List<String>> keys) {
    keys.put(
        "kms:encryptionalgorithm", List.of(algorithm == null ? Encryption.ALGORITHM : algorithm));
    EncryptionContext.conditions(context, keys);
  }

  private static CiphertextBlob parse(SdkBytes ciphertext) {
    CiphertextBlob blob = CiphertextBlob.parse(ciphertext.asByteArrayUnsafe());
    if (blob == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    return blob;
  }
}
