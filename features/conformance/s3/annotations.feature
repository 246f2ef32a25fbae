@conformance
Feature: Annotations of objects

  Scenario: An annotation is put, replaced, listed and deleted
    Given a new bucket
    And the object "noted" holds "text"
    When "noted" is annotated with "one" as "labels"
    And "noted" is annotated with "two" as "Summary.v1"
    Then the annotations of "noted" are "Summary.v1,labels"
    And the annotation "labels" of "noted" is "one"
    When "noted" is annotated with "other" as "labels"
    Then the annotation "labels" of "noted" is "other"
    When the annotation "labels" of "noted" is deleted
    Then the annotations of "noted" are "Summary.v1"
    And asking for the annotation "labels" of "noted" is refused with 404 "NoSuchAnnotation"

  Scenario Outline: What is no annotation is refused: <name>
    Given a new bucket
    And the object "noted" holds "text"
    Then annotating "noted" with "<text>" as "<name>" is refused with 400 "<code>"

    Examples:
      | name     | text | code                  |
      | two words | x   | InvalidAnnotationName |
      | AWS-x    | x    | InvalidAnnotationName |
      | s3labels | x    | InvalidAnnotationName |

  Scenario: An annotation is for the object that was meant
    Given a new bucket
    And the object "noted" holds "text"
    Then annotating "noted" if its tag is "0123456789abcdef" is refused with 412 "PreconditionFailed"
    And annotating "absent" with "x" as "n" is refused with 404 "NoSuchKey"

  Scenario: Annotations go with what they were made for
    Given a new bucket
    And the object "noted" holds "text"
    When "noted" is annotated with "one" as "labels"
    And "noted" is copied to "like"
    And "noted" is copied to "unlike" without its annotations
    Then the annotation "labels" of "like" is "one"
    And the annotations of "unlike" are ""
    Given the object "noted" holds "another text"
    Then the annotations of "noted" are ""
