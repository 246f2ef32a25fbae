package dev.trailmark.cloud.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;

/** Keys and signatures on elliptic curves in DER, right or wrong, from their numbers. */
final class Curves {
  private Curves() {}

  /** A SubjectPublicKeyInfo that says nothing of whether its point is on the curve. */
  static byte[] publicKey(PairSpec spec, String point) {
    byte[] encoded = HexFormat.of().parseHex(point);
    byte[] bits = new byte[encoded.length + 1];
    System.arraycopy(encoded, 0, bits, 1, encoded.length);
    return der(0x30, join(algorithm(spec), der(0x03, bits)));
  }

  static byte[] privateKey(PairSpec spec, String number) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(spec.parameters()));
      return KeyFactory.getInstance("EC")
          .generatePrivate(
              new ECPrivateKeySpec(
                  new BigInteger(number, 16), parameters.getParameterSpec(ECParameterSpec.class)))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signature of two numbers, which may be negative or too large. */
  static byte[] signature(BigInteger r, BigInteger s) {
    return der(0x30, join(der(0x02, r.toByteArray()), der(0x02, s.toByteArray())));
  }

  static byte[] signature(String r, String s) {
    return signature(new BigInteger(r, 16), new BigInteger(s, 16));
  }

  private static byte[] algorithm(PairSpec spec) {
    String curve =
        switch (spec) {
          case ECC_NIST_P256 -> "06082a8648ce3d030107";
          case ECC_NIST_P384 -> "06052b81040022";
          case ECC_NIST_P521 -> "06052b81040023";
          case ECC_SECG_P256K1 -> "06052b8104000a";
          default -> throw new IllegalArgumentException(spec.name());
        };
    return der(0x30, HexFormat.of().parseHex("06072a8648ce3d0201" + curve));
  }

  static byte[] der(int tag, byte[] content) {
    byte[] head =
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) content.length}
            : content.length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
                : new byte[] {
                  (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length
                };
    return join(head, content);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
