@conformance
Feature: Visitors of a bucket pay

  Scenario: The owner pays until told otherwise
    Given a new bucket
    Then "BucketOwner" is told to pay
    When the bucket's "Requester" is to pay
    Then "Requester" is told to pay

  Scenario: Nobody can pay, so nobody is let in
    Given a public object with S3-managed encryption
    When the bucket's "Requester" is to pay
    And the object is read unsigned
    Then the answer is 403 "AccessDenied"
    And reading the object succeeds
    When the bucket's "BucketOwner" is to pay
    And the object is read unsigned
    Then the answer is 200
