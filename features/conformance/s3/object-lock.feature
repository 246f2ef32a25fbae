@conformance
Feature: Object Lock

  Scenario: A bucket without Object Lock says so
    Given a new bucket
    And the object "free" holds "text"
    Then asking for the bucket's Object Lock is refused with 404 "ObjectLockConfigurationNotFoundError"
    And putting a legal hold on "free" is refused with 400 "InvalidRequest"
    And the refusal says "Bucket is missing Object Lock Configuration"

  Scenario: A version under a legal hold cannot be deleted
    Given a new bucket with Object Lock
    And the object "held" holds "text"
    When a legal hold is put on "held"
    Then deleting version 1 of "held" is refused with 403 "AccessDenied"
    And the refusal says "Access Denied because object protected by object lock."
    When the legal hold on "held" is lifted
    And version 1 of "held" is deleted
    Then reading "held" is refused with 404 "NoSuchKey"

  Scenario: A retention is shortened only by who bypasses it
    Given a new bucket with Object Lock
    And the object "retained" holds "text"
    When "retained" is retained for 2 days
    Then retaining "retained" for 1 day is refused with 403 "AccessDenied"
    And deleting version 1 of "retained" is refused with 403 "AccessDenied"
    When version 1 of "retained" is deleted, bypassing governance
    Then reading "retained" is refused with 404 "NoSuchKey"

  Scenario: A locked bucket keeps its versions
    Given a new bucket with Object Lock
    Then suspending the bucket's versioning is refused with 409 "InvalidBucketState"

  Scenario: A retention is for the future
    Given a new bucket with Object Lock
    And the object "past" holds "text"
    Then retaining "past" for -1 days is refused with 400 "InvalidArgument"
    And the refusal says "The retain until date must be in the future!"

  Scenario: A version without a retention has none to show
    Given a new bucket with Object Lock
    And the object "free" holds "text"
    Then asking for the retention of "free" is refused with 404 "NoSuchObjectLockConfiguration"

  Scenario: A version is kept until its event, and for its period from then on
    Given a new bucket with Object Lock
    And the object "contract" holds "text"
    When "contract" is held for an event and 2 days more
    Then deleting version 1 of "contract" is refused with 403 "AccessDenied"
    And the refusal says "Access Denied because object protected by object lock."
    And "contract" has its event hold ON and 2 days to go
    When the event hold on "contract" is released
    Then "contract" has its event hold OFF and 2 days to go
    And deleting version 1 of "contract" is refused with 403 "AccessDenied"
    When version 1 of "contract" is deleted, bypassing governance
    Then reading "contract" is refused with 404 "NoSuchKey"
