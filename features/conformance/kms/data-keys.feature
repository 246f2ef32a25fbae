@conformance
Feature: Data keys come in the clear and encrypted, and both are one key

  Scenario Outline: A data key of <spec> has <length> bytes
    Given a KMS key
    When a data key of the spec "<spec>" is made
    Then it has <length> bytes, and decrypting its other half gives the same

    Examples:
      | spec    | length |
      | AES_128 | 16     |
      | AES_256 | 32     |

  Scenario Outline: A data key of <length> bytes
    Given a KMS key
    When a data key of <length> bytes is made
    Then it has <length> bytes, and decrypting its other half gives the same

    Examples:
      | length |
      | 1      |
      | 1024   |

  Scenario Outline: A data key of <length> bytes is refused
    Given a KMS key
    Then making a data key of <length> bytes is refused with 400 "ValidationException"

    Examples:
      | length |
      | 0      |
      | 1025   |

  Scenario: A data key is made by a spec or a length, not both
    Given a KMS key
    Then making a data key of 32 bytes and the spec "AES_256" is refused with 400 "ValidationException"

  Scenario: A data key may come encrypted alone
    Given a KMS key
    When a data key of the spec "AES_256" is made without its clear half
    Then decrypting what came gives 32 bytes

  Scenario: Key pairs make no data keys
    Given a KMS key of the spec "RSA_2048" for "ENCRYPT_DECRYPT"
    Then making a data key of 32 bytes is refused with 400 "InvalidKeyUsageException"

  Scenario: What moves to another key keeps its content, and no longer needs the first key
    Given a KMS key
    When a data key of the spec "AES_256" is made
    And its other half is moved to another key
    And the key is disabled
    Then it has 32 bytes, and decrypting its other half gives the same

  Scenario: A dry run says that it would have worked, and makes nothing
    Given a KMS key
    Then making a data key as a dry run is refused with 400 "DryRunOperationException"

  Scenario Outline: <length> random bytes
    Then <length> random bytes are <length> bytes

    Examples:
      | length |
      | 1      |
      | 1024   |

  Scenario: More random bytes than that are refused
    Then asking for 1025 random bytes is refused with 400 "ValidationException"
