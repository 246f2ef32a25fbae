@conformance
Feature: Temporary credentials and keys that do not count
  That a session ends cannot be shown here: the shortest one lasts a quarter of an hour.

  Scenario: A session signs with its token, and with no other
    Given an object in a private bucket
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    When Ada gets a session
    And S3 is asked as Ada
    Then the answer is 200
    When the object is read by a presigned URL of Ada
    Then the answer is 200
    When S3 is asked as Ada with a forged session token
    Then the answer is 400 "InvalidToken"
    And the answer says "The provided token is malformed or otherwise invalid."
    When KMS is asked as Ada with a forged session token
    Then the answer is 400 "UnrecognizedClientException"
    And the answer says "The security token included in the request is invalid"
    When STS is asked as Ada with a forged session token
    Then the answer is 403 "InvalidClientTokenId"
    And the answer says "The security token included in the request is invalid"
    When STS is asked as Ada without the session token
    Then the answer is 403 "InvalidClientTokenId"
    When S3 is asked as Ada without the session token
    Then the answer is 403 "InvalidAccessKeyId"

  Scenario: A key that is inactive is no key
    Given an object in a private bucket
    And a user Ada
    When STS is asked as Ada
    Then the answer is 200
    When the access key of Ada becomes inactive
    And STS is asked as Ada
    Then the answer is 403 "InvalidClientTokenId"
    When KMS is asked as Ada
    Then the answer is 400 "UnrecognizedClientException"
    When S3 is asked as Ada
    Then the answer is 403 "InvalidAccessKeyId"
    When the access key of Ada becomes active
    And STS is asked as Ada
    Then the answer is 200
