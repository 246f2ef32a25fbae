@conformance
Feature: Related keys in several Regions are one key to a ciphertext

  Scenario: What the replica encrypts the primary key decrypts
    Given a multi-Region KMS key
    And a replica of it in another Region
    When something is encrypted in the other Region
    Then it can be decrypted at home
    And both keys have one id, and say which of them is the primary key

  Scenario: Only the primary key is replicated, once per Region
    Given a multi-Region KMS key
    And a replica of it in another Region
    Then replicating it there again is refused with 400 "AlreadyExistsException"
    And replicating the replica is refused with 400 "UnsupportedOperationException"

  Scenario: Rotation belongs to the primary key
    Given a multi-Region KMS key
    And a replica of it in another Region
    Then enabling the rotation of the replica is refused with 400 "UnsupportedOperationException"

  Scenario: A primary key outlives its replicas
    Given a multi-Region KMS key
    And a replica of it in another Region
    When the key's deletion is scheduled
    Then the key is in the state "PendingReplicaDeletion"
