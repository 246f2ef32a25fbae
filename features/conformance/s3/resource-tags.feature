@conformance
Feature: Tags of a bucket, one by one

  Scenario: Tags are added, replaced and taken away
    Given a new bucket
    Then the bucket's tags are listed as ""
    When the bucket is given the tag "team" with "blue"
    Then the answer is 204
    When the bucket is given the tag "stage" with "test"
    And the bucket is given the tag "stage" with "live"
    Then the bucket's tags are listed as "stage=live, team=blue"
    And the bucket's tag "team" is "blue"
    When the tag "team" is taken from the bucket
    Then the answer is 204
    And the bucket's tags are listed as "stage=live"

  Scenario: A system tag is refused
    Given a new bucket
    When the bucket is given the tag "aws:team" with "blue"
    Then the answer is 400 "InvalidTag"

  Scenario: Listing them takes a permission of its own
    Given a new bucket
    And a user Ada
    And Ada has the inline policy
      """
      {"Effect": "Allow", "Action": "s3:GetBucketTagging", "Resource": "*"}
      """
    When Ada lists the bucket's tags
    Then the answer is 403 "AccessDenied"
    And the answer says "is not authorized to perform: s3:ListTagsForResource on resource: "
