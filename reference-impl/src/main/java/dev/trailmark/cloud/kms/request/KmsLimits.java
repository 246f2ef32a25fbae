package dev.trailmark.cloud.kms.request;

import dev.trailmark.cloud.operation.Constraint;

/**
 * The documented limits that several operations share. Orders of enum values are as AWS's messages
 * list them.
 */
public final class KmsLimits {
  public static final Constraint PAGE = Constraint.range("Limit", 1, 1000);
  public static final Constraint MARKER = Constraint.length("Marker", 1, 1024);
  public static final Constraint PLAINTEXT = Constraint.length("Plaintext", 1, 4096);
  public static final Constraint CIPHERTEXT = Constraint.length("CiphertextBlob", 1, 6144);
  public static final Constraint NUMBER_OF_BYTES = Constraint.range("NumberOfBytes", 1, 1024);
  public static final Constraint DATA_KEY_SPEC = Constraint.oneOf("KeySpec", "AES_256", "AES_128");
  public static final Constraint DESCRIPTION = Constraint.length("Description", 0, 8192);
  public static final Constraint POLICY = Constraint.length("Policy", 1, 131_072);
  public static final Constraint POLICY_CHARACTERS =
      Constraint.pattern("Policy", "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
  public static final Constraint POLICY_NAME_LENGTH = Constraint.length("PolicyName", 1, 128);
  public static final Constraint WAITING_PERIOD = Constraint.range("PendingWindowInDays", 1, 365);
  public static final Constraint ALIAS_LENGTH = Constraint.length("AliasName", 1, 256);
  public static final Constraint POLICY_NAME = Constraint.pattern("PolicyName", "[\\w]+");
  public static final Constraint ALIAS_NAME = Constraint.pattern("AliasName", "^[a-zA-Z0-9:/_-]+$");

  private static final String[] KEY_SPECS = {
    "RSA_2048",
    "ECC_NIST_P384",
    "ECC_NIST_P256",
    "ECC_NIST_P521",
    "HMAC_384",
    "RSA_3072",
    "ECC_SECG_P256K1",
    "RSA_4096",
    "SYMMETRIC_DEFAULT",
    "HMAC_256",
    "HMAC_224",
    "HMAC_512",
    "SM2",
    "ML_DSA_44",
    "ML_DSA_65",
    "ML_DSA_87",
    "ECC_NIST_EDWARDS25519",
    "ML_KEM_512",
    "ML_KEM_768",
    "ML_KEM_1024"
  };

  public static final Constraint KEY_SPEC = Constraint.oneOf("KeySpec", KEY_SPECS);
  public static final Constraint MASTER_KEY_SPEC =
      Constraint.oneOf("CustomerMasterKeySpec", KEY_SPECS);
  public static final Constraint KEY_USAGE =
      Constraint.oneOf(
          "KeyUsage",
          "ENCRYPT_DECRYPT",
          "SIGN_VERIFY",
          "GENERATE_VERIFY_MAC",
          "KEY_AGREEMENT",
          "ENCAPSULATE_DECAPSULATE");
  public static final Constraint ORIGIN =
      Constraint.oneOf("Origin", "AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE");

  public static final Constraint KEY_STORE = Constraint.length("CustomKeyStoreId", 1, 64);
  public static final Constraint XKS_KEY_LENGTH = Constraint.length("XksKeyId", 1, 128);
  public static final Constraint XKS_KEY = Constraint.pattern("XksKeyId", "^[a-zA-Z0-9-_.]+$");

  public static final Constraint MESSAGE = Constraint.length("Message", 1, 4096);
  public static final Constraint MESSAGE_TYPE =
      Constraint.oneOf("MessageType", "RAW", "DIGEST", "EXTERNAL_MU");
  public static final Constraint SIGNATURE = Constraint.length("Signature", 1, 6144);
  public static final Constraint MAC = Constraint.length("Mac", 1, 6144);
  public static final Constraint PUBLIC_KEY = Constraint.length("PublicKey", 1, 8192);
  public static final Constraint AGREEMENT_ALGORITHM =
      Constraint.oneOf("KeyAgreementAlgorithm", "ECDH");
  public static final Constraint ENCAPSULATION_ALGORITHM =
      Constraint.oneOf("EncapsulationAlgorithm", "ML_KEM");
  public static final Constraint ENCAPSULATED =
      Constraint.length("SharedSecretCiphertextBlob", 1, 6144);
  public static final Constraint MAC_ALGORITHM =
      Constraint.oneOf(
          "MacAlgorithm", "HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512");
  public static final Constraint SIGNING_ALGORITHM =
      Constraint.oneOf(
          "SigningAlgorithm",
          "RSASSA_PSS_SHA_256",
          "RSASSA_PSS_SHA_384",
          "RSASSA_PSS_SHA_512",
          "RSASSA_PKCS1_V1_5_SHA_256",
          "RSASSA_PKCS1_V1_5_SHA_384",
          "RSASSA_PKCS1_V1_5_SHA_512",
          "ECDSA_SHA_256",
          "ECDSA_SHA_384",
          "ECDSA_SHA_512",
          "SM2DSA",
          "ML_DSA_SHAKE_256",
          "ED25519_SHA_512",
          "ED25519_PH_SHA_512");
  public static final Constraint KEY_PAIR_SPEC =
      Constraint.oneOf(
          "KeyPairSpec",
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "SM2",
          "ECC_NIST_EDWARDS25519",
          "ML_KEM_512",
          "ML_KEM_768",
          "ML_KEM_1024");

  private static final String[] GRANTED = {
    "Decrypt",
    "Encrypt",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "ReEncryptFrom",
    "ReEncryptTo",
    "Sign",
    "Verify",
    "GetPublicKey",
    "CreateGrant",
    "RetireGrant",
    "DescribeKey",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateMac",
    "VerifyMac",
    "DeriveSharedSecret",
    "Encapsulate",
    "Decapsulate"
  };

  /** Each operation that a grant is to hold. */
  public static final Constraint GRANT_OPERATIONS = Constraint.eachOneOf("Operations", GRANTED);

  /** How many grant tokens there may be, and how long each. */
  public static final Constraint[] GRANT_TOKENS = {
    Constraint.length("GrantTokens", 0, 10), Constraint.eachLength("GrantTokens", 1, 8192)
  };

  public static final Constraint GRANT_TOKEN = Constraint.length("GrantToken", 1, 8192);
  public static final Constraint GRANT_ID = Constraint.length("GrantId", 1, 128);
  public static final Constraint GRANT_NAME = Constraint.length("Name", 1, 256);
  public static final Constraint GRANT_NAME_CHARACTERS =
      Constraint.pattern("Name", "^[a-zA-Z0-9:/_-]+$");
  public static final Constraint ROTATION_PERIOD =
      Constraint.range("RotationPeriodInDays", 90, 2560);
  public static final Constraint INCLUDE_KEY_MATERIAL =
      Constraint.oneOf("IncludeKeyMaterial", "ALL_KEY_MATERIAL", "ROTATIONS_ONLY");
  public static final Constraint WRAPPING_ALGORITHM =
      Constraint.oneOf(
          "WrappingAlgorithm",
          "RSAES_PKCS1_V1_5",
          "RSAES_OAEP_SHA_1",
          "RSAES_OAEP_SHA_256",
          "RSA_AES_KEY_WRAP_SHA_1",
          "RSA_AES_KEY_WRAP_SHA_256",
          "SM2PKE");
  public static final Constraint WRAPPING_KEY_SPEC =
      Constraint.oneOf("WrappingKeySpec", "RSA_2048", "RSA_3072", "RSA_4096", "SM2");
  public static final Constraint IMPORT_TOKEN = Constraint.length("ImportToken", 1, 6144);
  public static final Constraint ENCRYPTED_KEY_MATERIAL =
      Constraint.length("EncryptedKeyMaterial", 1, 6144);
  public static final Constraint EXPIRATION_MODEL =
      Constraint.oneOf("ExpirationModel", "KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE");
  public static final Constraint IMPORT_TYPE =
      Constraint.oneOf("ImportType", "NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL");
  public static final Constraint MATERIAL_DESCRIPTION =
      Constraint.length("KeyMaterialDescription", 0, 256);
  public static final Constraint MATERIAL_DESCRIPTION_CHARACTERS =
      Constraint.pattern("KeyMaterialDescription", "^[a-zA-Z0-9:/_\\s.-]+$");
  public static final Constraint MATERIAL_ID = Constraint.length("KeyMaterialId", 64, 64);
  public static final Constraint MATERIAL_ID_CHARACTERS =
      Constraint.pattern("KeyMaterialId", "^[a-f0-9]+$");

  private KmsLimits() {}

  /** A member that names a key and must be sent. */
  public static Constraint[] key(String member) {
    return new Constraint[] {Constraint.required(member), keyIfSent(member)};
  }

  /** A member that may name a key. */
  public static Constraint keyIfSent(String member) {
    return Constraint.length(member, 1, 2048);
  }

  /** A member that names a region and must be sent. */
  public static Constraint[] region(String member) {
    return new Constraint[] {
      Constraint.required(member),
      Constraint.length(member, 1, 32),
      Constraint.pattern(member, "^([a-z]+-){2,3}\\d+$")
    };
  }

  /** The encryption algorithm in a member. */
  public static Constraint algorithm(String member) {
    return Constraint.oneOf(
        member, "SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE");
  }
}
