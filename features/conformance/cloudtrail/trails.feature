@conformance
Feature: Trails and the buckets that they write to

  Scenario: A trail needs a bucket that exists
    Then creating a trail for a bucket that does not exist is refused with 400 "S3BucketDoesNotExistException"

  Scenario: A trail needs a bucket that lets CloudTrail write
    Given a new bucket
    Then creating a trail for the bucket is refused with 400 "InsufficientS3BucketPolicyException"

  Scenario: A new trail does not record until it is told to
    Given a trail
    Then the trail is not recording
    And the trail would record all management events and no data events
    When recording is started
    Then the trail is recording

  Scenario: A trail's name is taken once
    Given a trail
    Then creating the trail again is refused with 400 "TrailAlreadyExistsException"

  Scenario: A trail that does not exist has no status
    Then asking for the status of a trail that does not exist is refused with 400 "TrailNotFoundException"

  Scenario: A management call is found in the event history
    Given a KMS key
    Then the event history holds the creation of the key by the caller
