Feature: Task 2, store CloudTrail logs in a new S3 bucket
  The student creates a trail that records management, data and insight events into a bucket.

  @task:2 @points:4
  Scenario: The trail writes to a bucket of its own
    Then the student's trail is called "myTrail"
    And the student's trail writes to a bucket called "mycloudtrailbucket" and a number

  @task:2 @points:3
  Scenario: The bucket lets CloudTrail write
    Then the bucket's policy lets CloudTrail read the bucket's ACL for the student's trail
    And the bucket's policy lets CloudTrail write log files for the student's trail

  @task:2 @points:3
  Scenario: The trail records management events and S3 data events
    Then the student's trail records all management events
    And the student's trail records the reads and writes of the bucket's objects

  @task:2 @points:2
  Scenario: The trail watches for unusual activity
    Then the student's trail has the insights "ApiCallRateInsight" and "ApiErrorRateInsight"

  @task:2 @points:3
  Scenario: The trail is recording
    Then the student's trail is recording
