@conformance
Feature: Users, groups and roles themselves

  Scenario: A name is given once
    Given a user Ada
    And a group Team with Ada in it
    And a role Reader that trusts Ada
    Then another user of Ada's name is refused with 409 "EntityAlreadyExists"
    And another group of Team's name is refused with 409 "EntityAlreadyExists"
    And another role of Reader's name is refused with 409 "EntityAlreadyExists"
    And the refusal says "already exists."

  Scenario: What an identity has goes before it
    Given a user Ada
    And a group Team with Ada in it
    And a role Reader that trusts Ada
    And Reader has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
      """
    Then deleting Ada is refused with 409 "DeleteConflict"
    And the refusal says "Cannot delete entity, must delete access keys first."
    And deleting Reader is refused with 409 "DeleteConflict"
    And the refusal says "Cannot delete entity, must delete policies first."
    And deleting Team is refused with 409 "DeleteConflict"
    And the refusal says "Cannot delete entity, must remove users from group first."

  Scenario: A user has two access keys at most, one to use while the other is exchanged
    Given a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "{Ada}"}
      """
    When Ada gets a second access key to sign with
    Then a third access key of Ada is refused with 409 "LimitExceeded"
    And the refusal says "Cannot exceed quota for AccessKeysPerUser: 2"
    And Ada may read about Ada

  Scenario: A role's owner says how long its sessions may last
    Given a user Ada
    And a role Reader that trusts Ada
    When sessions of Reader may last 7200 seconds
    And Ada assumes Reader for 7200 seconds
    Then Ada assuming Reader for 7201 seconds is refused with 400 "ValidationError"
    And letting sessions of Reader last 43201 seconds is refused with 400 "ValidationError"
    And the refusal says "Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200"

  Scenario: A trust policy has to be a policy
    Then a role with the trust policy "{,}" is refused with 400 "MalformedPolicyDocument"
    And the refusal says "This policy contains invalid Json"
    And a role with the trust policy "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'*'}}" is refused with 400 "MalformedPolicyDocument"
    And the refusal says "Has prohibited field Resource"

  Scenario: What is not there has a name all the same
    Then reading about the user "trailmark-nobody" is refused with 404 "NoSuchEntity"
    And the refusal says "The user with name trailmark-nobody cannot be found."
    And reading about the role "trailmark-nobody" is refused with 404 "NoSuchEntity"
    And the refusal says "The role with name trailmark-nobody cannot be found."
