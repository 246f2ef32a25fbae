@conformance
Feature: Uploads by a browser's form

  Scenario: A signed form stores its file
    Given a new bucket
    When a signed form stores "from a browser" as "posted"
    Then the answer is 204
    And "posted" reads "from a browser"

  Scenario: A form is answered with the status that it wants
    Given a new bucket
    When a signed form that wants the status 201 stores "text" as "posted"
    Then the answer is 201

  Scenario: A policy expires
    Given a new bucket
    When a form whose policy expired stores "text" as "posted"
    Then the answer is 403 "AccessDenied"
    And the answer says "Invalid according to Policy: Policy expired."

  Scenario: A form stores what its policy lets it, and no more
    Given a new bucket
    When a form that was signed for "mine" stores "text" as "yours"
    Then the answer is 403 "AccessDenied"
    And the answer says "Invalid according to Policy: Policy Condition failed:"
    When a signed form with the further field "acl" stores "text" as "posted"
    Then the answer is 403 "AccessDenied"
    And the answer says "Invalid according to Policy: Extra input fields: acl"
    When a signed form for at most 3 bytes stores "text" as "posted"
    Then the answer is 400 "EntityTooLarge"

  Scenario: A signature is whole
    Given a new bucket
    When a signed form without its "x-amz-signature" stores "text" as "posted"
    Then the answer is 400 "InvalidArgument"
    And the answer says "Bucket POST must contain a field named 'X-Amz-Signature'.  If it is specified, please check the order of the fields."

  Scenario: An unsigned form is nobody's
    Given a new bucket
    When an unsigned form stores "text" as "posted"
    Then the answer is 403 "AccessDenied"
