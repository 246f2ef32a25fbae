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

  @second-account
  Scenario: Another account is let in once it says that it pays
    Given an object in a private bucket
    And a user Eve in another account
    And Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
      """
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Eve}"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Eve may read the object
    When the bucket's "Requester" is to pay
    Then Eve may not read the object and is told "Access Denied"
    But Eve may read the object and pay
