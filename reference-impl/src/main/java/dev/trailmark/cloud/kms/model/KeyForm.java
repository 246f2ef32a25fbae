package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.crypto.PairSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The key specs: which usages a key of each may have and with which algorithms, in the order in
 * which KMS lists them. A constant's name is the spec's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
public enum KeyForm {
  SYMMETRIC_DEFAULT,
  RSA_2048(PairSpec.RSA_2048),
  RSA_3072(PairSpec.RSA_3072),
  RSA_4096(PairSpec.RSA_4096),
  ECC_NIST_P256(PairSpec.ECC_NIST_P256),
  ECC_NIST_P384(PairSpec.ECC_NIST_P384),
  ECC_NIST_P521(PairSpec.ECC_NIST_P521),
  ECC_SECG_P256K1(PairSpec.ECC_SECG_P256K1),
  ECC_NIST_EDWARDS25519(PairSpec.ECC_NIST_EDWARDS25519),
  SM2(PairSpec.SM2),
  ML_DSA_44(PairSpec.ML_DSA_44),
  ML_DSA_65(PairSpec.ML_DSA_65),
  ML_DSA_87(PairSpec.ML_DSA_87),
  ML_KEM_512(PairSpec.ML_KEM_512),
  ML_KEM_768(PairSpec.ML_KEM_768),
  ML_KEM_1024(PairSpec.ML_KEM_1024),
  HMAC_224,
  HMAC_256,
  HMAC_384,
  HMAC_512;

  /** The algorithm of symmetric encryption keys, which bears the name of their spec. */
  public static final String SYMMETRIC_ALGORITHM = "SYMMETRIC_DEFAULT";

  /** The usage of keys that encrypt. */
  public static final String ENCRYPTION = "ENCRYPT_DECRYPT";

  /** The usage of keys that sign. */
  public static final String SIGNING = "SIGN_VERIFY";

  /** The usage of keys that make message authentication codes. */
  public static final String MAC = "GENERATE_VERIFY_MAC";

  /** The usage of keys that agree on shared secrets (ECDH). */
  public static final String AGREEMENT = "KEY_AGREEMENT";

  /** The usage of keys that encapsulate shared secrets (ML-KEM). */
  public static final String ENCAPSULATION = "ENCAPSULATE_DECAPSULATE";

  private static final String HMAC_PREFIX = "HMAC_";
  private static final int SYMMETRIC_LENGTH = 32;

  private final PairSpec pair;

  KeyForm() {
    this(null);
  }

  KeyForm(PairSpec pair) {
    this.pair = pair;
  }

  /** Whether it is the one that encrypts data keys, rotates and can be imported several times. */
  public boolean symmetric() {
    return this == SYMMETRIC_DEFAULT;
  }

  /** Whether keys make message authentication codes. */
  boolean hmac() {
    return name().startsWith(HMAC_PREFIX);
  }

  /** The kind of key pair; {@code null} for secret keys. */
  public PairSpec pair() {
    return pair;
  }

  /** A secret key's length in bytes. */
  public int secretLength() {
    return hmac() ? Integer.parseInt(name().substring(HMAC_PREFIX.length())) / 8 : SYMMETRIC_LENGTH;
  }

  /** The algorithms of a usage; none when keys of this spec cannot have it. */
  public List<String> algorithms(String usage) {
    return switch (usage) {
      case ENCRYPTION -> encryption();
      case SIGNING -> pair == null ? List.of() : signing();
      case MAC ->
          hmac() ? List.of("HMAC_SHA_" + name().substring(HMAC_PREFIX.length())) : List.of();
      case AGREEMENT -> agrees() ? List.of("ECDH") : List.of();
      case ENCAPSULATION -> ofFamily(PairSpec.Family.ML_KEM) ? List.of("ML_KEM") : List.of();
      default -> List.of();
    };
  }

  private List<String> encryption() {
    if (symmetric()) {
      return List.of(SYMMETRIC_ALGORITHM);
    }
    if (this == SM2) {
      return List.of("SM2PKE");
    }
    return ofFamily(PairSpec.Family.RSA)
        ? List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256")
        : List.of();
  }

  private List<String> signing() {
    return switch (pair.family()) {
      case RSA ->
          Stream.of("RSASSA_PKCS1_V1_5_SHA_%d", "RSASSA_PSS_SHA_%d")
              .flatMap(name -> Stream.of(256, 384, 512).map(bits -> named(name, bits)))
              .toList();
      case NIST ->
          List.of(
              switch (this) {
                case ECC_NIST_P256 -> "ECDSA_SHA_256";
                case ECC_NIST_P384 -> "ECDSA_SHA_384";
                default -> "ECDSA_SHA_512";
              });
      case KOBLITZ -> List.of("ECDSA_SHA_256");
      case EDWARDS -> List.of("ED25519_PH_SHA_512", "ED25519_SHA_512");
      case SM2 -> List.of("SM2DSA");
      case ML_DSA -> List.of("ML_DSA_SHAKE_256");
      case ML_KEM -> List.of();
    };
  }

  private boolean agrees() {
    return this == SM2 || ofFamily(PairSpec.Family.NIST);
  }

  private boolean ofFamily(PairSpec.Family family) {
    return pair != null && pair.family() == family;
  }

  private static String named(String pattern, int bits) {
    return String.format(Locale.ROOT, pattern, bits);
  }
}
