@conformance
Feature: A key outlives its material

  Scenario: What was encrypted before a rotation still decrypts
    Given a KMS key
    And something encrypted under it
    When it is rotated on demand
    Then decrypting gives back what was encrypted

  Scenario: Rotation is off until it is enabled
    Given a KMS key
    Then its rotation is off
    When automatic rotation is enabled
    Then its rotation is on

  Scenario: Key pairs do not rotate
    Given a KMS key of the spec "ECC_NIST_P256" for "SIGN_VERIFY"
    Then enabling automatic rotation is refused with 400 "UnsupportedOperationException"

  Scenario: A key without material waits for its import
    Given a KMS key without material
    Then the key is in the state "PendingImport"
    And encrypting is refused with 400 "KMSInvalidStateException"
    And the refusal says "is pending import"
    And importing with a token of somebody's own is refused with 400 "InvalidImportTokenException"
    When key material is imported
    Then the key is in the state "Enabled"

  Scenario: Material that was deleted can be brought back, and nothing is lost
    Given a KMS key without material
    When key material is imported
    Given something encrypted under it
    When its key material is deleted
    Then the key is in the state "PendingImport"
    And decrypting is refused with 400 "KMSInvalidStateException"
    When key material is imported
    Then decrypting gives back what was encrypted
