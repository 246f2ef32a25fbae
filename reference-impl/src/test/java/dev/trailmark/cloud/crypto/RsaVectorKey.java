package dev.trailmark.cloud.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * The 2048-bit key of project Wycheproof's RSA vectors.
 *
 * @see <a
 *     href="https://github.com/C2SP/wycheproof/blob/main/testvectors_v1/rsa_oaep_2048_sha256_mgf1sha256_test.json">rsa_oaep_2048_sha256_mgf1sha256_test.json</a>
 */
final class RsaVectorKey {
  static final BigInteger MODULUS =
      new BigInteger(
          "a2b451a07d0aa5f96e455671513550514a8a5b462ebef717094fa1fee82224e6"
              + "37f9746d3f7cafd31878d80325b6ef5a1700f65903b469429e89d6eac8845097"
              + "b5ab393189db92512ed8a7711a1253facd20f79c15e8247f3d3e42e46e48c98e"
              + "254a2fe9765313a03eff8f17e1a029397a1fa26a8dce26f490ed81299615d981"
              + "4c22da610428e09c7d9658594266f5c021d0fceca08d945a12be82de4d1ece6b"
              + "4c03145b5d3495d4ed5411eb878daf05fd7afc3e09ada0f1126422f590975a19"
              + "69816f48698bcbba1b4d9cae79d460d8f9f85e7975005d9bc22c4e5ac0f7c1a4"
              + "5d12569a62807d3b9a02e5a530e773066f453d1f5b4c2e9cf7820283f742b9d5",
          16);

  private static final BigInteger PUBLIC_EXPONENT = BigInteger.valueOf(65537);
  private static final BigInteger PRIVATE_EXPONENT =
      new BigInteger(
          "24cdc62317f5d72a6f6ba6cc9632899b01d1ff28867d72f61688995bc855a4e4"
              + "20a8405250089bdb13cf8e09543827b748b9d27fbb2b4d9e20af8c5a6a862796"
              + "d1a4cc18ad16ea678bc1bd4a83bbbe9c5e57453b5ce7388e41a3ba4ce2b77b44"
              + "38a229e954f720dae0353dc088ac8a76b26dc276f8e1b7851ddd6398ad16ff2e"
              + "78195123b9b036e945c38c9d12434f6df76fe22359eb3e1ac9c011678fc926fa"
              + "d3ae475a4fffff55feb2d147e9c894f4c0e29a599e762462482d968bf4278094"
              + "5fc0d2c31c573c4431b8f4fe8b8c67bec815abd44f7a86edca1c2308737358d2"
              + "c2ae5e2e0e2dadf730980262377e58b13b7d9992060a0bc870ccfdb4a9319ee1",
          16);

  private RsaVectorKey() {}

  static byte[] publicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(MODULUS, PUBLIC_EXPONENT))
        .getEncoded();
  }

  static byte[] privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new RSAPrivateKeySpec(MODULUS, PRIVATE_EXPONENT))
        .getEncoded();
  }

  /** A block raised to the private exponent: a signature of whatever padding it has. */
  static byte[] signed(byte[] block) {
    return unsigned(new BigInteger(1, block).modPow(PRIVATE_EXPONENT, MODULUS));
  }

  /** A block raised to the public exponent: a ciphertext of whatever padding it has. */
  static byte[] encrypted(byte[] block) {
    return unsigned(new BigInteger(1, block).modPow(PUBLIC_EXPONENT, MODULUS));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[256];
    int n = Math.min(bytes.length, out.length);
    System.arraycopy(bytes, bytes.length - n, out, out.length - n, n);
    return out;
  }
}
