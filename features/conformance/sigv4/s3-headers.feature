@conformance
Feature: Signed headers at S3
  Each way of getting a signature wrong has an answer of its own.

  Background:
    Given an object in a private bucket

  Scenario: A right signature is accepted
    When the object is read with a right signature
    Then the answer is 200

  Scenario: A signature made with another secret
    When the object is read with a signature made with another secret
    Then the answer is 403 "SignatureDoesNotMatch"
    And the answer says "The request signature we calculated does not match the signature you provided. Check your key and signing method."

  Scenario: An access key that nobody has
    When the object is read with an access key that nobody has
    Then the answer is 403 "InvalidAccessKeyId"
    And the answer says "The AWS Access Key Id you provided does not exist in our records."

  Scenario: A signature that is twenty minutes old
    When the object is read with a signature made 20 minutes ago
    Then the answer is 403 "RequestTimeTooSkewed"
    And the answer says "The difference between the request time and the current time is too large."

  Scenario: A signature for another region
    When the object is read with a signature for another region
    Then the answer is 400 "AuthorizationHeaderMalformed"
    And the answer says "is wrong; expecting"

  Scenario: A signature for another service
    When the object is read with a signature for another service
    Then the answer is 400 "AuthorizationHeaderMalformed"
    And the answer says "incorrect service"

  Scenario: A header of S3's that is not signed
    When the object is read with a header "x-amz-meta-added" = "later" that is not signed
    Then the answer is 403 "AccessDenied"
    And the answer says "There were headers present in the request which were not signed"

  Scenario: A body that is not the signed one
    When the object is overwritten with another body than was signed
    Then the answer is 400 "XAmzContentSHA256Mismatch"
    And the answer says "The provided 'x-amz-content-sha256' header does not match what was computed."

  Scenario Outline: An object named <key> is signed right in headers and in URLs
    Given an object named "<key>" in a private bucket
    When the object is read with a right signature
    Then the answer is 200
    When the object is read by a presigned URL
    Then the answer is 200
    When the object is read with Signature Version 2
    Then the answer is 200

    Examples:
      | key                  |
      | a+b c                |
      | 100%                 |
      | %2B%2f               |
      | a//b/                |
      | ./up/../down         |
      | ~tilde*star'(quote)! |
      | Grüße/日本/🌍        |
      | a=b&c?d#e            |
