@conformance
Feature: Names and tags keep to their rules

  Scenario Outline: The alias <name> is refused
    Given a KMS key
    Then giving it the alias "<name>" is refused with 400 "<code>"

    Examples:
      | name          | code                   |
      | no-prefix     | ValidationException    |
      | alias/a b     | ValidationException    |
      | alias/aws/own | NotAuthorizedException |

  Scenario Outline: The tag <name> is AWS's own
    Given a KMS key
    Then tagging it "<name>" = "mine" is refused with 400 "TagException"
    And the refusal says "Tags beginning with aws: are reserved"

    Examples:
      | name     |
      | aws:mine |
      | AWS:mine |
