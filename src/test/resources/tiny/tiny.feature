Feature: Something small to grade

  @task:1 @points:5
  Scenario: The key is there
    Given the student's key is found

  @task:1 @points:3
  Scenario: The key is described
    Given the student's description is found

  @task:2 @points:7
  Scenario: The step is missing
    Given a step that nobody wrote

  @task:2 @points:2
  Scenario: The check itself is broken
    Given the student's check breaks

  Scenario Outline: Question <question> is answered
    Given the student's answer <question> is found

    @task:7 @points:4
    Examples:
      | question |
      | 1        |
      | 2        |

  @demonstration
  Scenario: An experiment
    Given the student's experiment is found
