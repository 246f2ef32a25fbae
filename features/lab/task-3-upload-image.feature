Feature: Task 3, upload an image and encrypt it
  The student uploads an image into the trail's bucket under the key of task 1.

  @task:3 @points:4
  Scenario: An image is in the trail's bucket
    Then the student's image is in the bucket of the student's trail
    And the student's image is of an image type

  @task:3 @points:8
  Scenario: The image is encrypted under the student's key
    Then the student's image is encrypted with SSE-KMS
    And the student's image is encrypted under the student's key

  @task:3 @points:3
  Scenario: The upload time was written down
    Then the upload time that the student wrote down is the image's
