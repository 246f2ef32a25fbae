Feature: Task 6, manage encryption keys
  The student takes the right to use the key away from a user and gives it back.

  @task:6 @points:5
  Scenario: The key user was removed
    Given the history of the student's key policy
    Then a version did not list the student as key user

  @task:6 @points:5
  Scenario: The key user was restored
    Given the history of the student's key policy
    Then a later version lists the student as key user again

  @demonstration
  Scenario: Who is no key user cannot read the image
    When the student reads the image while no key user
    Then that read was refused with 403 "AccessDenied"
    And that refusal named "kms:Decrypt"
    And the image opened again once the student was restored
