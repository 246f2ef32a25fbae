@conformance
Feature: S3 denies unless told otherwise

  Scenario: A new bucket is closed, and encrypts by default
    Given a new bucket
    Then all four settings of block public access are on
    And the bucket's object ownership is "BucketOwnerEnforced"
    And the bucket encrypts by default with "AES256"

  Scenario: A private object is denied to the public
    Given an object in a private bucket
    When the object is read unsigned
    Then the answer is 403 "AccessDenied"
    And the answer says "Access Denied"

  Scenario: A private object is denied to a user without a policy, and the denial says why
    Given an object in a private bucket
    And a user Ada
    Then Ada may not read the object because no identity-based policy allows the s3:GetObject action

  Scenario: A public object without KMS is open to all
    Given a public object with S3-managed encryption
    When the object is read unsigned
    Then the answer is 200

  Scenario: Some things nobody does unsigned
    Given a public object with S3-managed encryption
    When an upload of the object in parts is begun unsigned
    Then the answer is 403 "AccessDenied"
    And the answer says "Anonymous users cannot initiate multipart uploads.  Please authenticate."
    When the object is copied unsigned
    Then the answer is 403 "AccessDenied"
    And the answer says "Anonymous users cannot copy objects.  Please authenticate."

  Scenario: Public ACLs are refused while block public access is on
    Given an object in a private bucket with ACLs enabled
    Then letting everyone read the object is refused with 403 "AccessDenied"

  Scenario: ACLs are refused while object ownership is enforced
    Given an object in a private bucket
    Then giving the object the ACL "bucket-owner-read" is refused with 400 "AccessControlListNotSupported"

  Scenario: Public policies are refused while block public access is on
    Given an object in a private bucket
    Then a bucket policy is refused with 403 "AccessDenied" that says
      """
      {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And the refusal says "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
