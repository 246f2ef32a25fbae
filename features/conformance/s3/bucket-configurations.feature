@conformance
Feature: Configurations of buckets

  Scenario: A bucket's tags are put, told and given up
    Given a new bucket
    Then asking for the bucket's tags is refused with 404 "NoSuchTagSet"
    And the refusal says "The TagSet does not exist"
    When the bucket is tagged "team" with "blue"
    Then the bucket's tag "team" is "blue"
    When the bucket's tags are deleted
    Then asking for the bucket's tags is refused with 404 "NoSuchTagSet"

  Scenario: A system tag is refused
    Given a new bucket
    Then tagging the bucket "aws:team" with "blue" is refused with 400 "InvalidTag"
    And the refusal says "System tags cannot be added/updated by requester"

  Scenario: A bucket without a lifecycle, and with one
    Given a new bucket
    Then asking for the lifecycle is refused with 404 "NoSuchLifecycleConfiguration"
    And the refusal says "The lifecycle configuration does not exist"
    When objects under "tmp/" are to expire after 3 days by the rule "short"
    Then the lifecycle's rule "short" expires objects under "tmp/" after 3 days
    And putting "tmp/k" is answered with the rule "short"
    And putting "kept" is answered with no rule
    When the lifecycle is deleted
    Then asking for the lifecycle is refused with 404 "NoSuchLifecycleConfiguration"

  Scenario: A lifecycle that expires at once is refused
    Given a new bucket
    Then letting objects under "tmp/" expire after 0 days is refused with 400 "InvalidArgument"
    And the refusal says "'Days' for Expiration action must be a positive integer"

  Scenario: Replication wants versions
    Given a new bucket
    Then asking for the replication is refused with 404 "ReplicationConfigurationNotFoundError"
    And replicating the bucket into itself is refused with 400 "InvalidRequest"
    And the refusal says "Versioning must be 'Enabled' on the bucket to apply a replication configuration"

  Scenario: Logs go nowhere unless told where, and not to a bucket that is not there
    Given a new bucket
    Then the bucket's requests are not logged
    And logging the bucket's requests into a bucket that does not exist is refused with 400 "InvalidTargetBucketForLogging"
    And the refusal says "The target bucket for logging does not exist"

  Scenario: An inventory that is not there
    Given a new bucket
    Then asking for the inventory "weekly" is refused with 404 "NoSuchConfiguration"
    And the refusal says "The specified configuration does not exist."

  Scenario: Log files are granted to nobody where ACLs do not count
    Given a new bucket
    Then logging the bucket's requests into itself for everyone to read is refused with 400 "AccessControlListNotSupported"
    And the refusal says "Target grants not allowed for bucket owner enforced buckets"

  Scenario: Filters of notifications are spelt as S3 spells them
    Given a new bucket
    When writes below the "PREFIX" "in/" are to be told to the queue "arn:aws:sqs:{region}:{account}:trailmark-no-such-queue" unasked
    Then the notification's filter is "Prefix=in/"

  Scenario: Notifications that cannot be are refused, whether the queue is looked for or not
    Given a new bucket
    Then telling writes below the "prefix" "in/" to the queue "no-queue" unasked is refused with 400 "InvalidArgument"
    And the refusal says "The ARN could not be parsed"
    And telling writes below the "middle" "in/" to the queue "arn:aws:sqs:{region}:{account}:trailmark-no-such-queue" unasked is refused with 400 "InvalidArgument"
    And the refusal says "filter rule name must be either prefix or suffix"
