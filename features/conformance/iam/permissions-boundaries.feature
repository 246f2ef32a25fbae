@conformance
Feature: Permissions boundaries
  A boundary allows nothing by itself: it is the most that identity policies can give.

  Background:
    Given an object in a private bucket
    And a user Ada
    And a managed policy Fence
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "kms:GenerateRandom"], "Resource": "*"},
      {"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}
      """

  Scenario: What the boundary leaves out is refused, and so is what only the boundary allows
    Given Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::{bucket}", "arn:aws:s3:::{bucket}/*"]}
      """
    Then Ada may write to the bucket
    When Fence becomes the permissions boundary of Ada
    Then Ada may read the object
    But Ada may not write to the bucket because no permissions boundary allows the s3:PutObject action
    And Ada may not delete the object with an explicit deny in a permissions boundary
    And Ada may not generate random bytes because no identity-based policy allows the kms:GenerateRandom action

  Scenario: A bucket policy that names the user goes past a boundary, but not past its denial
    When Fence becomes the permissions boundary of Ada
    And the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": ["s3:PutObject", "s3:DeleteObject"], "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may write to the bucket
    But Ada may not delete the object with an explicit deny in a permissions boundary

  Scenario: A key policy that delegates leaves the boundary its say
    Given a KMS key
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
      """
    Then Ada may encrypt under the key
    When Fence becomes the permissions boundary of Ada
    Then Ada may not encrypt under the key because no permissions boundary allows the kms:Encrypt action
    But Ada may generate random bytes
