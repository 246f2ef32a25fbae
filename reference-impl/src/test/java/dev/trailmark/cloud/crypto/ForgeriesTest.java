package dev.trailmark.cloud.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not pass: signatures, keys and wrapped material that are nearly right. */
class ForgeriesTest {
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final EncodedPair RSA = PairSpec.RSA_2048.generate(RANDOM);

  private static boolean holds(PairSpec spec, String scheme, byte[] key, byte[] signature) {
    return SigningScheme.named(scheme).verify(spec, key, MessageForm.RAW, MESSAGE, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, ECDSA_SHA_256",
    "ECC_NIST_P384, ECDSA_SHA_384",
    "ECC_NIST_P521, ECDSA_SHA_512",
    "ECC_SECG_P256K1, ECDSA_SHA_256"
  })
  void noEcdsaSignatureButTheWellFormedOneHolds(PairSpec spec, String scheme) throws Exception {
    EncodedPair pair = spec.generate(RANDOM);
    byte[] good =
        SigningScheme.named(scheme).sign(spec, pair.privateKey(), MessageForm.RAW, MESSAGE);
    assertThat(holds(spec, scheme, pair.publicKey(), good)).isTrue();
    BigInteger n = order(pair.publicKey());
    BigInteger[] rs = numbers(good);

    Map<String, byte[]> forged = new LinkedHashMap<>();
    forged.put("r = 0", Curves.signature(BigInteger.ZERO, rs[1]));
    forged.put("s = 0", Curves.signature(rs[0], BigInteger.ZERO));
    forged.put("both 0", Curves.signature(BigInteger.ZERO, BigInteger.ZERO));
    forged.put("r = n", Curves.signature(n, rs[1]));
    forged.put("s = n", Curves.signature(rs[0], n));
    forged.put("r + n", Curves.signature(rs[0].add(n), rs[1]));
    forged.put("s + n", Curves.signature(rs[0], rs[1].add(n)));
    forged.put("-r", Curves.signature(rs[0].negate(), rs[1]));
    forged.put("-s", Curves.signature(rs[0], rs[1].negate()));
    forged.put("r and s swapped", Curves.signature(rs[1], rs[0]));
    forged.put("1 and 1", Curves.signature(BigInteger.ONE, BigInteger.ONE));
    forged.put("nothing", new byte[0]);
    forged.put("no DER", "not a signature".getBytes(US_ASCII));
    forged.put("cut short", Arrays.copyOf(good, good.length - 1));
    forged.put("a byte more", Arrays.copyOf(good, good.length + 1));
    forged.put("an empty sequence", new byte[] {0x30, 0});
    forged.put("a length of too many bytes", longer(good));
    forged.put("a set", tagged(good, 0x31));
    forged.put("r alone", Curves.der(0x30, Curves.der(0x02, rs[0].toByteArray())));

    forged.forEach(
        (what, signature) ->
            assertThat(holds(spec, scheme, pair.publicKey(), signature)).as(what).isFalse());
  }

  private static byte[] tagged(byte[] signature, int tag) {
    byte[] changed = signature.clone();
    changed[0] = (byte) tag;
    return changed;
  }

  /** The sequence's length in one byte more than BER needs, which DER forbids. */
  private static byte[] longer(byte[] signature) {
    int head = signature[1] == (byte) 0x81 ? 3 : 2;
    byte[] content = Arrays.copyOfRange(signature, head, signature.length);
    return Curves.join(new byte[] {0x30, (byte) 0x82, 0, (byte) content.length}, content);
  }

  private static BigInteger order(byte[] publicKey) throws Exception {
    return ((ECPublicKey)
            KeyFactory.getInstance("EC", Providers.BOUNCY_CASTLE)
                .generatePublic(new X509EncodedKeySpec(publicKey)))
        .getParams()
        .getOrder();
  }

  private static BigInteger[] numbers(byte[] signature) {
    int at = (signature[1] == (byte) 0x81 ? 3 : 2) + 1;
    int length = signature[at];
    byte[] r = Arrays.copyOfRange(signature, at + 1, at + 1 + length);
    byte[] s = Arrays.copyOfRange(signature, at + 3 + length, signature.length);
    return new BigInteger[] {new BigInteger(r), new BigInteger(s)};
  }

  @Test
  void noRsaSignatureWithPaddingOfAnotherFormHolds() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(MESSAGE);
    byte[] info = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    byte[] noParameters = HexFormat.of().parseHex("302f300b0609608648016503040201" + "0420");
    byte[] digest = Curves.join(info, hash);

    assertThat(pkcs1(padded(1, 0xff, digest))).as("the padding as it is to be").isTrue();
    Map<String, byte[]> forged = new LinkedHashMap<>();
    forged.put("block type 2", padded(2, 0xff, digest));
    forged.put("padding of zeros", padded(1, 0, digest));
    forged.put("short padding with the rest behind the digest", shortlyPadded(digest));
    forged.put("the digest alone", padded(1, 0xff, hash));
    forged.put(
        "without the algorithm's parameters", padded(1, 0xff, Curves.join(noParameters, hash)));
    forged.put("nothing but padding", padded(1, 0xff, new byte[0]));

    forged.forEach((what, block) -> assertThat(pkcs1(block)).as(what).isFalse());
  }

  private static byte[] padded(int type, int filling, byte[] content) {
    byte[] block = new byte[256];
    Arrays.fill(block, (byte) filling);
    block[0] = 0;
    block[1] = (byte) type;
    block[block.length - content.length - 1] = 0;
    System.arraycopy(content, 0, block, block.length - content.length, content.length);
    return block;
  }

  /** Bleichenbacher's forgery of 2006: eight bytes of padding, what follows the digest is free. */
  private static byte[] shortlyPadded(byte[] digest) {
    byte[] block = new byte[256];
    block[1] = 1;
    Arrays.fill(block, 2, 10, (byte) 0xff);
    System.arraycopy(digest, 0, block, 11, digest.length);
    Arrays.fill(block, 11 + digest.length, block.length, (byte) 0x5a);
    return block;
  }

  /** Whether a block, raised to the private exponent, passes for a signature of the message. */
  private static boolean pkcs1(byte[] block) {
    return holds(PairSpec.RSA_2048, "RSASSA_PKCS1_V1_5_SHA_256", RSA.publicKey(), raised(block));
  }

  private static byte[] raised(byte[] block) {
    try {
      RSAPrivateKey key =
          (RSAPrivateKey)
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(RSA.privateKey()));
      return unsigned(
          new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus()), 256);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[length];
    int n = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - n, out, length - n, n);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256",
    "RSA_2048, RSASSA_PSS_SHA_256",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512",
    "SM2, SM2DSA",
    "ML_DSA_44, ML_DSA_SHAKE_256"
  })
  void noSignatureHoldsOnceItIsChanged(PairSpec spec, String scheme) throws Exception {
    EncodedPair pair = spec == PairSpec.RSA_2048 ? RSA : spec.generate(RANDOM);
    byte[] good =
        SigningScheme.named(scheme).sign(spec, pair.privateKey(), MessageForm.RAW, MESSAGE);
    assertThat(holds(spec, scheme, pair.publicKey(), good)).isTrue();

    List<byte[]> forged = new ArrayList<>();
    forged.add(new byte[0]);
    forged.add(new byte[good.length]);
    forged.add(Arrays.copyOf(good, good.length - 1));
    forged.add(Arrays.copyOf(good, good.length + 1));
    forged.add(Curves.join(new byte[1], good));
    for (int at : new int[] {0, good.length / 2, good.length - 1}) {
      byte[] changed = good.clone();
      changed[at] ^= 1;
      forged.add(changed);
    }
    if (spec == PairSpec.RSA_2048) {
      RSAPublicKey key =
          (RSAPublicKey)
              KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(RSA.publicKey()));
      forged.add(unsigned(new BigInteger(1, good).add(key.getModulus()), 257));
    }

    for (int i = 0; i < forged.size(); i++) {
      assertThat(holds(spec, scheme, pair.publicKey(), forged.get(i))).as("case %d", i).isFalse();
    }
  }

  /** RFC 8032, 5.1.7: S is less than the group's order, or the signature is another's double. */
  @Test
  void anEd25519SignatureIsNotMalleable() {
    EncodedPair pair = PairSpec.ECC_NIST_EDWARDS25519.generate(RANDOM);
    byte[] good =
        SigningScheme.named("ED25519_SHA_512")
            .sign(PairSpec.ECC_NIST_EDWARDS25519, pair.privateKey(), MessageForm.RAW, MESSAGE);
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] s = reversed(Arrays.copyOfRange(good, 32, 64));
    byte[] doubled = reversed(unsigned(new BigInteger(1, s).add(order), 32));
    byte[] forged = Curves.join(Arrays.copyOf(good, 32), doubled);

    assertThat(holds(PairSpec.ECC_NIST_EDWARDS25519, "ED25519_SHA_512", pair.publicKey(), forged))
        .isFalse();
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(names = {"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"})
  void noSecretIsSharedWithAKeyThatIsNotOnTheCurve(PairSpec spec) {
    EncodedPair own = spec.generate(RANDOM);
    int width = spec == PairSpec.ECC_NIST_P256 ? 64 : spec == PairSpec.ECC_NIST_P384 ? 96 : 132;
    Map<String, byte[]> peers = new LinkedHashMap<>();
    peers.put("(0, 0)", Curves.publicKey(spec, "04" + "0".repeat(2 * width)));
    peers.put("(1, 1)", Curves.publicKey(spec, "04" + one(width) + one(width)));
    peers.put("(p - 1 or more, …)", Curves.publicKey(spec, "04" + "f".repeat(2 * width)));
    peers.put("the point at infinity", Curves.publicKey(spec, "00"));
    peers.put("a cut point", Curves.publicKey(spec, "04" + one(width)));
    peers.put("another curve's", PairSpec.ECC_SECG_P256K1.generate(RANDOM).publicKey());
    peers.put("an RSA key", RSA.publicKey());
    peers.put("nothing", new byte[0]);
    peers.put("no DER", "not a key".getBytes(US_ASCII));

    peers.forEach(
        (what, peer) -> assertThat(SharedSecret.derive(own.privateKey(), peer)).as(what).isNull());
  }

  private static String one(int width) {
    return "0".repeat(width - 1) + "1";
  }

  @Test
  void noCiphertextDecryptsOnceItIsChanged() {
    for (String name : List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256")) {
      PublicKeyCipher cipher = PublicKeyCipher.named(name);
      byte[] good = cipher.encrypt(RSA.publicKey(), MESSAGE);
      assertThat(cipher.decrypt(RSA.privateKey(), good)).isEqualTo(MESSAGE);

      byte[] changed = good.clone();
      changed[good.length - 1] ^= 1;
      assertThat(cipher.decrypt(RSA.privateKey(), changed)).as(name + " changed").isNull();
      assertThat(cipher.decrypt(RSA.privateKey(), Arrays.copyOf(good, 255))).isNull();
      assertThat(cipher.decrypt(RSA.privateKey(), Arrays.copyOf(good, 257))).isNull();
      assertThat(cipher.decrypt(RSA.privateKey(), new byte[0])).isNull();
      assertThat(cipher.decrypt(RSA.privateKey(), new byte[256])).isNull();
    }
    assertThat(
            PublicKeyCipher.named("RSAES_OAEP_SHA_1")
                .decrypt(
                    RSA.privateKey(),
                    PublicKeyCipher.named("RSAES_OAEP_SHA_256").encrypt(RSA.publicKey(), MESSAGE)))
        .as("under another digest")
        .isNull();
  }

  /** RFC 5649, 6: twenty and seven bytes under a key of 192 bits. */
  @ParameterizedTest
  @CsvSource({
    "c37b7e6492584340bed12207808941155068f738,"
        + "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
    "466f7250617369, afbeb0f07dfbf5419200f2ccb50bb24f"
  })
  void materialIsUnwrappedAsRfc5649WrapsItAndNotOtherwise(String plain, String wrapped)
      throws Exception {
    byte[] temporary = HexFormat.of().parseHex("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8");
    byte[] outer = PublicKeyCipher.named("RSAES_OAEP_SHA_256").encrypt(RSA.publicKey(), temporary);
    byte[] inner = HexFormat.of().parseHex(wrapped);
    KeyWrapping wrapping = KeyWrapping.RSA_AES_KEY_WRAP_SHA_256;

    assertThat(wrapping.unwrap(RSA.privateKey(), Curves.join(outer, inner)))
        .isEqualTo(HexFormat.of().parseHex(plain));

    byte[] changed = inner.clone();
    changed[3] ^= 1;
    assertThat(wrapping.unwrap(RSA.privateKey(), Curves.join(outer, changed))).isNull();
    assertThat(
            wrapping.unwrap(
                RSA.privateKey(), Curves.join(outer, Arrays.copyOf(inner, inner.length - 8))))
        .isNull();
    assertThat(wrapping.unwrap(RSA.privateKey(), outer)).as("nothing inside").isNull();
    Cipher unpadded = Cipher.getInstance("AES/KW/NoPadding");
    unpadded.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(temporary, "AES"));
    assertThat(
            wrapping.unwrap(RSA.privateKey(), Curves.join(outer, unpadded.doFinal(new byte[32]))))
        .as("RFC 3394, without the padding's mark")
        .isNull();
  }
}
