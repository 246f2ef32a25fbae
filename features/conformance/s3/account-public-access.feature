@conformance
Feature: Block Public Access of an account

  Scenario: Reading it takes its own permission
    Given a user Ada
    When Ada asks for the account's block of public access
    Then the answer is 403 "AccessDenied"
    And the answer says "is not authorized to perform: s3:GetAccountPublicAccessBlock because no identity-based policy allows the s3:GetAccountPublicAccessBlock action"

  Scenario: Nobody reads it unsigned
    When the account's block of public access is asked for unsigned
    Then the answer is 403 "AccessDenied"

  Scenario: A block that sets nothing is refused
    When a block of public access without any setting is put on the account
    Then the answer is 400 "InvalidRequest"
    And the answer says "Must specify at least one configuration."
