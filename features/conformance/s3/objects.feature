@conformance
Feature: Objects are what was put, whole or in part

  Scenario: One range is answered in part, several as a whole, and none with a refusal
    Given a new bucket
    And the object "digits" holds "0123456789"
    Then reading bytes "2-4" of "digits" answers 206 with "234"
    And reading bytes "-3" of "digits" answers 206 with "789"
    And reading bytes "7-99" of "digits" answers 206 with "789"
    And reading bytes "0-1,4-5" of "digits" answers 200 with "0123456789"
    And reading bytes "10-" of "digits" is refused with 416 "InvalidRange"

  Scenario: What is not there is not found
    Given a new bucket
    Then reading "absent" is refused with 404 "NoSuchKey"

  Scenario: A write happens only in the state that it asks for
    Given a new bucket
    And the object "once" holds "first"
    Then writing "once" if nothing is there is refused with 412 "PreconditionFailed"
    And writing "once" if its ETag is "other" is refused with 412 "PreconditionFailed"
    And writing "absent" if its ETag is "other" is refused with 404 "NoSuchKey"
    And "once" reads "first"

  Scenario: A deletion happens only in the state that it asks for
    Given a new bucket
    And the object "kept" holds "first"
    Then deleting "kept" if its ETag is "other" is refused with 412 "PreconditionFailed"
    And "kept" reads "first"

  Scenario Outline: Keys of every kind are kept as they are: <key>
    Given a new bucket
    And the object "<key>" holds "text"
    Then "<key>" reads "text"
    And the bucket lists "<key>"

    Examples:
      | key            |
      | ü/日本/😀        |
      | a/./b/../c     |
      | plus+and space |
      | 100%25 %2F     |
      | folder/        |

  Scenario: A copy onto itself has to change something
    Given a new bucket
    And the object "same" holds "text"
    Then copying "same" onto itself is refused with 400 "InvalidRequest"
    And the refusal says "without changing the object's metadata, storage class, website redirect location or encryption attributes"

  Scenario: Attributes tell of an object without its body
    Given a new bucket
    And the object "told" holds "0123456789"
    Then the attributes of "told" say 10 bytes in the class "STANDARD"

  Scenario Outline: What an object cannot be asked is refused: <method> <query>
    Given an object named "asked" in a private bucket
    When the object is sent "<method>" with the query "<query>"
    Then the answer is <status> "<code>"
    And the answer says "<message>"

    Examples:
      | method | query            | status | code             | message                                           |
      | GET    | response-other=v | 400    | InvalidArgument  | is not in the set of overridable response headers |
      | GET    | attributes       | 400    | InvalidRequest   | is either missing or empty                        |
      | GET    | acl&tagging      | 400    | InvalidArgument  | Conflicting query string parameters               |
      | GET    | uploads          | 400    | InvalidRequest   | Key is not expected                               |
      | PUT    | uploadId=none    | 405    | MethodNotAllowed | The specified method is not allowed               |
      | PATCH  | versionId=null   | 405    | MethodNotAllowed | The specified method is not allowed               |
