@conformance
Feature: Key pairs and MAC keys work with the rest of the world

  Scenario Outline: A signature by <algorithm> under <spec> holds everywhere, and for its message only
    Given a KMS key of the spec "<spec>" for "SIGN_VERIFY"
    When a message is signed with "<algorithm>"
    Then the signature holds, in KMS and by its public key alone
    And the signature of another message is refused with 400 "KMSInvalidSignatureException"

    Examples:
      | spec                  | algorithm                 |
      | RSA_2048              | RSASSA_PKCS1_V1_5_SHA_256 |
      | RSA_2048              | RSASSA_PSS_SHA_512        |
      | ECC_NIST_P256         | ECDSA_SHA_256             |
      | ECC_NIST_P384         | ECDSA_SHA_384             |
      | ECC_NIST_P521         | ECDSA_SHA_512             |
      | ECC_NIST_EDWARDS25519 | ED25519_SHA_512           |

  Scenario Outline: A key signs by the algorithms of its spec and usage alone
    Given a KMS key of the spec "<spec>" for "<usage>"
    Then signing with "<algorithm>" is refused with 400 "InvalidKeyUsageException"

    Examples:
      | spec          | usage           | algorithm     |
      | ECC_NIST_P256 | SIGN_VERIFY     | ECDSA_SHA_384 |
      | ECC_NIST_P256 | KEY_AGREEMENT   | ECDSA_SHA_256 |

  Scenario Outline: What anybody encrypts under the public key with <algorithm>, KMS decrypts
    Given a KMS key of the spec "RSA_2048" for "ENCRYPT_DECRYPT"
    Then KMS decrypts what was encrypted under its public key with "<algorithm>"

    Examples:
      | algorithm          |
      | RSAES_OAEP_SHA_1   |
      | RSAES_OAEP_SHA_256 |

  Scenario Outline: A MAC under <spec> holds for its message only
    Given a KMS key of the spec "<spec>" for "GENERATE_VERIFY_MAC"
    When a MAC is made with "<algorithm>"
    Then the MAC has <length> bytes and holds
    And the MAC of another message is refused with 400 "KMSInvalidMacException"

    Examples:
      | spec     | algorithm    | length |
      | HMAC_224 | HMAC_SHA_224 | 28     |
      | HMAC_256 | HMAC_SHA_256 | 32     |
      | HMAC_384 | HMAC_SHA_384 | 48     |
      | HMAC_512 | HMAC_SHA_512 | 64     |

  Scenario Outline: Two sides agree on a secret on <curve>
    Given a KMS key of the spec "<spec>" for "KEY_AGREEMENT"
    Then both sides derive the same secret on the curve "<curve>"

    Examples:
      | spec          | curve     |
      | ECC_NIST_P256 | secp256r1 |
      | ECC_NIST_P384 | secp384r1 |

  Scenario Outline: A secret encapsulated under <spec> is shared with the key's owner alone
    Given a KMS key of the spec "<spec>" for "ENCAPSULATE_DECAPSULATE"
    When a secret is encapsulated under it
    Then its ciphertext has <length> bytes and gives back the secret of 32
    And KMS recovers the secret that was encapsulated with its public key alone
    And its ciphertext with a bit changed gives another secret, twice the same
    And its ciphertext without its last byte is refused with 400 "InvalidCiphertextException"

    Examples:
      | spec        | length |
      | ML_KEM_512  | 768    |
      | ML_KEM_768  | 1088   |
      | ML_KEM_1024 | 1568   |

  Scenario: A key for anything else encapsulates nothing
    Given a KMS key of the spec "ECC_NIST_P256" for "KEY_AGREEMENT"
    Then encapsulating a secret under it is refused with 400 "InvalidKeyUsageException"

  Scenario: A data key pair comes with its private key encrypted under the key
    Given a KMS key
    Then a data key pair "ECC_NIST_P256" comes with its private key in the clear and encrypted
