@conformance
Feature: Listings in the order of keys' bytes

  Background:
    Given a new bucket
    And the object "b" holds "text"
    And the object "a/2" holds "text"
    And the object "a/1" holds "text"
    And the object "B" holds "text"
    And the object "ä" holds "text"

  Scenario: All keys
    Then the bucket lists "B, a/1, a/2, b, ä"

  Scenario: Keys below a prefix
    Then below "a/" the bucket lists "a/1, a/2"

  Scenario: Keys rolled up at a delimiter
    Then with the delimiter "/" the bucket lists "B, b, ä" and the prefixes "a/"

  Scenario: A marker within a prefix leaves the prefix behind
    Then behind "a/1" with the delimiter "/" the bucket lists "b, ä" and no prefix

  Scenario: Pages together are the whole
    Then in pages of 2 the bucket lists "B, a/1, a/2, b, ä"

  Scenario: An encoding that is not there
    Then listing with the encoding "base64" is refused with 400 "InvalidArgument"
