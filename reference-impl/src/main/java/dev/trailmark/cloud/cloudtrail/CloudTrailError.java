package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ErrorCode;

/** CloudTrail's error codes; all client errors have status 400. */
enum CloudTrailError implements ErrorCode {
  ACCESS_DENIED("AccessDeniedException"),
  ARN_INVALID("CloudTrailARNInvalidException"),
  INSIGHT_NOT_ENABLED("InsightNotEnabledException"),
  INSUFFICIENT_KEY_POLICY("InsufficientEncryptionPolicyException"),
  INSUFFICIENT_BUCKET_POLICY("InsufficientS3BucketPolicyException"),
  INVALID_CATEGORY("InvalidEventCategoryException"),
  INVALID_EVENT_SELECTORS("InvalidEventSelectorsException"),
  INVALID_INSIGHT_SELECTORS("InvalidInsightSelectorsException"),
  INVALID_LOOKUP_ATTRIBUTES("InvalidLookupAttributesException"),
  INVALID_MAX_RESULTS("InvalidMaxResultsException"),
  INVALID_NEXT_TOKEN("InvalidNextTokenException"),
  INVALID_PARAMETER("InvalidParameterException"),
  INVALID_PARAMETER_COMBINATION("InvalidParameterCombinationException"),
  INVALID_TIME_RANGE("InvalidTimeRangeException"),
  INVALID_TRAIL_NAME("InvalidTrailNameException"),
  INVALID_KEY("InvalidKmsKeyIdException"),
  INVALID_LOG_GROUP("InvalidCloudWatchLogsLogGroupArnException"),
  INVALID_LOG_ROLE("InvalidCloudWatchLogsRoleArnException"),
  INVALID_BUCKET("InvalidS3BucketNameException"),
  INVALID_PREFIX("InvalidS3PrefixException"),
  INVALID_TAG("InvalidTagParameterException"),
  INVALID_TOKEN("InvalidTokenException"),
  INVALID_TOPIC("InvalidSnsTopicNameException"),
  KEY_MISSING("KmsKeyNotFoundException"),
  KEY_UNUSABLE("KmsException"),
  NO_ORGANIZATION("OrganizationsNotInUseException"),
  NOT_HOME("InvalidHomeRegionException"),
  RESOURCE_NOT_FOUND("ResourceNotFoundException"),
  TOO_MANY_TAGS("TagsLimitExceededException"),
  S3_BUCKET_MISSING("S3BucketDoesNotExistException"),
  TOO_MANY_TRAILS("MaximumNumberOfTrailsExceededException"),
  TRAIL_EXISTS("TrailAlreadyExistsException"),
  TRAIL_NOT_FOUND("TrailNotFoundException"),
  UNSUPPORTED("UnsupportedOperationException"),
  VALIDATION("ValidationException");

  private final Row row;

  CloudTrailError(String code) {
    row = new Row(code, 400, null);
  }

  @Override
  public Row row() {
    return row;
  }
}
