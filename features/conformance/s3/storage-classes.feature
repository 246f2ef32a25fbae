@conformance
Feature: Storage classes

  Scenario Outline: A class is shown by reads, and STANDARD is not
    Given a new bucket
    And the object "classed" holds "text" in the class "<class>"
    Then heading "classed" says the class "<shown>"

    Examples:
      | class               | shown               |
      | STANDARD            |                     |
      | STANDARD_IA         | STANDARD_IA         |
      | INTELLIGENT_TIERING | INTELLIGENT_TIERING |
      | GLACIER_IR          | GLACIER_IR          |

  Scenario: An archived object is not read before it is restored
    Given a new bucket
    And the object "cold" holds "text" in the class "GLACIER"
    Then reading "cold" is refused with 403 "InvalidObjectState"
    When "cold" is asked to be restored
    Then heading "cold" says that it is being restored
    And restoring "cold" is refused with 409 "RestoreAlreadyInProgress"

  Scenario: What is not archived is not restored
    Given a new bucket
    And the object "warm" holds "text"
    Then restoring "warm" is refused with 403 "InvalidObjectState"

  Scenario: An object of Intelligent-Tiering is not restored for days
    Given a new bucket
    And the object "warm" holds "text" in the class "INTELLIGENT_TIERING"
    Then restoring "warm" is refused with 400 "InvalidArgument"

  Scenario: A class of other buckets is refused
    Given a new bucket
    Then putting an object in the class "OUTPOSTS" is refused with 400 "InvalidStorageClass"
