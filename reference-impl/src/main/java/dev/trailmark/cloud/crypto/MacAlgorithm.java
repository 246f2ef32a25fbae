package dev.trailmark.cloud.crypto;

import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Message authentication codes, named as KMS names them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public enum MacAlgorithm {
  HMAC_SHA_224("HmacSHA224", 28),
  HMAC_SHA_256("HmacSHA256", 32),
  HMAC_SHA_384("HmacSHA384", 48),
  HMAC_SHA_512("HmacSHA512", 64);

  private final String name;
  private final int length;

  MacAlgorithm(String name, int length) {
    this.name = name;
    this.length = length;
  }

  /** The length of the code, and of the keys that KMS makes for it, in bytes. */
  public int length() {
    return length;
  }

  /** The code of a message. */
  public byte[] code(byte[] key, byte[] message) {
    return Providers.sure(
        () -> {
          Mac mac = Mac.getInstance(name);
          mac.init(new SecretKeySpec(key, name));
          return mac.doFinal(message);
        });
  }

  /** Whether a code is the message's, compared in constant time. */
  public boolean verify(byte[] key, byte[] message, byte[] code) {
    return MessageDigest.isEqual(code(key, message), code);
  }
}
