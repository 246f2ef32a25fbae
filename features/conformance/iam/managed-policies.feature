@conformance
Feature: Managed policies
  What is attached counts by its default version, and is named when it denies.

  Background:
    Given an object in a private bucket
    And a user Ada

  Scenario: A managed policy allows what it says while it is attached
    Given a managed policy Reading
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may not read the object because no identity-based policy allows the s3:GetObject action
    When Reading is attached to Ada
    Then Ada may read the object
    But Ada may not write to the bucket because no identity-based policy allows the s3:PutObject action
    When Reading is detached from Ada
    Then Ada may not read the object because no identity-based policy allows the s3:GetObject action

  Scenario: A managed policy of a group counts for its members
    Given a user Ben
    And a group Staff with Ada in it
    And a managed policy Reading
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    When Reading is attached to Staff
    Then Ada may read the object
    But Ben may not read the object because no identity-based policy allows the s3:GetObject action

  Scenario: The default version counts
    Given a managed policy Work
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    And Work is attached to Ada
    When Work gets a new default version
      """
      {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    Then Ada may write to the bucket
    But Ada may not read the object because no identity-based policy allows the s3:GetObject action
    When version "v1" of Work is the default again
    Then Ada may read the object
    But Ada may not write to the bucket because no identity-based policy allows the s3:PutObject action

  Scenario: A managed policy that denies beats one that allows
    Given a managed policy Guard
      """
      {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}
      """
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
      """
    When Guard is attached to Ada
    Then Ada may not write to the bucket with an explicit deny in an identity-based policy
    But Ada may read the object

  Scenario: AWS's own policies are there to attach
    When AWS's policy "AmazonS3ReadOnlyAccess" is attached to Ada
    Then Ada may read the object
    And Ada may list the bucket
    But Ada may not write to the bucket because no identity-based policy allows the s3:PutObject action

  Scenario: A managed session policy narrows a role
    Given a managed policy Reading
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
      """
    And a role Keeper that trusts Ada
    And Keeper has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::{bucket}", "arn:aws:s3:::{bucket}/*"]}
      """
    When Ada assumes Keeper with the managed session policy Reading
    Then Keeper may read the object
    But Keeper may not write to the bucket because no session policy allows the s3:PutObject action
