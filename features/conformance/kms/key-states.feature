@conformance
Feature: A key works only while it is enabled

  Scenario: A disabled key neither encrypts nor decrypts until it is enabled
    Given a KMS key
    And something encrypted under it
    When the key is disabled
    Then encrypting is refused with 400 "DisabledException"
    And decrypting is refused with 400 "DisabledException"
    When the key is enabled
    Then decrypting gives back what was encrypted

  Scenario: A disabled key breaks the reading of objects
    Given a new bucket
    And a KMS key
    And an object is put under the key, named by its ID
    When the key is disabled
    Then reading the object is refused with 400 "KMS.DisabledException"
    When the key is enabled
    Then reading the object succeeds

  Scenario: A key that waits for its deletion does nothing but wait
    Given a KMS key
    And something encrypted under it
    When the key's deletion is scheduled
    Then the key is in the state "PendingDeletion"
    And decrypting is refused with 400 "KMSInvalidStateException"
    And enabling the key is refused with 400 "KMSInvalidStateException"

  Scenario: A key whose deletion was cancelled is disabled, not enabled
    Given a KMS key
    When the key's deletion is scheduled
    And the key's deletion is cancelled
    Then the key is in the state "Disabled"

  Scenario: A key whose deletion was not scheduled cannot be saved from it
    Given a KMS key
    Then cancelling the key's deletion is refused with 400 "KMSInvalidStateException"
