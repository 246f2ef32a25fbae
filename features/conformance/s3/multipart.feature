@conformance
Feature: Uploads in parts

  Scenario: The object is its parts
    Given a new bucket
    And an upload of "whole" with the part "only"
    When the upload is completed
    Then "whole" reads "only"
    And the ETag of "whole" ends with "-1"

  Scenario: Parts before the last have a least size
    Given a new bucket
    And an upload of "small" with the parts "one" and "two"
    Then completing the upload is refused with 400 "EntityTooSmall"

  Scenario: Parts are named in their order
    Given a new bucket
    And an upload of "unordered" with the parts "one" and "two"
    Then completing the upload in reverse is refused with 400 "InvalidPartOrder"

  Scenario: A part is named with the ETag that it has
    Given a new bucket
    And an upload of "other" with the part "only"
    Then completing the upload with another ETag is refused with 400 "InvalidPart"

  Scenario: An aborted upload is gone
    Given a new bucket
    And an upload of "aborted" with the part "only"
    When the upload is aborted
    Then completing the upload is refused with 404 "NoSuchUpload"
    And reading "aborted" is refused with 404 "NoSuchKey"

  Scenario: An upload cannot be completed where its condition fails
    Given a new bucket
    And an upload of "taken" with the part "only"
    And the object "taken" holds "first"
    Then completing the upload if nothing is there is refused with 412 "PreconditionFailed"
