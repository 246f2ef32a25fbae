@conformance
Feature: The encryption context binds a ciphertext to its purpose

  Scenario: The same context gives back what was encrypted
    Given a KMS key
    And something encrypted under it with the context "purpose" = "lab"
    Then decrypting with the context "purpose" = "lab" gives back what was encrypted

  Scenario Outline: <which> does not decrypt
    Given a KMS key
    And something encrypted under it with the context "purpose" = "lab"
    Then decrypting with <which> is refused with 400 "InvalidCiphertextException"

    Examples:
      | which                               |
      | the context "purpose" = "Lab"       |
      | the context "Purpose" = "lab"       |
      | no context                          |

  Scenario: A ciphertext that was changed does not decrypt
    Given a KMS key
    And something encrypted under it
    When one bit of the ciphertext is flipped
    Then decrypting is refused with 400 "InvalidCiphertextException"

  Scenario: A ciphertext names its own key, and another key is refused
    Given a KMS key
    And something encrypted under it
    Then decrypting with another key is refused with 400 "IncorrectKeyException"
