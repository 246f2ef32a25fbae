@conformance
Feature: A key has one policy and as many aliases as it is given

  Scenario: The one policy is named default
    Given a KMS key
    Then its only policy is "default"
    And reading its policy "another" is refused with 400 "NotFoundException"

  Scenario: What is no policy is refused
    Given a KMS key
    Then putting the key policy "{}" is refused with 400 "MalformedPolicyDocumentException"
    And putting the key policy "no JSON" is refused with 400 "MalformedPolicyDocumentException"

  Scenario: An alias moves from key to key, and is listed with its key alone
    Given a KMS key with an alias
    Then the key is listed with its alias
    When the alias is moved to another key
    Then the key is listed without its alias
    And describing the key by its alias tells the other key

  Scenario: An alias that does not exist is neither moved nor deleted
    Given a KMS key
    Then moving an alias that does not exist is refused with 400 "NotFoundException"
    And deleting an alias that does not exist is refused with 400 "NotFoundException"

  Scenario: Tags are put, replaced and taken away
    Given a KMS key
    When it is tagged "course" = "one"
    And it is tagged "course" = "two"
    Then its tags are "course=two"
    When its tag "course" is taken away
    Then its tags are ""
