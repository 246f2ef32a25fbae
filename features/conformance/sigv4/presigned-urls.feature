@conformance
Feature: Presigned URLs at S3
  A presigned URL holds for what was signed and for as long as was signed, a week at most.

  Background:
    Given an object in a private bucket

  Scenario: A right presigned URL is accepted
    When the object is read by a presigned URL
    Then the answer is 200

  Scenario: An expired URL
    When the object is read by a presigned URL that expired
    Then the answer is 403 "AccessDenied"
    And the answer says "Request has expired"

  Scenario: A week is the longest
    When the object is read by a presigned URL that is valid for 604800 seconds
    Then the answer is 200
    When the object is read by a presigned URL that is valid for 604801 seconds
    Then the answer is 400 "AuthorizationQueryParametersError"
    And the answer says "X-Amz-Expires must be less than a week (in seconds)"

  Scenario Outline: A URL without its <parameter>
    When the object is read by a presigned URL without its "<parameter>"
    Then the answer is 400 "AuthorizationQueryParametersError"
    And the answer says "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."

    Examples:
      | parameter           |
      | X-Amz-Credential    |
      | X-Amz-Date          |
      | X-Amz-Expires       |
      | X-Amz-SignedHeaders |
      | X-Amz-Signature     |

  Scenario: A URL for a longer time than was signed
    When the object is read by a presigned URL with its "X-Amz-Expires" changed to "3600"
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: A URL with more than was signed
    When the object is read by a presigned URL with "response-content-type=text%2Fhtml" added
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: A URL for another object than was signed
    When another object is read by the presigned URL of this one
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: A URL and a header, both signed
    When the object is read by a presigned URL and a signed header
    Then the answer is 400 "InvalidArgument"
    And the answer says "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified"
