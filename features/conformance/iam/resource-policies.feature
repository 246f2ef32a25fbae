@conformance
Feature: Policies of keys and buckets
  A bucket policy adds to what identity policies allow; a key policy decides whether they count at all.

  Scenario: A key policy that names a user is enough
    Given a KMS key
    And a user Ada
    And a user Ben
    When the key's policy delegates to nobody else and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    Then Ada may encrypt under the key
    But Ada may not describe the key because no resource-based policy allows the kms:DescribeKey action
    And Ben may not encrypt under the key because no resource-based policy allows the kms:Encrypt action

  Scenario: Without delegation identity policies are worth nothing at a key
    Given a KMS key
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
      """
    Then Ada may encrypt under the key
    When the key's policy delegates to nobody else and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "kms:DescribeKey", "Resource": "*"}
      """
    Then Ada may not encrypt under the key because no resource-based policy allows the kms:Encrypt action
    But Ada may describe the key

  Scenario: A key policy's denial beats an identity policy
    Given a KMS key
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
      """
    When the key's policy delegates to the account and says
      """
      {"Effect": "Deny", "Principal": {"AWS": "{Ada}"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    Then Ada may not encrypt under the key with an explicit deny in a resource-based policy
    But Ada may describe the key

  Scenario: An encryption context decides
    Given a KMS key
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:Encrypt", "Resource": "{key}",
       "Condition": {"StringEquals": {"kms:EncryptionContext:purpose": "lab"}}}
      """
    Then Ada may encrypt under the key for the purpose "lab"
    But Ada may not encrypt under the key for the purpose "fun" because no identity-based policy allows the kms:Encrypt action
    And Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action

  Scenario: A bucket policy that names a user is enough, and its denial beats an identity policy
    Given an object in a private bucket
    And a user Ada
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    But Ada may not write to the bucket because no identity-based policy allows the s3:PutObject action
    When Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
      """
    Then Ada may write to the bucket
    When the bucket's policy is
      """
      {"Effect": "Deny", "Principal": {"AWS": "{Ada}"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may not read the object with an explicit deny in a resource-based policy

  Scenario: A user who is deleted and created again is somebody else to a key policy
    Given a KMS key
    And a user Ada
    When the key's policy delegates to the account and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    Then Ada may encrypt under the key
    When Ada is deleted and created again
    Then Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action
    When the key's policy delegates to the account and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    Then Ada may encrypt under the key

  Scenario: A user who is deleted and created again is somebody else to a bucket policy
    Given an object in a private bucket
    And a user Ada
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    When Ada is deleted and created again
    Then Ada may not read the object because no identity-based policy allows the s3:GetObject action

  Scenario: S3 asks KMS as whoever reads
    Given an object in a private bucket, encrypted under a KMS key
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::{bucket}", "arn:aws:s3:::{bucket}/*"]}
      """
    Then Ada may not read the object and is told "User: {Ada} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action"
    When Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "{key}", "Condition": {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}}
      """
    Then Ada may read the object
    But Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action
    When the key's policy delegates to the account and says
      """
      {"Effect": "Deny", "Principal": {"AWS": "{Ada}"}, "Action": "kms:Decrypt", "Resource": "*"}
      """
    Then Ada may not read the object and is told "User: {Ada} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext with an explicit deny in a resource-based policy"

  Scenario: Key policies name principals that exist
    Given a KMS key
    Then a key policy is refused with 400 "MalformedPolicyDocumentException" that says
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{account}:user/trailmark-nobody-of-this-name"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    And the refusal says "Policy contains a statement with one or more invalid principals."

  Scenario: Bucket policies name principals that exist, actions that apply and conditions that suit them
    Given a new bucket
    Then a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{account}:user/trailmark-nobody-of-this-name"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And the refusal says "Invalid principal in policy"
    And a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Deny", "Principal": "*", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And the refusal says "Action does not apply to any resource(s) in statement"
    And a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Deny", "Principal": "*", "Action": "s3:ListObjects", "Resource": "arn:aws:s3:::{bucket}"}
      """
    And the refusal says "Policy has invalid action"
    And a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
      """
    And the refusal says "Policy has invalid resource"
    And a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*",
       "Condition": {"StringLike": {"s3:prefix": "home/*"}}}
      """
    And the refusal says "Conditions do not apply to combination of actions and resources in statement"
    And a bucket policy is refused with 400 "MalformedPolicy" that says
      """
      {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*",
       "Condition": {"StringEquals": {"s3:x-acl": "private"}}}
      """
    And the refusal says "Policy has an invalid condition key"
