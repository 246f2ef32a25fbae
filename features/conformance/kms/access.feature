@conformance
Feature: KMS denies unless a policy allows

  Scenario: A user without any policy may not use a key
    Given a KMS key
    And a user Ada
    Then Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action

  Scenario: A key policy that would lock its author out is refused
    Given a KMS key
    Then a key policy that lets nobody change it is refused with 400 "MalformedPolicyDocumentException"

  Scenario: An alias that is taken is refused
    Given a KMS key with an alias
    Then giving another key the same alias is refused with 400 "AlreadyExistsException"

  Scenario: A key that does not exist is not found
    Then describing a key that does not exist is refused with 400 "NotFoundException"
