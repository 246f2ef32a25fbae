@conformance
Feature: Signature Version 2
  S3 still takes it in regions opened before 2014, but not where KMS encrypts.

  Scenario: A plain object
    Given an object in a private bucket
    When the object is read with Signature Version 2
    Then the answer is 200
    When the object is read by a presigned URL of Signature Version 2
    Then the answer is 200

  Scenario: A wrong signature
    Given an object in a private bucket
    When the object is read with Signature Version 2 made with another secret
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: An expired URL
    Given an object in a private bucket
    When the object is read by a presigned URL of Signature Version 2 that expired
    Then the answer is 403 "AccessDenied"
    And the answer says "Request has expired"

  Scenario: An object under SSE-KMS
    Given a public object encrypted under a KMS key
    When the object is read with Signature Version 2
    Then the answer is 400 "InvalidArgument"
    And the answer says "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4."
    When the object is read by a presigned URL of Signature Version 2
    Then the answer is 400 "InvalidArgument"

  Scenario: An unsigned read of a public object under SSE-KMS
    Given a public object encrypted under a KMS key
    When the object is read unsigned
    Then the answer is 400 "InvalidArgument"
    And the answer says "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4."
