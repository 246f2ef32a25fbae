@conformance
Feature: Signatures that AWS refuses
  Each way of getting a signature wrong has an answer of its own, and S3's differs from KMS's.

  Scenario: A right signature is accepted
    Given an object in a private bucket
    When the object is read with a right signature
    Then the answer is 200

  Scenario: A right presigned URL is accepted
    Given an object in a private bucket
    When the object is read by a presigned URL
    Then the answer is 200

  Scenario: S3 refuses a signature made with another secret
    Given an object in a private bucket
    When the object is read with a signature made with another secret
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: S3 refuses an access key that nobody has
    Given an object in a private bucket
    When the object is read with an access key that nobody has
    Then the answer is 403 "InvalidAccessKeyId"

  Scenario: S3 refuses a signature that is twenty minutes old
    Given an object in a private bucket
    When the object is read with a signature made 20 minutes ago
    Then the answer is 403 "RequestTimeTooSkewed"

  Scenario: S3 refuses a body that is not the signed one
    Given an object in a private bucket
    When the object is overwritten with another body than was signed
    Then the answer is 400 "XAmzContentSHA256Mismatch"

  Scenario: S3 refuses a signature for another region
    Given an object in a private bucket
    When the object is read with a signature for another region
    Then the answer is 400 "AuthorizationHeaderMalformed"

  Scenario: S3 refuses a presigned URL that has expired
    Given an object in a private bucket
    When the object is read by a presigned URL that expired
    Then the answer is 403 "AccessDenied"
    And the answer says "Request has expired"

  Scenario: S3 refuses an unsigned read of a public object under SSE-KMS
    Given a public object encrypted under a KMS key
    When the object is read unsigned
    Then the answer is 400 "InvalidArgument"
    And the answer says "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4."

  Scenario: S3 refuses Signature Version 2 for an object under SSE-KMS
    Given a public object encrypted under a KMS key
    When the object is read with Signature Version 2
    Then the answer is 400 "InvalidArgument"
    And the answer says "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4."

  Scenario: KMS accepts a right signature
    When KMS is asked for random bytes with a right signature
    Then the answer is 200

  Scenario: KMS refuses an unsigned request
    When KMS is asked for random bytes unsigned
    Then the answer is 400 "MissingAuthenticationTokenException"

  Scenario: KMS refuses a signature made with another secret
    When KMS is asked for random bytes with a signature made with another secret
    Then the answer is 400 "InvalidSignatureException"

  Scenario: KMS refuses an access key that nobody has
    When KMS is asked for random bytes with an access key that nobody has
    Then the answer is 400 "UnrecognizedClientException"

  Scenario: KMS refuses a signature that is twenty minutes old
    When KMS is asked for random bytes with a signature made 20 minutes ago
    Then the answer is 400 "InvalidSignatureException"

  Scenario: KMS refuses a body that is not the signed one
    When KMS is asked for other random bytes than was signed
    Then the answer is 400 "InvalidSignatureException"
