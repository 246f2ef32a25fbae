package dev.trailmark.cloud.kms.lookup;

/**
 * The key policies that AWS writes itself, laid out as GetKeyPolicy returns them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">Default
 *     key policy</a>
 */
public final class DefaultPolicies {
  private static final String CUSTOMER =
      """
      {
        "Version" : "2012-10-17",
        "Id" : "key-default-1",
        "Statement" : [ {
          "Sid" : "Enable IAM User Permissions",
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "arn:aws:iam::ACCOUNT:root"
          },
          "Action" : "kms:*",
          "Resource" : "*"
        } ]
      }\
      """;

  private static final String OF_S3 =
      """
      {
        "Version" : "2012-10-17",
        "Id" : "auto-s3-2",
        "Statement" : [ {
          "Sid" : "Allow access through S3 for all principals in the account that are authorized to use S3",
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "*"
          },
          "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey" ],
          "Resource" : "*",
          "Condition" : {
            "StringEquals" : {
              "kms:CallerAccount" : "ACCOUNT",
              "kms:ViaService" : "s3.REGION.amazonaws.com"
            }
          }
        }, {
          "Sid" : "Allow direct access to key metadata to the account",
          "Effect" : "Allow",
          "Principal" : {
            "AWS" : "arn:aws:iam::ACCOUNT:root"
          },
          "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*" ],
          "Resource" : "*"
        } ]
      }\
      """;

  private DefaultPolicies() {}

  /** The policy of a key made without one: the account decides by IAM policies. */
  public static String customer(String account) {
    return CUSTOMER.replace("ACCOUNT", account);
  }

  /**
   * The policy of {@code aws/s3}: use through S3 only, and by the account itself no more than
   * reading.
   */
  static String ofS3(String account, String region) {
    return OF_S3.replace("ACCOUNT", account).replace("REGION", region);
  }
}
