package dev.trailmark.cloud.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published answers: what these algorithms give is what their standards say. */
class KnownAnswersTest {
  private static final String ED25519_SPKI = "302a300506032b6570032100";
  private static final String ED25519_PKCS8 = "302e020100300506032b657004220420";

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  /** RFC 8032, 7.1: private key, public key, message, signature. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + "af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void ed25519(String privateKey, String publicKey, String message, String signature) {
    SigningScheme scheme = SigningScheme.named("ED25519_SHA_512");

    assertThat(
            scheme.sign(
                PairSpec.ECC_NIST_EDWARDS25519,
                hex(ED25519_PKCS8 + privateKey),
                MessageForm.RAW,
                hex(message)))
        .isEqualTo(hex(signature));
    assertThat(
            scheme.verify(
                PairSpec.ECC_NIST_EDWARDS25519,
                hex(ED25519_SPKI + publicKey),
                MessageForm.RAW,
                hex(message),
                hex(signature)))
        .isTrue();
  }

  /** RFC 8032, 7.3: Ed25519ph of "abc". */
  @Test
  void ed25519OfAPrehashedMessage() throws Exception {
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-512").digest("abc".getBytes(US_ASCII));
    byte[] signature =
        hex(
            "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
                + "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406");

    assertThat(
            SigningScheme.named("ED25519_PH_SHA_512")
                .verify(
                    PairSpec.ECC_NIST_EDWARDS25519,
                    hex(
                        ED25519_SPKI
                            + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf"),
                    MessageForm.DIGEST,
                    digest,
                    signature))
        .isTrue();
  }

  /** RFC 4231, test cases 1, 2 and 6. */
  @ParameterizedTest
  @CsvSource({
    "HMAC_SHA_224, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22",
    "HMAC_SHA_256, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "HMAC_SHA_384, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
        + "faea9ea9076ede7f4af152e8b2fa9cb6",
    "HMAC_SHA_512, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
    "HMAC_SHA_256, 4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
        + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  })
  void hmac(String algorithm, String key, String message, String code) {
    MacAlgorithm mac = MacAlgorithm.valueOf(algorithm);
    byte[] changed = hex(code);
    changed[0] ^= 1;

    assertThat(mac.code(hex(key), hex(message))).isEqualTo(hex(code));
    assertThat(mac.verify(hex(key), hex(message), hex(code))).isTrue();
    assertThat(mac.verify(hex(key), hex(message), changed)).isFalse();
    assertThat(mac.verify(hex(key), hex(message), java.util.Arrays.copyOf(hex(code), 16)))
        .as("a truncated code")
        .isFalse();
  }

  /** RFC 6979, A.2.5, A.2.6 and A.2.7: the signatures of "sample" on the NIST curves. */
  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, ECDSA_SHA_256,"
        + "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6,"
        + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299,"
        + "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    "ECC_NIST_P384, ECDSA_SHA_384,"
        + "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64"
        + "DEF8F0EA9055866064A254515480BC13,"
        + "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1"
        + "288B231C3AE0D4FE7344FD2533264720,"
        + "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
        + "81A648152E44ACF96E36DD1E80FABE46,"
        + "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
        + "A329C145786E679E7B82C71A38628AC8"
  })
  void ecdsa(String spec, String algorithm, String x, String y, String r, String s) {
    PairSpec pair = PairSpec.valueOf(spec);
    byte[] key = Curves.publicKey(pair, "04" + x + y);
    byte[] signature = Curves.signature(r, s);
    SigningScheme scheme = SigningScheme.named(algorithm);
    byte[] message = "sample".getBytes(US_ASCII);

    assertThat(scheme.verify(pair, key, MessageForm.RAW, message, signature)).isTrue();
    assertThat(scheme.verify(pair, key, MessageForm.RAW, "Sample".getBytes(US_ASCII), signature))
        .isFalse();
  }

  /** NIST CAVP, ECC CDH primitive, P-256, COUNT = 0. */
  @Test
  void ecdh() {
    byte[] own =
        Curves.privateKey(
            PairSpec.ECC_NIST_P256,
            "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534");
    byte[] peer =
        Curves.publicKey(
            PairSpec.ECC_NIST_P256,
            "04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"
                + "db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac");

    assertThat(SharedSecret.derive(own, peer))
        .isEqualTo(hex("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b"));
  }
}
