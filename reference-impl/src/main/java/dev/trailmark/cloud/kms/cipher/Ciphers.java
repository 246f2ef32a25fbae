package dev.trailmark.cloud.kms.cipher;

import dev.trailmark.cloud.crypto.PublicKeyCipher;
import dev.trailmark.cloud.kms.access.EncryptionContext;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.kms.request.Denials;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** What the cryptographic operations have in common: checks of the key, sealing and opening. */
final class Ciphers {
  private static final int RANDOM_LENGTH = CiphertextBlob.SALT_LENGTH + CiphertextBlob.NONCE_LENGTH;

  private Ciphers() {}

  /**
   * A plaintext and the material under which it was encrypted.
   *
   * @param materialId {@code null} under keys whose material has no id to show
   */
  record Opened(byte[] plaintext, String materialId) {}

  /** The algorithm that a request means. */
  static String algorithm(String requested) {
    return requested == null ? KeyForm.SYMMETRIC_ALGORITHM : requested;
  }

  /** Encrypts under a key of any spec, with an algorithm that the key has. */
  static byte[] encrypt(
      Call call, KeyUse use, String algorithm, byte[] plaintext, Map<String, String> context) {
    KeyTraits traits = use.key().record().traits();
    if (traits.symmetric()) {
      return seal(call, use, plaintext, context, false);
    }
    refuseContext(context);
    PublicKeyCipher cipher = PublicKeyCipher.named(algorithm);
    int longest = cipher.longest(traits.form().pair());
    if (plaintext.length > longest) {
      throw KmsError.VALIDATION.because(
          "Algorithm %s and key spec %s cannot encrypt data larger than %d bytes.",
          algorithm, traits.spec(), longest);
    }
    return cipher.encrypt(use.currentMaterial(call).publicKey(), plaintext);
  }

  /** Decrypts under a key of any spec, with an algorithm that the key has. */
  static Opened decrypt(
      Call call, KeyUse use, String algorithm, SdkBytes ciphertext, Map<String, String> context) {
    if (use.key().record().traits().symmetric()) {
      return open(call, use, ciphertext, context);
    }
    refuseContext(context);
    byte[] plaintext =
        PublicKeyCipher.named(algorithm)
            .decrypt(use.currentMaterial(call).secret(), ciphertext.asByteArrayUnsafe());
    if (plaintext == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    return new Opened(plaintext, null);
  }

  private static void refuseContext(Map<String, String> context) {
    if (context != null && !context.isEmpty()) {
      throw KmsError.VALIDATION.because(
          "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.");
    }
  }

  /** Encrypts a key that was just made under a symmetric key's current material. */
  static byte[] sealKey(Call call, KeyUse use, byte[] dataKey, Map<String, String> context) {
    return seal(call, use, dataKey, context, true);
  }

  private static byte[] seal(
      Call call, KeyUse use, byte[] plaintext, Map<String, String> context, boolean dataKey) {
    return SymmetricCipher.ofThread()
        .encrypt(
            use.key().record().currentMaterialId(),
            use.currentMaterial(call).secret(),
            call.ids().secretBytes(RANDOM_LENGTH),
            plaintext,
            EncryptionContext.canonical(context),
            dataKey);
  }

  /** Decrypts under whichever of the key's materials the ciphertext names. */
  private static Opened open(
      Call call, KeyUse use, SdkBytes ciphertext, Map<String, String> context) {
    CiphertextBlob blob = parse(ciphertext);
    String materialId = blob.materialId();
    MaterialRecord material = Materials.named(call.state(), materialId, call.region());
    if (material == null || !material.keyAddress().equals(use.key().record().address())) {
      throw KmsError.INCORRECT_KEY.fail();
    }
    if (material.lost()) {
      throw KmsError.INVALID_STATE.because("%s is pending import.", use.key().arn());
    }
    byte[] plaintext =
        SymmetricCipher.ofThread()
            .decrypt(material.secret(), blob, EncryptionContext.canonical(context));
    if (plaintext == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    boolean shown = use.key().record().traits().showsMaterial();
    return new Opened(plaintext, shown ? materialId : null);
  }

  /**
   * The key that a ciphertext names.
   *
   * @param algorithm what the request says of it; only symmetric ciphertexts name their key
   * @param member where the request would have to name the key otherwise
   */
  static KeyUse ownerOf(
      Call call,
      KeyLookup lookup,
      SdkBytes ciphertext,
      String action,
      String algorithm,
      String member) {
    if (!algorithm(algorithm).equals(KeyForm.SYMMETRIC_ALGORITHM)) {
      throw KmsError.VALIDATION.because("%s must not be null", member);
    }
    String materialId = parse(ciphertext).materialId();
    KeyUse owner = lookup.owning(call, Materials.named(call.state(), materialId, call.region()));
    if (owner == null) {
      throw Denials.ofUnknownCiphertext(call, action);
    }
    return owner;
  }

  /** Notes for the trail the material that encrypts, if it has an id to show. */
  static void noteMaterial(Call call, KeyUse use) {
    noteMaterial(call, shownMaterial(use));
  }

  /** Notes material for the trail; {@code null} for none. */
  static void noteMaterial(Call call, String materialId) {
    if (materialId != null) {
      call.trail().additional("keyMaterialId", materialId);
    }
  }

  /** The id of a key's current material; {@code null} for keys that show none. */
  static String shownMaterial(KeyUse use) {
    KeyRecord key = use.key().record();
    return key.traits().showsMaterial() ? key.currentMaterialId() : null;
  }

  /** Adds the condition keys of an encryption. */
  static void conditions(
      String algorithm, Map<String, String> context, Map<String, List<String>> keys) {
    keys.put("kms:encryptionalgorithm", List.of(algorithm(algorithm)));
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
