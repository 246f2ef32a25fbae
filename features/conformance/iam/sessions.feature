@conformance
Feature: Roles, sessions and guests

  Scenario: A role lets in whom it trusts, and gives them what it may do and no more
    Given an object in a private bucket
    And a user Ada
    And a user Ben
    And a role Reader that trusts Ada
    And Reader has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}
      """
    When Ada assumes Reader
    Then Reader may read the object
    But Reader may not write to the bucket because no identity-based policy allows the s3:PutObject action
    And Ada may not read the object because no identity-based policy allows the s3:GetObject action
    And Ben may not assume Reader and is not told why

  Scenario: A role that trusts the account leaves it to identity policies
    Given a user Ada
    And a user Ben
    And a role Reader with the trust policy
      """
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::{account}:root"}, "Action": "sts:AssumeRole"}
      """
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "{Reader}"}
      """
    Then Ada may assume Reader
    But Ben may not assume Reader and is not told why

  Scenario: An external ID has to be the agreed one
    Given a user Ada
    And a role Deputy with the trust policy
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "sts:AssumeRole",
       "Condition": {"StringEquals": {"sts:ExternalId": "agreed"}}}
      """
    When Ada assumes Deputy with the external ID "agreed"
    Then Ada may not assume Deputy and is not told why

  Scenario: A session has to have the name that is asked for
    Given a user Ada
    And a role Named with the trust policy
      """
      {"Effect": "Allow", "Principal": {"AWS": "{Ada}"}, "Action": "sts:AssumeRole",
       "Condition": {"StringEquals": {"sts:RoleSessionName": "conformance"}}}
      """
    When Ada assumes Named
    Then Ada may not assume Named and is not told why

  Scenario: A session policy narrows a role and adds nothing to it
    Given an object in a private bucket
    And a user Ada
    And a role Keeper that trusts Ada
    And Keeper has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::{bucket}", "arn:aws:s3:::{bucket}/*"]}
      """
    When Ada assumes Keeper with the session policy
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "kms:GenerateRandom"], "Resource": "*"}
      """
    Then Keeper may read the object
    But Keeper may not write to the bucket because no session policy allows the s3:PutObject action
    And Keeper may not generate random bytes because no identity-based policy allows the kms:GenerateRandom action
    When Ada assumes Keeper
    Then Keeper may write to the bucket

  Scenario: A role that assumes a role does so for an hour at most
    Given a user Ada
    And a role First that trusts Ada
    And a role Second that trusts First
    When Ada assumes First
    And First assumes Second
    Then Second is known as "arn:aws:sts::{account}:assumed-role/{name of Second}/conformance" with the ID "{id of Second}:conformance"
    And First assuming Second for 3601 seconds is refused with 400 "ValidationError"
    And the refusal says "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"

  Scenario: AssumeRole is strict about what it is given
    Given a user Ada
    And a role Reader that trusts Ada
    When Ada assumes Reader
    Then Ada assuming Reader for 3601 seconds is refused with 400 "ValidationError"
    And the refusal says "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    And Ada assuming Reader as the session "Session1:2" is refused with 400 "ValidationError"
    And the refusal says "Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"
    And Ada assuming the role "nothing-valid-in-here" is refused with 400 "ValidationError"
    And the refusal says "nothing-valid-in-here is invalid"

  Scenario: Everyone may ask who they are
    Given a user Ada
    And a role Reader that trusts Ada
    And Ada has the inline policy
      """
      {"Effect": "Deny", "Action": "*", "Resource": "*"}
      """
    Then Ada is known as "{Ada}" with the ID "{id of Ada}"
    And Ada may not generate random bytes with an explicit deny in an identity-based policy

  Scenario: A user's own session is the user
    Given a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": ["kms:GenerateRandom", "iam:ListUsers"], "Resource": "*"}
      """
    When Ada gets a session
    Then Ada is known as "{Ada}" with the ID "{id of Ada}"
    And Ada may generate random bytes

  Scenario: A guest may do what both the host and the guest's policy allow
    Given an object in a private bucket
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "sts:GetFederationToken"], "Resource": "*"}
      """
    When Ada signs the guest Gil in with the policy
      """
      {"Effect": "Allow", "Action": ["s3:GetObject", "s3:DeleteObject"], "Resource": "*"}
      """
    Then Gil is known as "arn:aws:sts::{account}:federated-user/Gil" with the ID "{account}:Gil"
    And Gil may read the object
    But Gil may not write to the bucket because no session policy allows the s3:PutObject action
    And Gil may not delete the object because no identity-based policy allows the s3:DeleteObject action
