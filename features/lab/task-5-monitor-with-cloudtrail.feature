Feature: Task 5, monitor KMS activity with CloudTrail logs
  The delivered log files name the key that encrypted the image, and the image.

  @task:5 @points:2
  Scenario: Log files were delivered after the upload
    Given the student's image
    Then log files were delivered after the student's image was uploaded

  @task:5 @points:4
  Scenario: The logs show the use of the key
    Given the student's image
    Then a GenerateDataKey record made through S3 for the student names the student's key

  @task:5 @points:4
  Scenario: The logs show the upload of the file
    Given the student's image
    Then a PutObject record names the student's image
