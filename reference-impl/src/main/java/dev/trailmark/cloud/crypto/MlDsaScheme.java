package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * ML-DSA with an empty context, hedged, over a message or over its representative mu.
 *
 * @see <a href="https://csrc.nist.gov/pubs/fips/204/final">FIPS 204</a>
 */
final class MlDsaScheme extends SigningScheme {
  private static final int MU_LENGTH = 64;

  private final SecureRandom random;

  MlDsaScheme() {
    this(new SecureRandom());
  }

  /**
   * A scheme that hedges with what it is given.
   *
   * @param random zeros make the standard's deterministic variant
   */
  MlDsaScheme(SecureRandom random) {
    this.random = random;
  }

  @Override
  public boolean takes(MessageForm form) {
    return form != MessageForm.DIGEST;
  }

  @Override
  public int length(MessageForm form) {
    return form == MessageForm.EXTERNAL_MU ? MU_LENGTH : -1;
  }

  @Override
  public byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input) {
    try {
      MLDSASigner signer = new MLDSASigner();
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(privateKey);
      signer.init(true, new ParametersWithRandom(key, random));
      if (form == MessageForm.EXTERNAL_MU) {
        return signer.generateMuSignature(input);
      }
      signer.update(input, 0, input.length);
      return signer.generateSignature();
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("a stored key is not usable", e);
    }
  }

  @Override
  public boolean verify(
      PairSpec spec, byte[] publicKey, MessageForm form, byte[] input, byte[] signature) {
    try {
      MLDSASigner verifier = new MLDSASigner();
      verifier.init(false, PublicKeyFactory.createKey(publicKey));
      if (form == MessageForm.EXTERNAL_MU) {
        return verifier.verifyMuSignature(input, signature);
      }
      verifier.update(input, 0, input.length);
      return verifier.verifySignature(signature);
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not readable", e);
    }
  }
}
