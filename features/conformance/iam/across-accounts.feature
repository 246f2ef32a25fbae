@conformance @second-account
Feature: Across accounts both sides have to allow
  These scenarios take an administrator of a second account. The bundled simulator has one.

  Scenario: A key of another account
    Given a KMS key
    And a user Eve in another account
    When the key's policy delegates to the account and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Eve}"}, "Action": ["kms:Encrypt", "kms:DescribeKey"], "Resource": "*"}
      """
    Then Eve may not encrypt under the key and is told "User: {Eve} is not authorized to perform: kms:Encrypt on this resource because no identity-based policy allows the kms:Encrypt action"
    When Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:Encrypt", "Resource": "{key}"}
      """
    Then Eve may encrypt under the key
    But Eve may not describe the key and is told "User: {Eve} is not authorized to perform: kms:DescribeKey on this resource because no identity-based policy allows the kms:DescribeKey action"

  Scenario: A key that another account does not share
    Given a KMS key
    And a user Eve in another account
    And Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
      """
    Then Eve may not encrypt under the key and is told "User: {Eve} is not authorized to perform: kms:Encrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"

  Scenario: A key that denies somebody of another account says no more than one that is not shared
    Given a KMS key
    And a user Eve in another account
    And Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
      """
    When the key's policy delegates to the account and says
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Eve}"}, "Action": ["kms:Encrypt", "kms:DescribeKey"], "Resource": "*"},
      {"Effect": "Deny", "Principal": {"AWS": "{Eve}"}, "Action": "kms:Encrypt", "Resource": "*"}
      """
    Then Eve may describe the key
    But Eve may not encrypt under the key and is told "User: {Eve} is not authorized to perform: kms:Encrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"

  Scenario: A bucket of another account
    Given an object in a private bucket
    And a user Eve in another account
    And Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
      """
    Then Eve may not read the object and is told "Access Denied"
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Eve}"}, "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Eve may read the object
    But Eve may not write to the bucket and is told "Access Denied"

  Scenario: A bucket's policy is for its own account alone
    Given a new bucket
    And a user Eve in another account
    And Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetBucketPolicy", "Resource": "*"}
      """
    Then Eve may not read the bucket's policy and is told "Access Denied"
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Eve}"}, "Action": "s3:GetBucketPolicy", "Resource": "arn:aws:s3:::{bucket}"}
      """
    Then Eve may read the bucket's policy but is told 405 "MethodNotAllowed"

  Scenario: A role of another account
    Given an object in a private bucket
    And a user Eve in another account
    And a role Visitor that trusts Eve
    And Visitor has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
      """
    Then Eve may not assume Visitor and is not told why
    When Eve, elsewhere, has the inline policy
      """
      {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "{Visitor}"}
      """
    And Eve assumes Visitor
    Then Visitor may read the object
    But Visitor may not write to the bucket because no identity-based policy allows the s3:PutObject action
