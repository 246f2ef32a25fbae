package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.Signature;

/**
 * Ed25519 over the message itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, 5.1</a>
 */
final class Ed25519Scheme extends SigningScheme {
  private static final String NAME = "Ed25519";
  private static final int SIGNATURE_LENGTH = 64;

  @Override
  public boolean takes(MessageForm form) {
    return form == MessageForm.RAW;
  }

  @Override
  public int length(MessageForm form) {
    return -1;
  }

  @Override
  public byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input) {
    return Providers.sure(
        () -> {
          Signature signature = Signature.getInstance(NAME);
          signature.initSign(Providers.privateKey(NAME, privateKey));
          signature.update(input);
          return signature.sign();
        });
  }

  @Override
  public boolean verify(
      PairSpec spec, byte[] publicKey, MessageForm form, byte[] input, byte[] signature) {
    if (signature.length != SIGNATURE_LENGTH) {
      return false; // the JDK does not look at what follows a signature
    }
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(Providers.publicKey(NAME, publicKey));
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
