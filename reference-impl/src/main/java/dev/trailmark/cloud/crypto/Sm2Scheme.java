package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * SM2 signatures in DER: of a message under the default distinguishing identifier
 * (1234567812345678), or of a digest e that already includes the identifier.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/offline-operations.html#key-spec-sm-offline-verification">Offline
 *     verification with SM2 key pairs</a>
 */
final class Sm2Scheme extends SigningScheme {
  private static final int DIGEST_LENGTH = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public boolean takes(MessageForm form) {
    return form != MessageForm.EXTERNAL_MU;
  }

  @Override
  public int length(MessageForm form) {
    return form == MessageForm.DIGEST ? DIGEST_LENGTH : -1;
  }

  @Override
  public byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input) {
    try {
      CipherParameters key =
          new ParametersWithRandom(PrivateKeyFactory.createKey(privateKey), random);
      SM2Signer signer = signer(form);
      signer.init(true, key);
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
      SM2Signer verifier = signer(form);
      verifier.init(false, PublicKeyFactory.createKey(publicKey));
      verifier.update(input, 0, input.length);
      return verifier.verifySignature(signature);
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not readable", e);
    }
  }

  private static SM2Signer signer(MessageForm form) {
    return form == MessageForm.RAW ? new SM2Signer() : new OfDigest();
  }

  /** Signs what it is given as the digest e, without hashing the identifier or the input. */
  private static final class OfDigest extends SM2Signer {
    OfDigest() {
      super(new NullDigest());
    }

    @Override
    protected byte[] getZ(byte[] identifier) {
      return new byte[0];
    }
  }
}
