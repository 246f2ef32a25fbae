@conformance
Feature: A grant gives what no policy gives, until it ends

  Scenario: Who is granted Encrypt may encrypt, and nothing else
    Given a KMS key
    And a user Ada
    Then Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action
    When Ada is granted "Encrypt" by a grant
    Then Ada may encrypt under the key
    And Ada may not describe the key because no identity-based policy allows the kms:DescribeKey action
    When the grant is revoked
    Then Ada may not encrypt under the key because no identity-based policy allows the kms:Encrypt action
