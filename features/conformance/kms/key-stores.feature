@conformance
Feature: Custom key stores are told apart, and made of what their type needs

  Scenario Outline: A key store that does not exist is not found by <act> it
    Then <act> a key store that does not exist is refused with 400 "CustomKeyStoreNotFoundException"

    Examples:
      | act           |
      | describing    |
      | connecting    |
      | disconnecting |
      | renaming      |
      | deleting      |

  Scenario Outline: A key of the origin <origin> needs a key store that exists
    Then making a key of the origin "<origin>" in a key store that does not exist is refused with 400 "CustomKeyStoreNotFoundException"
    And making a key of the origin "<origin>" in no key store is refused with 400 "ValidationException"

    Examples:
      | origin       |
      | AWS_CLOUDHSM |

  Scenario: A key of KMS's own is in no key store
    Then making a key of the origin "AWS_KMS" in a key store that does not exist is refused with 400 "ValidationException"

  Scenario: An AWS CloudHSM key store is made of a cluster, its certificate and a password
    Then making a key store of no cluster is refused with 400 "ValidationException"

  Scenario: An external key store is made of a proxy alone
    Then making an external key store of a cluster is refused with 400 "ValidationException"
