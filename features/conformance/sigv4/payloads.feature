@conformance
Feature: Bodies that are signed, unsigned or signed in chunks

  Background:
    Given an object in a private bucket

  Scenario: A body may be left out of the signature
    When the object is overwritten with an unsigned payload
    Then the answer is 200

  Scenario: A body may be signed chunk by chunk
    When the object is overwritten in signed chunks
    Then the answer is 200

  Scenario: A chunk that is not the signed one
    When the object is overwritten in signed chunks, one of them changed
    Then the answer is 403 "SignatureDoesNotMatch"

  Scenario: A missing payload hash
    When the object is read without a payload hash
    Then the answer is 400 "InvalidRequest"
    And the answer says "Missing required header for this request: x-amz-content-sha256"
