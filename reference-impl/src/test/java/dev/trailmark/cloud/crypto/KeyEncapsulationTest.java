package dev.trailmark.cloud.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.crypto.KeyEncapsulation.Encapsulated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Published vectors of ML-KEM, and what is no key of it. */
class KeyEncapsulationTest {
  private static final HexFormat HEX = HexFormat.of();

  /**
   * The accumulated test of Go's {@code crypto/mlkem} for 100 keys, after those of C2SP's CCTV: all
   * inputs come from one SHAKE-128, and all outputs go into another. So every key, ciphertext and
   * secret counts, and the secrets of ciphertexts that are random.
   */
  @Test
  void aHundredKeysCiphertextsAndSecretsAreThoseOfOtherImplementations() {
    Shake inputs = new Shake();
    SHAKEDigest outputs = new SHAKEDigest(128);
    for (int i = 0; i < 100; i++) {
      EncodedPair pair = fromSeed(PairSpec.ML_KEM_768, inputs.take(64));
      absorb(outputs, rawPublicKey(pair));
      Encapsulated made = KeyEncapsulation.encapsulate(pair.publicKey(), inputs);
      absorb(outputs, made.ciphertext());
      absorb(outputs, made.secret());
      assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), made.ciphertext()))
          .isEqualTo(made.secret());
      absorb(outputs, KeyEncapsulation.decapsulate(pair.privateKey(), inputs.take(1088)));
    }
    byte[] sum = new byte[32];
    outputs.doFinal(sum, 0, sum.length);

    assertThat(HEX.formatHex(sum))
        .isEqualTo("1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415");
  }

  /**
   * Wycheproof, mlkem_512_test.json, tcId 2, which is valid, and mlkem_1024_test.json, tcId 1,
   * whose ciphertext is to be rejected by the secret it gives.
   */
  @ParameterizedTest
  @EnumSource(names = {"ML_KEM_512", "ML_KEM_1024"})
  void aSecretIsThatOfThePublishedVector(PairSpec spec) {
    Properties vector = vectors();
    EncodedPair pair = fromSeed(spec, hex(vector, spec + ".seed"));

    assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), hex(vector, spec + ".c")))
        .isEqualTo(hex(vector, spec + ".K"));
  }

  @ParameterizedTest
  @CsvSource({"ML_KEM_512, 1, 768", "ML_KEM_768, 2, 1088", "ML_KEM_1024, 3, 1568"})
  void aCiphertextOfAnotherLengthIsNone(PairSpec spec, int oid, int length) {
    EncodedPair pair = spec.generate(new SecureRandom());

    assertThat(SubjectPublicKeyInfo.getInstance(pair.publicKey()).getAlgorithm().getAlgorithm())
        .hasToString("2.16.840.1.101.3.4.4." + oid);
    assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), new byte[length])).hasSize(32);
    assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), new byte[length - 1])).isNull();
    assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), new byte[length + 1])).isNull();
    assertThat(KeyEncapsulation.decapsulate(pair.privateKey(), new byte[0])).isNull();
  }

  @Test
  void aKeyOfAnotherParameterSetOrOfNoneIsNotTaken() {
    EncodedPair pair = PairSpec.ML_KEM_512.generate(new SecureRandom());
    byte[] own = pair.privateKey();
    byte[] signing = PairSpec.ML_DSA_44.generate(new SecureRandom()).privateKey();
    EncodedPair given = GivenPairs.of(PairSpec.ML_KEM_512, own);
    byte[] expanded = given.privateKey();
    expanded[expanded.length - 100] ^= 1;

    assertThat(given.publicKey()).isEqualTo(pair.publicKey());
    assertThat(GivenPairs.of(PairSpec.ML_KEM_512, expanded)).as("an inconsistent key").isNull();
    assertThat(GivenPairs.of(PairSpec.ML_KEM_768, own)).isNull();
    assertThat(GivenPairs.of(PairSpec.ML_KEM_512, signing)).isNull();
    assertThat(GivenPairs.of(PairSpec.ML_KEM_512, new byte[64])).isNull();
  }

  @Test
  void theSecretIsNotPartOfTheText() {
    byte[] publicKey = PairSpec.ML_KEM_512.generate(new SecureRandom()).publicKey();

    assertThat(KeyEncapsulation.encapsulate(publicKey, new SecureRandom()))
        .hasToString("Encapsulated[768 bytes]");
  }

  /** PKCS #8 with the seed alone, as the IETF's profile of ML-KEM has it. */
  private static EncodedPair fromSeed(PairSpec spec, byte[] seed) {
    int set = spec.ordinal() - PairSpec.ML_KEM_512.ordinal() + 1;
    String head = "3054020100300b06096086480165030404%02x04428040".formatted(set);
    return GivenPairs.of(spec, HEX.parseHex(head + HEX.formatHex(seed)));
  }

  private static byte[] rawPublicKey(EncodedPair pair) {
    return SubjectPublicKeyInfo.getInstance(pair.publicKey()).getPublicKeyData().getBytes();
  }

  private static void absorb(SHAKEDigest digest, byte[] bytes) {
    digest.update(bytes, 0, bytes.length);
  }

  private static byte[] hex(Properties vectors, String name) {
    return HEX.parseHex(vectors.getProperty(name));
  }

  private static Properties vectors() {
    Properties vectors = new Properties();
    try (InputStream text = KeyEncapsulationTest.class.getResourceAsStream("/ml-kem.properties")) {
      vectors.load(text);
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream of a SHAKE-128 without input, also for those who ask for something random. */
  private static final class Shake extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient SHAKEDigest stream = new SHAKEDigest(128);

    byte[] take(int length) {
      byte[] bytes = new byte[length];
      nextBytes(bytes);
      return bytes;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      stream.doOutput(bytes, 0, bytes.length);
    }
  }
}
