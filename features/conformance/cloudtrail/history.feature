@conformance
Feature: The event history and the keys that digests are signed with

  Scenario Outline: A lookup that cannot be is refused: <fault>
    Then looking up events with <fault> is refused with 400 "<code>"

    Examples:
      | fault               | code                            |
      | 51 results          | InvalidMaxResultsException      |
      | an end before start | InvalidTimeRangeException       |
      | a made up token     | InvalidNextTokenException       |

  Scenario: The public key of today is listed
    Then CloudTrail lists a public key that is valid now
    And asking for keys with an end before start is refused with 400 "InvalidTimeRangeException"
