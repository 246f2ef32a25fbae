Feature: Task 4, access the encrypted image
  Signed, the image opens. Unsigned, it is refused: first because it is private and then, once it
  is public, because KMS asks for a signature of version 4.

  @task:4 @points:3
  Scenario: The student opened the image
    Given the student's image
    Then a signed read of the image by the student succeeded

  @task:4 @points:3
  Scenario: An unsigned read was refused while the image was private
    Given the student's image
    Then an unsigned read before it was made public was refused with 403 "AccessDenied"

  @task:4 @points:4
  Scenario: The image was made public
    Given the student's image
    Then public ACLs are not blocked on the bucket
    And ACLs are enabled on the bucket
    And the image's ACL lets everyone read

  @task:4 @points:5
  Scenario: An unsigned read of the public image was refused for want of SigV4
    Given the student's image
    Then an unsigned read after it was made public was refused with 400 "InvalidArgument"
    And that refusal said that AWS Signature Version 4 is required
