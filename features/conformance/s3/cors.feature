@conformance
Feature: Pages of other origins read a bucket by its rules

  Scenario: Without rules no page is told anything
    Given a new bucket
    When a page of "https://app.example.com" asks whether it may send "PUT" with the headers ""
    Then the answer is 403 "AccessForbidden"
    And the answer says "CORSResponse: CORS is not enabled for this bucket."
    And asking for the bucket's cross-origin rules is refused with 404 "NoSuchCORSConfiguration"

  Scenario: A rule answers for the origins, methods and headers that it names
    Given a new bucket
    And the bucket lets pages of "https://*.example.com" send "GET, PUT" with the headers "x-amz-*"
    When a page of "https://app.example.com" asks whether it may send "PUT" with the headers "X-Amz-Date"
    Then the answer is 200
    And the answer's header "access-control-allow-origin" is "https://app.example.com"
    And the answer's header "access-control-allow-methods" is "GET, PUT"
    And the answer's header "access-control-allow-headers" is "x-amz-date"
    And the answer's header "access-control-allow-credentials" is "true"
    And the answer's header "access-control-expose-headers" is "ETag"
    And the answer's header "access-control-max-age" is "60"

  Scenario Outline: What no rule names is not allowed: <what>
    Given a new bucket
    And the bucket lets pages of "https://*.example.com" send "GET, PUT" with the headers "x-amz-*"
    When a page of "<origin>" asks whether it may send "<method>" with the headers "<headers>"
    Then the answer is 403 "AccessForbidden"
    And the answer says "CORSResponse: This CORS request is not allowed."

    Examples:
      | what           | origin                  | method | headers    |
      | another origin | https://app.example.org | PUT    | x-amz-date |
      | another method | https://app.example.com | DELETE | x-amz-date |
      | another header | https://app.example.com | PUT    | x-other    |

  Scenario: A page that everyone may show gets no credentials
    Given a new bucket
    And the bucket lets pages of "*" send "GET" with the headers ""
    When a page of "https://anywhere.example" asks whether it may send "GET" with the headers ""
    Then the answer is 200
    And the answer's header "access-control-allow-origin" is "*"
    And the answer has no header "access-control-allow-credentials"

  Scenario: A browser has to say where the page came from
    Given a new bucket
    When a page of "" asks whether it may send "GET" with the headers ""
    Then the answer is 400 "BadRequest"
    And the answer says "Insufficient information. Origin request header needed."

  Scenario: Refusals of the request itself carry the rule's headers too
    Given an object in a private bucket
    And the bucket lets pages of "https://app.example.com" send "GET" with the headers ""
    When a page of "https://app.example.com" reads the object unsigned
    Then the answer is 403 "AccessDenied"
    And the answer's header "access-control-allow-origin" is "https://app.example.com"

  Scenario: What is no rule is refused
    Given a new bucket
    Then letting pages of "*" send "PATCH" with the headers "" is refused with 400 "InvalidRequest"
    And the refusal says "Found unsupported HTTP method in CORS config. Unsupported method is PATCH"
    And letting pages of "*" send "" with the headers "" is refused with 400 "MalformedXML"
