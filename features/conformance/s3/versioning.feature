@conformance
Feature: Versions of objects

  Background:
    Given a new bucket that keeps versions
    And the object "key" holds "first"
    And the object "key" holds "second"

  Scenario: The newest version is read, and each by its id
    Then "key" reads "second"
    And version 1 of "key" reads "first"
    And version 2 of "key" reads "second"

  Scenario: A deletion without a version covers the object
    When "key" is deleted
    Then reading "key" is refused with 404 "NoSuchKey"
    And version 2 of "key" reads "second"
    And reading the delete marker of "key" is refused with 405 "MethodNotAllowed"

  Scenario: Removing the delete marker brings the object back
    When "key" is deleted
    And the delete marker of "key" is deleted
    Then "key" reads "second"

  Scenario: Deleting a version is for good
    When version 2 of "key" is deleted
    Then "key" reads "first"
    And reading version 2 of "key" is refused with 404 "NoSuchVersion"

  Scenario: What is no version id
    Then reading the version "not-an-id" of "key" is refused with 400 "InvalidArgument"
    And reading the version "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD" of "key" is refused with 400 "InvalidArgument"

  Scenario: MFA delete takes the code of a device
    Then enabling MFA delete without a code is refused with 403 "AccessDenied"
    And the refusal says "Mfa Authentication must be used for this request"
