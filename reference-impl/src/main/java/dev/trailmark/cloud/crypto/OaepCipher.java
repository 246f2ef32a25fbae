package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * RSAES-OAEP with MGF1 over the same digest and an empty label.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-7.1">RFC 8017, 7.1</a>
 */
final class OaepCipher extends PublicKeyCipher {
  private static final String CIPHER = "RSA/ECB/OAEPPadding";

  private final String digest;
  private final int digestLength;

  OaepCipher(String digest, int digestLength) {
    this.digest = digest;
    this.digestLength = digestLength;
  }

  @Override
  public int longest(PairSpec spec) {
    int modulus =
        switch (spec) {
          case RSA_2048 -> 256;
          case RSA_3072 -> 384;
          case RSA_4096 -> 512;
          default -> throw new IllegalArgumentException(spec + " does not encrypt with OAEP");
        };
    return modulus - 2 * digestLength - 2;
  }

  @Override
  public byte[] encrypt(byte[] publicKey, byte[] plaintext) {
    return Providers.sure(
        () ->
            cipher(Cipher.ENCRYPT_MODE, Providers.publicKey("RSA", publicKey)).doFinal(plaintext));
  }

  @Override
  public byte[] decrypt(byte[] privateKey, byte[] ciphertext) {
    Cipher cipher =
        Providers.sure(() -> cipher(Cipher.DECRYPT_MODE, Providers.privateKey("RSA", privateKey)));
    try {
      return cipher.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode,
        key,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
    return cipher;
  }
}
