@conformance
Feature: What a trail can be told

  Scenario Outline: A trail's name follows rules: <rule>
    Then creating a trail named "<name>" is refused with 400 "InvalidTrailNameException"

    Examples:
      | rule                           | name      |
      | three characters at least      | ab        |
      | it begins with a letter or digit | -trail  |
      | it ends with a letter or digit | trail.    |
      | letters, digits and .-_ only   | my trail  |
      | none of .-_ beside another     | my._trail |

  Scenario: A trail of every region has the events of global services
    Then creating a trail of every region without global services is refused with 400 "InvalidParameterCombinationException"

  Scenario: Nothing is written under a key whose policy does not let CloudTrail
    Given a trail
    And a KMS key
    Then putting the trail under the key is refused with 400 "InsufficientEncryptionPolicyException"

  Scenario: A trail is tagged, and takes either kind of selectors
    Given a trail
    When the trail is tagged "course" "kms"
    Then the trail has the tag "course" "kms"
    When the trail is told to record uploads by advanced selectors
    Then the trail would record uploads only
    And selectors of both kinds are refused with 400 "InvalidEventSelectorsException"
    And advanced selectors without an event category are refused with 400 "InvalidEventSelectorsException"

  Scenario: A trail logs CloudTrail's own deliveries unless it is told not to
    Given a trail
    Then the trail logs CloudTrail's deliveries
    When the trail is told not to log CloudTrail's deliveries
    Then the trail does not log CloudTrail's deliveries
