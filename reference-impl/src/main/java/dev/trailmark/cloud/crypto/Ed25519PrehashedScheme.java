package dev.trailmark.cloud.crypto;

import java.io.IOException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519ph with an empty context over the message's SHA-512 digest, which the caller makes. The
 * JDK's form wants the message, so this is Bouncy Castle's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, 5.1</a>
 */
final class Ed25519PrehashedScheme extends SigningScheme {
  private static final byte[] NO_CONTEXT = {};

  @Override
  public boolean takes(MessageForm form) {
    return form == MessageForm.DIGEST;
  }

  @Override
  public int length(MessageForm form) {
    return Ed25519.PREHASH_SIZE;
  }

  @Override
  public byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.signPrehash(seed(privateKey), 0, NO_CONTEXT, input, 0, signature, 0);
    return signature;
  }

  @Override
  public boolean verify(
      PairSpec spec, byte[] publicKey, MessageForm form, byte[] input, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verifyPrehash(signature, 0, point(publicKey), 0, NO_CONTEXT, input, 0);
  }

  private static byte[] seed(byte[] privateKey) {
    try {
      return ((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(privateKey)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not readable", e);
    }
  }

  private static byte[] point(byte[] publicKey) {
    try {
      return ((Ed25519PublicKeyParameters) PublicKeyFactory.createKey(publicKey)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not readable", e);
    }
  }
}
