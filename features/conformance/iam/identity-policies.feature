@conformance
Feature: Users may do what their policies allow
  A user begins with nothing; the policies of the user and of the user's groups add up; a denial beats them all.

  Background:
    Given an object in a private bucket
    And a user Ada

  Scenario: A user without a policy may do nothing, and is told which kind of policy is missing
    Then Ada may not read the object because no identity-based policy allows the s3:GetObject action
    And Ada may not list all buckets because no identity-based policy allows the s3:ListAllMyBuckets action
    And Ada may not generate random bytes because no identity-based policy allows the kms:GenerateRandom action
    And Ada may not list the users because no identity-based policy allows the iam:ListUsers action

  Scenario: An inline policy allows one action on one resource
    Given an object in another private bucket
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    But Ada may not read the other object because no identity-based policy allows the s3:GetObject action
    And Ada may not write to the bucket because no identity-based policy allows the s3:PutObject action
    And Ada may not list the bucket because no identity-based policy allows the s3:ListBucket action

  Scenario: An explicit denial beats every allowance
    Given Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
      """
    And Ada has the inline policy
      """
      {"Effect": "Deny", "Action": "s3:Put*", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    But Ada may not write to the bucket with an explicit deny in an identity-based policy

  Scenario: NotAction allows everything else, and NotResource spares what it names
    Given an object in another private bucket
    And Ada has the inline policy
      """
      {"Effect": "Allow", "NotAction": ["s3:DeleteObject", "iam:*"], "Resource": "*"},
      {"Effect": "Deny", "Action": "s3:PutObject", "NotResource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    And Ada may write to the bucket
    And Ada may generate random bytes
    But Ada may not delete the object because no identity-based policy allows the s3:DeleteObject action
    And Ada may not write to the other bucket with an explicit deny in an identity-based policy
    And Ada may not list the users because no identity-based policy allows the iam:ListUsers action

  Scenario: A condition limits what is listed
    Given Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::{bucket}",
       "Condition": {"StringLike": {"s3:prefix": "home/*"}}}
      """
    Then Ada may list the folder home/ada
    But Ada may not list the folder office/ada because no identity-based policy allows the s3:ListBucket action
    And Ada may not list the bucket because no identity-based policy allows the s3:ListBucket action

  Scenario: A variable gives every user a folder
    Given a user Ben
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::{bucket}/${aws:username}/*"}
      """
    Then Ada may write to the folder of Ada
    But Ada may not write to the folder of Ben because no identity-based policy allows the s3:PutObject action

  Scenario: A group gives its members what it may, and a denial of the group binds them
    Given a user Ben
    And a group Staff with Ada in it
    And Staff has the inline policy
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::{bucket}/*"},
      {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And Ben has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may read the object
    But Ada may not write to the bucket with an explicit deny in an identity-based policy
    And Ben may not read the object because no identity-based policy allows the s3:GetObject action
    But Ben may write to the bucket
    When Ben is in Staff
    Then Ben may read the object
    But Ben may not write to the bucket with an explicit deny in an identity-based policy

  Scenario: Who may not list a bucket is not told that an object is absent
    Given Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may not read what is not there because no identity-based policy allows the s3:ListBucket action
    When Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::{bucket}"}
      """
    Then Ada may read what is not there but is told 404 "NoSuchKey"

  Scenario: A tag of the caller decides
    Given a user Ben
    And Ada is tagged "team" = "blue"
    And Ben is tagged "team" = "red"
    When the bucket's policy is
      """
      {"Effect": "Allow", "Principal": {"AWS": ["{Ada}", "{Ben}"]}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*",
       "Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue"}}}
      """
    Then Ada may read the object
    But Ben may not read the object because no identity-based policy allows the s3:GetObject action
