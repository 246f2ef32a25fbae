@conformance
Feature: Encryption headers on every answer about an object

  Scenario: Without a word, S3 encrypts with its own keys and says so
    Given a new bucket
    When an object is put without encryption headers
    Then putting, reading and heading it said the encryption "AES256" and no key

  Scenario: Under SSE-KMS every answer names the key by its ARN
    Given a new bucket
    And a KMS key
    When an object is put under the key, named by its ID
    Then putting, reading and heading it said the encryption "aws:kms" and the key's ARN

  Scenario: An alias stands for its key
    Given a new bucket
    And a KMS key with an alias
    When an object is put under the key, named by its alias
    Then putting, reading and heading it said the encryption "aws:kms" and the key's ARN

  Scenario: A copy is encrypted as the copy asks, not as its source is
    Given a new bucket
    And a KMS key
    When an object is put under the key, named by its ID
    And the object is copied without encryption headers
    Then the copy said the encryption "AES256" and no key

  Scenario: A copy under SSE-KMS names the key by its ARN
    Given a new bucket
    And a KMS key
    When an object is put without encryption headers
    And the object is copied under the key
    Then the copy said the encryption "aws:kms" and the key's ARN

  Scenario: A key that does not exist encrypts nothing
    Given a new bucket
    Then putting an object under a key that does not exist is refused with 400 "KMS.NotFoundException"
