package dev.trailmark.cloud.crypto;

import java.util.Map;
import java.util.TreeMap;

/**
 * A signature algorithm on encoded keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
public abstract class SigningScheme {
  private static final Map<String, SigningScheme> BY_NAME = new TreeMap<>();

  static {
    for (int bits : new int[] {256, 384, 512}) {
      BY_NAME.put("RSASSA_PKCS1_V1_5_SHA_" + bits, new RsaPkcs1Scheme(bits));
      BY_NAME.put("RSASSA_PSS_SHA_" + bits, new RsaPssScheme(bits));
      BY_NAME.put("ECDSA_SHA_" + bits, new EcdsaScheme(bits));
    }
    BY_NAME.put("ED25519_SHA_512", new Ed25519Scheme());
    BY_NAME.put("ED25519_PH_SHA_512", new Ed25519PrehashedScheme());
    BY_NAME.put("ML_DSA_SHAKE_256", new MlDsaScheme());
    BY_NAME.put("SM2DSA", new Sm2Scheme());
  }

  SigningScheme() {}

  /** The scheme that KMS calls so. */
  public static SigningScheme named(String name) {
    SigningScheme scheme = BY_NAME.get(name);
    if (scheme == null) {
      throw new IllegalArgumentException("no signing algorithm " + name);
    }
    return scheme;
  }

  /** Whether it signs such input. */
  public abstract boolean takes(MessageForm form);

  /** How long an input of this form is, in bytes; -1 when any length will do. */
  public abstract int length(MessageForm form);

  /** Signs. The input is of a form and length that the scheme takes. */
  public abstract byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input);

  /** Whether a signature holds; {@code false} also for what is no signature at all. */
  public abstract boolean verify(
      PairSpec spec, byte[] publicKey, MessageForm form, byte[] input, byte[] signature);
}
