package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;

/**
 * SM2 encryption: coordinates, hash and ciphertext as a sequence in DER, as openssl writes it (GM/T
 * 0009). That KMS writes the same could not be confirmed.
 */
final class Sm2Cipher extends PublicKeyCipher {
  private static final int LONGEST = 1024;
  private static final int COORDINATE = 32;
  private static final int HASH = 32;
  private static final int HASH_AT = 1 + 2 * COORDINATE;
  private static final byte UNCOMPRESSED = 4;

  private final SecureRandom random = new SecureRandom();

  @Override
  public int longest(PairSpec spec) {
    return LONGEST;
  }

  @Override
  public byte[] encrypt(byte[] publicKey, byte[] plaintext) {
    try {
      SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
      engine.init(true, new ParametersWithRandom(PublicKeyFactory.createKey(publicKey), random));
      return sequence(engine.processBlock(plaintext, 0, plaintext.length));
    } catch (IOException | InvalidCipherTextException e) {
      throw new IllegalStateException("a stored key is not usable", e);
    }
  }

  @Override
  public byte[] decrypt(byte[] privateKey, byte[] ciphertext) {
    try {
      SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
      engine.init(false, PrivateKeyFactory.createKey(privateKey));
      byte[] parts = parts(ciphertext);
      return engine.processBlock(parts, 0, parts.length);
    } catch (IOException | InvalidCipherTextException | RuntimeException e) {
      return null;
    }
  }

  private static byte[] sequence(byte[] parts) throws IOException {
    ASN1EncodableVector members = new ASN1EncodableVector();
    members.add(new ASN1Integer(BigIntegers.fromUnsignedByteArray(parts, 1, COORDINATE)));
    members.add(
        new ASN1Integer(BigIntegers.fromUnsignedByteArray(parts, 1 + COORDINATE, COORDINATE)));
    members.add(new DEROctetString(Arrays.copyOfRange(parts, HASH_AT, HASH_AT + HASH)));
    members.add(new DEROctetString(Arrays.copyOfRange(parts, HASH_AT + HASH, parts.length)));
    return new DERSequence(members).getEncoded(ASN1Encoding.DER);
  }

  private static byte[] parts(byte[] sequence) {
    ASN1Sequence members = ASN1Sequence.getInstance(sequence);
    byte[] hash = ASN1OctetString.getInstance(members.getObjectAt(2)).getOctets();
    byte[] sealed = ASN1OctetString.getInstance(members.getObjectAt(3)).getOctets();
    byte[] parts = new byte[HASH_AT + hash.length + sealed.length];
    parts[0] = UNCOMPRESSED;
    for (int i = 0; i < 2; i++) {
      byte[] coordinate =
          BigIntegers.asUnsignedByteArray(
              COORDINATE, ASN1Integer.getInstance(members.getObjectAt(i)).getPositiveValue());
      System.arraycopy(coordinate, 0, parts, 1 + i * COORDINATE, COORDINATE);
    }
    System.arraycopy(hash, 0, parts, HASH_AT, hash.length);
    System.arraycopy(sealed, 0, parts, HASH_AT + hash.length, sealed.length);
    return parts;
  }
}
