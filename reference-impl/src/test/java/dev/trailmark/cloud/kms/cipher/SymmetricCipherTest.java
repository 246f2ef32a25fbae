package dev.trailmark.cloud.kms.cipher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.KDFCounterBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KDFCounterParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/**
 * The symmetric cipher against another implementation of its two parts, key derivation and AES-GCM,
 * which is held to published vectors first.
 */
class SymmetricCipherTest {
  private static final String MATERIAL = "5a".repeat(32);
  private static final byte[] SECRET = hex("c3".repeat(32));
  private static final byte[] TEXT = "a text".getBytes(US_ASCII);
  private static final byte[] CONTEXT = "a context".getBytes(US_ASCII);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] derived(byte[] key, byte[] fixed, int length) {
    KDFCounterBytesGenerator kdf = new KDFCounterBytesGenerator(new HMac(new SHA256Digest()));
    kdf.init(new KDFCounterParameters(key, fixed, 32));
    byte[] out = new byte[length];
    kdf.generateBytes(out, 0, length);
    return out;
  }

  private static byte[] gcm(boolean encrypt, byte[] key, byte[] nonce, byte[] aad, byte[] input)
      throws InvalidCipherTextException {
    var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 128, nonce, aad));
    byte[] out = new byte[cipher.getOutputSize(input.length)];
    int at = cipher.processBytes(input, 0, input.length, out, 0);
    cipher.doFinal(out, at);
    return out;
  }

  /** NIST CAVP, KBKDF counter mode: HMAC_SHA256, BEFORE_FIXED, 32 bits, L = 128, COUNT = 0. */
  @Test
  void theOtherKeyDerivationIsTheStandards() {
    assertThat(
            derived(
                hex("dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0"),
                hex(
                    "01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7e725303e237e46b8"
                        + "64a145fab25e517b08f8683d0315bb2911d80a0e8aba17f3b413faac"),
                16))
        .isEqualTo(hex("10621342bfb0fd40046c0e29f2cfdbf0"));
  }

  /** NIST CAVP, gcmEncryptExtIV256: 96-bit IV, 128-bit text, AAD and tag, Count = 0. */
  @Test
  void theOtherAesGcmIsTheStandards() throws Exception {
    assertThat(
            gcm(
                true,
                hex("92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b"),
                hex("ac93a1a6145299bde902f21a"),
                hex("1e0889016f67601c8ebea4943bc23ad6"),
                hex("2d71bcfa914e4ac045b2aa60955fad24")))
        .isEqualTo(hex("8995ae2e6df3dbf96fac7b7137bae67f" + "eca5aa77d51d4a0a14d9c51e1da474ab"));
  }

  @Test
  void aCiphertextIsWhatTheStandardsMakeOfIt() throws Exception {
    byte[] random = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b");

    byte[] blob =
        SymmetricCipher.ofThread().encrypt(MATERIAL, SECRET, random, TEXT, CONTEXT, false);

    byte[] salt = Arrays.copyOf(random, 16);
    byte[] nonce = Arrays.copyOfRange(random, 16, 28);
    byte[] fixed = hex("456e6372797074" + "00" + HexFormat.of().formatHex(salt) + "00000100");
    byte[] key = derived(SECRET, fixed, 32);
    byte[] plaintext = Arrays.copyOf(new byte[11], 11 + TEXT.length);
    System.arraycopy(TEXT, 0, plaintext, 11, TEXT.length);
    int sealed = CiphertextBlob.parse(blob).sealedAt();
    assertThat(Arrays.copyOfRange(blob, sealed, blob.length))
        .isEqualTo(gcm(true, key, nonce, CONTEXT, plaintext));
  }

  @Test
  void whatIsSealedWithoutTheHeaderIsNoCiphertext() throws Exception {
    byte[] blob =
        SymmetricCipher.ofThread().encrypt(MATERIAL, SECRET, new byte[28], TEXT, CONTEXT, false);
    byte[] fixed = hex("456e6372797074" + "00" + "00".repeat(16) + "00000100");
    byte[] plaintext = new byte[11 + TEXT.length];
    plaintext[3] = 1;
    byte[] other = gcm(true, derived(SECRET, fixed, 32), new byte[12], CONTEXT, plaintext);
    int sealed = CiphertextBlob.parse(blob).sealedAt();
    System.arraycopy(other, 0, blob, sealed, other.length);

    assertThat(SymmetricCipher.ofThread().decrypt(SECRET, CiphertextBlob.parse(blob), CONTEXT))
        .isNull();
  }
}
