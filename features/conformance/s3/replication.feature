@conformance
Feature: What is written to a bucket is replicated into another one

  Scenario: A replica has all that its source has
    Given a new bucket that keeps versions
    And the object "before" holds "nothing"
    And the bucket is replicated into one in another Region
    When the object "after" holds "what is kept" with the tags "colour=blue&shape=round"
    Then the replication of "after" ends as "COMPLETED"
    And the replica of "after" reads "what is kept" and has its version, entity tag and time
    And the replica of "after" has the tags "colour=blue&shape=round"
    And "before" has no replication status

  Scenario: Tags that are set later follow
    Given a new bucket that keeps versions
    And the bucket is replicated into one in another Region
    And the object "k" holds "what is kept"
    And the replication of "k" ends as "COMPLETED"
    When the tags of "k" are set to "colour=green"
    Then the replication of "k" ends as "COMPLETED"
    And the replica of "k" has the tags "colour=green"

  Scenario: Delete markers are replicated where the rule says so
    Given a new bucket that keeps versions
    And the bucket is replicated into one in another Region, with delete markers
    And the object "k" holds "what is kept"
    And the replication of "k" ends as "COMPLETED"
    When "k" is deleted
    Then the other bucket has a delete marker too

  Scenario: A role that may not write replicates nothing
    Given a new bucket that keeps versions
    And the bucket is replicated by a role that may not write
    And the object "k" holds "what is kept"
    Then the replication of "k" ends as "FAILED"
