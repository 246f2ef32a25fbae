package dev.trailmark.cloud.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of project Wycheproof and of RFC 6979 for RSA, ECDSA and ML-DSA. */
class PublishedVectorsTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Wycheproof, rsa_signature_2048_sha256_test.json, tcId 1 and 3; these are deterministic. */
  @ParameterizedTest
  @CsvSource({
    "'',"
        + "840f5dac53106dd1f9c57219224cf51289290c42f20466875ba8e830ac5690e5"
        + "41536fcc8ab03b731f82bf66d83f194e7e180b3963ec7a2f3f7904a7ce49aed4"
        + "7da4d4b79421eaf937d301b3e696169297b797c32c076a12be4de0b58e003c51"
        + "23051a84a10c62f8dac2f42a8640008eb3c7cccd6760ff5b51b6897639225828"
        + "45f048fb8150e5a7a6ca2eccc7bdc85349ad5b26c52137a79fa3fe5c29ab5cd7"
        + "615013219c1941b6708e9c3c23feff5febaf0c8ebca5750b54e3e6e99a3e876b"
        + "396f27860b7f3ec4e9191703c6332d944f6f69751167680c79c4f6b57f1cc875"
        + "5d24b6ec158ccdbacdb23107a33cb6b332516c13274d1f9dccc21dced869e486",
    "54657374,"
        + "264491e844c119f14e425c03282139a558dcdaeb82a4628173cd407fd319f907"
        + "6eaebc0dd87a1c22e4d17839096886d58a9d5b7f7aeb63efec56c45ac7bead42"
        + "03b6886e1faa90e028ec0ae094d46bf3f97efdd19045cfbc25a1abda2432639f"
        + "9876405c0d68f8edbf047c12a454f7681d5d5a2b54bd3723d193dbad4338baad"
        + "753264006e2d08931c4b8bb79aa1c9cad10eb6605f87c5831f6e2b08e002f9c6"
        + "f21141f5841d92727dd3e1d99c36bc560da3c9067df99fcaf818941f72588be3"
        + "3032bad22caf6704223bb114d575b6d02d9d222b580005d930e8f40cce9f672e"
        + "ebb634a20177d84351627964b83f2053d736a84ab1a005f63bd5ba943de6205c"
  })
  void rsaWithPkcs1Padding(String message, String signature) throws Exception {
    SigningScheme scheme = SigningScheme.named("RSASSA_PKCS1_V1_5_SHA_256");

    assertThat(
            scheme.sign(
                PairSpec.RSA_2048, RsaVectorKey.privateKey(), MessageForm.RAW, hex(message)))
        .isEqualTo(hex(signature));
    assertThat(verified("RSASSA_PKCS1_V1_5_SHA_256", message, signature)).isTrue();
    assertThat(verified("RSASSA_PKCS1_V1_5_SHA_384", message, signature)).isFalse();
    assertThat(verified("RSASSA_PSS_SHA_256", message, signature)).isFalse();
  }

  /** Wycheproof, rsa_pss_2048_sha256_mgf1_32_test.json, tcId 1 and 3. */
  @ParameterizedTest
  @CsvSource({
    "'',"
        + "4f01e0c12b08625ecac89a69231906edf826380f37c959a96690d046316d68ff"
        + "ce9d5c471694fcebfc6b45534864689256e4fc81c78e583f675d0c94b4496474"
        + "51e81beff01a11a516d5e5ce3f1a910437cb8a3a5096b19fb15f4524a35b23d8"
        + "9cdba12cf5b71aac1047b28c562df7c5542c34ce23a182cf7e0e231934b17294"
        + "799d44877a1d68ef1b8f073619b7618e6b7c22db20030d98cf591ffc3d4da5f5"
        + "8613ecd5ecfc3b40a1d02f40891ca43695cd4c088b05a8054c89c595a47e2748"
        + "16f35384226f74459ee63e25a1bfc03c360490552ec38343f8ace502f065303b"
        + "00bc0ec320711b211fde92e57feb9013c3609342495ec0d7cabdec21e54acc38",
    "54657374,"
        + "401eb03cdb47ca88033e3030f6bdecbac8f5c8fc1dd6a13d23d379ed9a2b3098"
        + "91d13d74fea9d21d159b9e6d8f37efa2489962e24555f56dd434ff1d31ce4f9f"
        + "5abd3f22cbea8b691d6a11e44efb83e2bca155e6a164325e0fde2a8865afd5c9"
        + "f51161a9d615f62af7ec2e31b3e5ab649c164490d31d88cfae35b84aea792569"
        + "0f929a144b6d2f48e8fb894a52deecd1b9a6496990c4ecf1588699a42cacd10c"
        + "53af350514e4291ea9a058e77f101e32c1c0cefa61d945f7bc931f8bd19e7ba3"
        + "169358a60e5a8b0123bc3199b9fdcafe8e519c41ba675491a27b85e44ef2d772"
        + "77c10fe107293c8290186913bc9a99b640d8da041b64f31eab1d35920985f4a5"
  })
  void rsaWithPssPadding(String message, String signature) throws Exception {
    assertThat(verified("RSASSA_PSS_SHA_256", message, signature)).isTrue();
    assertThat(verified("RSASSA_PSS_SHA_256", message + "00", signature)).isFalse();
    assertThat(verified("RSASSA_PSS_SHA_512", message, signature)).isFalse();
    assertThat(verified("RSASSA_PKCS1_V1_5_SHA_256", message, signature)).isFalse();
  }

  private static boolean verified(String scheme, String message, String signature)
      throws Exception {
    return SigningScheme.named(scheme)
        .verify(
            PairSpec.RSA_2048,
            RsaVectorKey.publicKey(),
            MessageForm.RAW,
            hex(message),
            hex(signature));
  }

  /** Wycheproof, rsa_oaep_2048_sha256_mgf1sha256_test.json, tcId 1 and 3. */
  @ParameterizedTest
  @CsvSource({
    "'',"
        + "6e62bf24d95aff6868afec2a92a445b6458f16f688c19fe1212f66a631378316"
        + "53cedd359d8cff4dd485d77dfd55812c181373201f54aafd65730d2a304e6234"
        + "55d51125d891e65d97fce52341cae45fb64c38a384a1c621e2713ee6794633f0"
        + "29a9fd4d774f56551eac2176162e162640f25eab873a3451c475570f19228bce"
        + "de4c67c370a75ed7fabccd538c9819eff182481b10d42f1a9f6a05373b8cf9b7"
        + "1818d467bd3b8ebacb619e8ad42916e600c043effceb3855bc48a629e60ae886"
        + "f51b2a7876b0e623fb2ce68af4b039242f963adb0e4240aed0ed07f65f1ee7c0"
        + "cc77d210d0c2d1dc10c81b881aa0c9c9e9499665cf2970d2ccfeeb3191531765",
    "54657374,"
        + "5eab3f0741e63986ed647d53e1cd71df041986900803d0f99c68355d249a15a4"
        + "7dc5b4f70a191477654299e5a2731f3b4eec76dea18262fc696ac794e5f66cbf"
        + "cddac4472c578e246c26707598055584540b839836b1404c5611ae558a984cee"
        + "8fd036cea924e0be2474a940f61e0acc14fcae95ebdc59942a9ce9af9a9c8199"
        + "9f7f6815f057ffdc2533cb15d6391d1e2d95f16f9c04209c889a4c359c7d2926"
        + "d28a66e2b030a416b928d2825627998e5191fb4983a6e65024262d94fc09187a"
        + "2d78162122433251d1bfcc8e507d06eba2d229c10031261da32ab8ccd15f1c5f"
        + "9fbf07ed158483d736a110af4b44d6a4da60d6cb519b4454213cf9f0dc560f2b"
  })
  void rsaWithOaepPadding(String message, String ciphertext) throws Exception {
    PublicKeyCipher cipher = PublicKeyCipher.named("RSAES_OAEP_SHA_256");

    assertThat(cipher.decrypt(RsaVectorKey.privateKey(), hex(ciphertext))).isEqualTo(hex(message));
    assertThat(
            PublicKeyCipher.named("RSAES_OAEP_SHA_1")
                .decrypt(RsaVectorKey.privateKey(), hex(ciphertext)))
        .isNull();
  }

  /** RFC 6979, A.2.7: the signature of "sample" on P-521 with SHA-512. */
  @Test
  void ecdsaOnP521() {
    byte[] key =
        Curves.publicKey(
            PairSpec.ECC_NIST_P521,
            "04"
                + "01894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd37"
                + "1123d46e45db6b5d5370a7f20fb633155d38ffa16d2bd761dcac474b9a2f5023a4"
                + "00493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28"
                + "a0db25741b5b34a828008b22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5");
    byte[] signature =
        Curves.signature(
            "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f17"
                + "4e25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15bf05ec36e377fa",
            "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af28"
                + "2623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4a67a");
    SigningScheme scheme = SigningScheme.named("ECDSA_SHA_512");

    assertThat(
            scheme.verify(
                PairSpec.ECC_NIST_P521,
                key,
                MessageForm.RAW,
                "sample".getBytes(US_ASCII),
                signature))
        .isTrue();
    assertThat(
            scheme.verify(
                PairSpec.ECC_NIST_P521, key, MessageForm.RAW, "test".getBytes(US_ASCII), signature))
        .isFalse();
  }

  /** Wycheproof, ecdsa_secp256k1_sha256_test.json, of the groups of tcId 1 to 11. */
  @ParameterizedTest
  @CsvSource({
    // key, message, signature, whether it holds
    "ONE, '', 3046022100f80ae4f96cdbc9d853f83d47aae225bf407d51c56b7776cd67d0dc195d99a9dc"
        + "022100b303e26be1f73465315221f0b331528807a1a9b6eb068ede6eebeaaa49af8a36, true",
    "ONE, 4d7367, 30450220109cd8ae0374358984a8249c0a843628f2835ffad1df1a9a69aa2fe72355545c"
        + "022100ac6f00daf53bd8b1e34da329359b6e08019c5b037fed79ee383ae39f85a159c6, true",
    "TWO, 313233343030, 3045022100813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365"
        + "02206ff18a52dcc0336f7af62400a6dd9b810732baf1ff758000d6f613a556eb31ba, true",
    "TWO, 313233343030,"
        + " 308145022100813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc983236502206ff18a52dcc0336f7af62400a6dd9b810732baf1ff758000d6f613a556eb31ba,"
        + " false",
    "TWO, 313233343030, 3046022100813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365"
        + "02206ff18a52dcc0336f7af62400a6dd9b810732baf1ff758000d6f613a556eb31ba, false",
    "TWO, 313233343030, 30440220813ef79ccefa9a56f7ba805f0e478584fe5f0dd5f567bc09b5123ccbc9832365"
        + "02206ff18a52dcc0336f7af62400a6dd9b810732baf1ff758000d6f613a556eb31ba, false"
  })
  void ecdsaOnSecp256k1(String key, String message, String signature, boolean holds) {
    String point =
        key.equals("ONE")
            ? "04782c8ed17e3b2a783b5464f33b09652a71c678e05ec51e84e2bcfc663a3de963"
                + "af9acb4280b8c7f7c42f4ef9aba6245ec1ec1712fd38a0fa96418d8cd6aa6152"
            : "04b838ff44e5bc177bf21189d0766082fc9d843226887fc9760371100b7ee20a6f"
                + "f0c9d75bfba7b31a6bca1974496eeb56de357071955d83c4b1badaa0b21832e9";

    assertThat(
            SigningScheme.named("ECDSA_SHA_256")
                .verify(
                    PairSpec.ECC_SECG_P256K1,
                    Curves.publicKey(PairSpec.ECC_SECG_P256K1, point),
                    MessageForm.RAW,
                    hex(message),
                    hex(signature)))
        .isEqualTo(holds);
  }

  /**
   * Wycheproof, mldsa_44_sign_seed_test.json, tcId 1: key pair and deterministic signature of a
   * seed, by their first 64 and last 16 bytes, in each of which everything before is mixed.
   */
  @Test
  void mlDsa44() {
    EncodedPair pair =
        GivenPairs.of(
            PairSpec.ML_DSA_44,
            hex("3034020100300b060960864801650304031104228020" + "2a".repeat(32)));
    byte[] message = "Hello world".getBytes(US_ASCII);
    byte[] mu =
        hex(
            "0ba2d90bc4fa5877844e47f7563eefccf658f898eaf4197b2a9a89d3df683955"
                + "c73a80895ac0a51cc9049d44cdc1d1c550ef3870c1126afdb3d52ee057cbbcdd");
    MlDsaScheme deterministic = new MlDsaScheme(new Zeros());

    byte[] signature =
        deterministic.sign(PairSpec.ML_DSA_44, pair.privateKey(), MessageForm.RAW, message);

    assertThat(HexFormat.of().formatHex(pair.publicKey()))
        .contains(
            "db9ac67708f2ba0fac1f92bd802f9be89ecab966feef59872a1a9ac90b111117"
                + "0a561290ae86b13968f2506023c014ba09fa449a26e4e9d35595e73986506cc8")
        .endsWith("27085f4c9dda41839b7b3357ab9d");
    assertThat(HexFormat.of().formatHex(signature))
        .hasSize(2 * 2420)
        .startsWith(
            "1aa69cb5ed35204534f25f40a17eb0d767f8981f5e7cec46d3bf3252bfc78e09"
                + "d02ef0c82da6dde973611c849472890106158cb15ffa6ca891615e888efa0d2d")
        .endsWith("121f323e");
    assertThat(
            deterministic.sign(PairSpec.ML_DSA_44, pair.privateKey(), MessageForm.EXTERNAL_MU, mu))
        .isEqualTo(signature);
    SigningScheme hedged = SigningScheme.named("ML_DSA_SHAKE_256");
    assertThat(
            hedged.verify(
                PairSpec.ML_DSA_44, pair.publicKey(), MessageForm.RAW, message, signature))
        .isTrue();
    mu[0] ^= 1;
    assertThat(
            hedged.verify(
                PairSpec.ML_DSA_44, pair.publicKey(), MessageForm.EXTERNAL_MU, mu, signature))
        .isFalse();
  }

  /** Wycheproof, mldsa_65_sign_seed_test.json and mldsa_87_sign_seed_test.json, tcId 1. */
  @ParameterizedTest
  @CsvSource({
    "ML_DSA_65, 12, 3309,"
        + "f5408337d0fee65c28851226a5fa81b58464632c78e2a9bef70d330f2e3a5f74,"
        + "f87173a18dc,"
        + "69da5aec6d5f58fbf29439c520bd68b966e3dd2ca633b68351c2862344713a1e,"
        + "00000000000000000000000005101318212b,"
        + "de30bd32395e1998bcdae79ad419cec6ea9e9a903fdc552c6e9801208174d80a"
        + "9d2f3902a144e62f89d6e505cc9c69fb01de013fc1d0204ee4dcf5fcc25f1378",
    "ML_DSA_87, 13, 4627,"
        + "17a508179b35057099111733da28fd1a2265de7d8ab22d5279f13bca84cc42a5,"
        + "dea901a7e08e805,"
        + "ba4275ff54c22d2d09ea1937a0667362acd44925c6d6965fad350b111d1cbcce,"
        + "0000000000070a111518202731,"
        + "00d86c57be5399a1841b734bbdc6ad234218ec65376768f844bec76cd3585696"
        + "d6e648ec8a069bd929f2be80051679f2b8bec414f715261148f42eddaf3a9b43"
  })
  void mlDsaOfTheLargerParameters(
      PairSpec spec,
      String oid,
      int length,
      String keyBegins,
      String keyEnds,
      String begins,
      String ends,
      String mu) {
    EncodedPair pair =
        GivenPairs.of(
            spec, hex("3034020100300b06096086480165030403" + oid + "04228020" + "2a".repeat(32)));
    MlDsaScheme deterministic = new MlDsaScheme(new Zeros());

    byte[] signature =
        deterministic.sign(
            spec, pair.privateKey(), MessageForm.RAW, "Hello world".getBytes(US_ASCII));

    assertThat(HexFormat.of().formatHex(pair.publicKey())).contains(keyBegins).endsWith(keyEnds);
    assertThat(HexFormat.of().formatHex(signature))
        .hasSize(2 * length)
        .startsWith(begins)
        .endsWith(ends);
    assertThat(deterministic.sign(spec, pair.privateKey(), MessageForm.EXTERNAL_MU, hex(mu)))
        .isEqualTo(signature);
  }

  /** FIPS 204's deterministic variant is the hedged one with zeros for random bytes. */
  private static final class Zeros extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      java.util.Arrays.fill(bytes, (byte) 0);
    }
  }
}
