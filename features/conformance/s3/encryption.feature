@conformance
Feature: Keys that clients bring, and two layers of encryption

  Scenario: A new bucket lets no keys of clients in
    Given a new bucket
    Then putting "locked" under a key of the client's is refused with 403 "AccessDenied"
    And the refusal says "because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C)"

  Scenario: An object under a client's key opens with that key alone
    Given a new bucket
    And the bucket lets keys of clients in
    And the object "locked" holds "secret" under a key of the client's
    Then "locked" reads "secret" with that key
    And reading "locked" is refused with 400 "InvalidRequest"
    And reading "locked" with another key is refused with 403 "AccessDenied"
    And the refusal says "must provide the correct secret key"

  Scenario: A client's key has to be what its MD5 says
    Given a new bucket
    Then putting "locked" under a key with another's MD5 is refused with 400 "InvalidArgument"
    And the refusal says "The calculated MD5 hash of the key did not match the hash that was provided."

  Scenario: Two layers are under a key of KMS's
    Given a new bucket
    And a KMS key
    And the object "dual" holds "secret" in two layers under the key
    Then "dual" reads "secret"
    And "dual" is said to be encrypted by "aws:kms:dsse" under the key
