package dev.trailmark.cloud.e2e;

/** The policies of the lab, as the console writes them. */
final class LabPolicies {
  private static final String ROOT =
      """
      {"Sid":"Enable IAM User Permissions","Effect":"Allow",
       "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}""";

  private static final String ADMINISTRATORS =
      """
      {"Sid":"Allow access for Key Administrators","Effect":"Allow","Principal":{"AWS":"%s"},
       "Action":["kms:Create*","kms:Describe*","kms:Enable*","kms:List*","kms:Put*","kms:Update*",
        "kms:Revoke*","kms:Disable*","kms:Get*","kms:Delete*","kms:TagResource","kms:UntagResource",
        "kms:ScheduleKeyDeletion","kms:CancelKeyDeletion","kms:RotateKeyOnDemand"],"Resource":"*"}""";

  private static final String USERS =
      """
      {"Sid":"Allow use of the key","Effect":"Allow","Principal":{"AWS":"%1$s"},
       "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*",
        "kms:DescribeKey"],"Resource":"*"},
      {"Sid":"Allow attachment of persistent resources","Effect":"Allow","Principal":{"AWS":"%1$s"},
       "Action":["kms:CreateGrant","kms:ListGrants","kms:RevokeGrant"],"Resource":"*",
       "Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}}""";

  private static final String TRAIL_BUCKET =
      """
      {"Version":"2012-10-17","Statement":[
       {"Sid":"AWSCloudTrailAclCheck20150319-1","Effect":"Allow",
        "Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
        "Resource":"arn:aws:s3:::%1$s","Condition":{"StringEquals":{"AWS:SourceArn":"%2$s"}}},
       {"Sid":"AWSCloudTrailWrite20150319-2","Effect":"Allow",
        "Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::%1$s/AWSLogs/%3$s/*","Condition":{"StringEquals":
         {"AWS:SourceArn":"%2$s","s3:x-amz-acl":"bucket-owner-full-control"}}}]}""";

  private LabPolicies() {}

  /** The key policy with the role as administrator and user. */
  static String key(String account, String role) {
    return document(ROOT.formatted(account), ADMINISTRATORS.formatted(role), USERS.formatted(role));
  }

  /** The key policy after the role was removed from the key users. */
  static String keyWithoutUser(String account, String role) {
    return document(ROOT.formatted(account), ADMINISTRATORS.formatted(role));
  }

  /** A key policy that says no to the role in spite of all else. */
  static String keyDenying(String account, String role, String action) {
    return document(
        ROOT.formatted(account),
        ADMINISTRATORS.formatted(role),
        USERS.formatted(role),
        "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"}"
            .formatted(role, action));
  }

  static String trailBucket(String bucket, String trailArn, String account) {
    return TRAIL_BUCKET.formatted(bucket, trailArn, account);
  }

  private static String document(String... statements) {
    return "{\"Id\":\"key-consolepolicy-3\",\"Version\":\"2012-10-17\",\"Statement\":["
        + String.join(",", statements)
        + "]}";
  }
}
