package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** A scheme that signs the digest of a message: the caller's, or one made of the raw message. */
abstract class DigestScheme extends SigningScheme {
  private final String digest;
  private final int length;

  /** A scheme over SHA-2 with that many bits. */
  DigestScheme(int bits) {
    this.digest = "SHA-" + bits;
    this.length = bits / 8;
  }

  /** The digest's name in Java. */
  String digest() {
    return digest;
  }

  /** The digest's length in bytes. */
  int digestLength() {
    return length;
  }

  @Override
  public boolean takes(MessageForm form) {
    return form != MessageForm.EXTERNAL_MU;
  }

  @Override
  public int length(MessageForm form) {
    return form == MessageForm.DIGEST ? length : -1;
  }

  @Override
  public byte[] sign(PairSpec spec, byte[] privateKey, MessageForm form, byte[] input) {
    return Providers.sure(() -> signDigest(spec, privateKey, digestOf(form, input)));
  }

  @Override
  public boolean verify(
      PairSpec spec, byte[] publicKey, MessageForm form, byte[] input, byte[] signature) {
    try {
      return verifyDigest(spec, publicKey, digestOf(form, input), signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  abstract byte[] signDigest(PairSpec spec, byte[] privateKey, byte[] hash)
      throws GeneralSecurityException;

  abstract boolean verifyDigest(PairSpec spec, byte[] publicKey, byte[] hash, byte[] signature)
      throws GeneralSecurityException;

  private byte[] digestOf(MessageForm form, byte[] input) throws GeneralSecurityException {
    return form == MessageForm.DIGEST ? input : MessageDigest.getInstance(digest).digest(input);
  }
}
