Feature: Task 1, create a KMS key
  The student creates a symmetric key, names it, and chooses who administers and who uses it.

  @task:1 @points:4
  Scenario: The key is a symmetric customer key that is ready for use
    Then the student's key is a symmetric key that encrypts and decrypts
    And the student's key is managed by the customer
    And the student's key is enabled

  @task:1 @points:3
  Scenario: The key has the alias that the lab gives it
    Then the student's key has the alias "myFirstKey"

  @task:1 @points:2
  Scenario: The key says what it is for
    Then the student's key has the description "KMS Key for S3 data"

  @task:1 @points:2
  Scenario: The student administers the key
    Then the key policy lists the student as key administrator

  @task:1 @points:2
  Scenario: The student uses the key
    Then the key policy lists the student as key user

  @task:1 @points:2
  Scenario: The key ID was written down
    Then the key ID that the student wrote down is that of the student's key
