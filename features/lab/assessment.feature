Feature: The assessment
  Five questions with four options each. Beside each stands an experiment that proves the right
  answer on the target; experiments earn no points.

  Scenario Outline: Question <number>: <question>
    Given the options "<A>", "<B>", "<C>" and "<D>"
    And <right> is right: <rationale>
    Then the student's answer to question <number> is the right one

    @task:assessment @points:4
    Examples: The purpose of a trail
      | number | question                                                                              | A                                 | B                                                | C                       | D                                | right | rationale                                                                                                            |
      | 1      | What is the primary purpose of configuring CloudTrail to store logs in an S3 bucket? | To improve S3 bucket performance | To maintain an audit trail of AWS account activity | To reduce storage costs | To enable real-time log analysis | B     | the logs are a detailed record of what was done in the account; they neither speed up S3, nor save money, nor come in real time |

    @task:assessment @points:4
    Examples: The benefit of KMS
      | number | question                                                                                        | A                                       | B                                              | C                                      | D                                                           | right | rationale                                                                                                              |
      | 2      | What is the benefit of using AWS KMS for S3 bucket encryption instead of S3-managed keys? | It's the only way to encrypt data in S3 | It allows for unlimited storage in S3 buckets | It's faster to encrypt and decrypt data | It provides additional key management features and auditing | D     | a KMS key has its own policy, can be rotated and disabled, and its use is audited; S3 encrypts without it too, no slower |

    @task:assessment @points:4
    Examples: Access control
      | number | question                                                       | A                                     | B                                                     | C                                                | D                                                  | right | rationale                                                                                                       |
      | 3      | What is the basic principle of access control for KMS keys? | Only the root user can access KMS keys | KMS keys are automatically shared across all IAM users | All users have full access to all keys by default | Access is denied by default unless explicitly granted | D     | nobody may use a key unless its key policy, or an IAM policy that the key policy admits, says so |

    @task:assessment @points:4
    Examples: Event types
      | number | question                                                                           | A                 | B           | C              | D          | right | rationale                                                                                                           |
      | 4      | Which CloudTrail event type would you see for AWS KMS key usage monitoring? | Management events | Data events | Insight events | Log events | A     | CloudTrail records every KMS call, also encrypting and decrypting, as a management event; "log events" do not exist |

    @task:assessment @points:4
    Examples: Key administrators
      | number | question                                                                                             | A                                                         | B                               | C                                                            | D                                              | right | rationale                                                                                          |
      | 5      | What is the purpose of defining key administrative permissions when creating a KMS master key? | To control who can manage the key's properties and policies | To set the key's rotation schedule | To determine who can use the key for encryption and decryption | To specify which AWS services can use the key | A     | key administrators manage the key; who may encrypt and decrypt with it is said by the key users |

  @demonstration
  Scenario: Question 1, shown: the trail tells who did what and when
    When the student's upload is looked up in the delivered logs
    Then its record tells who did it, what was done, to which object, and when

  @demonstration
  Scenario: Question 2, shown: a KMS key can be switched off, and with it the data
    Given an object encrypted under a KMS key of the student's
    And an object encrypted with S3-managed keys
    When the student disables the KMS key
    Then reading the object under the KMS key is refused with 400 "KMS.DisabledException"
    And reading the object with S3-managed keys succeeds
    When the student enables the KMS key
    Then reading the object under the KMS key succeeds

  @demonstration
  Scenario: Question 3, shown: a key denies whom its policy does not name
    Given a KMS key whose policy does not name the student
    Then encrypting with that key as the student is refused with 400 "AccessDeniedException"
    When the key's policy names the student as key user
    Then encrypting with that key as the student succeeds

  @demonstration
  Scenario: Question 4, shown: the use of a key is a management event
    When the use of the student's key is looked up in the delivered logs
    Then its record is of the category "Management"

  @demonstration
  Scenario: Question 5, shown: who administers a key need not be able to use it
    Given a KMS key whose policy names the student as administrator only
    Then changing that key's description as the student succeeds
    And encrypting with that key as the student is refused with 400 "AccessDeniedException"
