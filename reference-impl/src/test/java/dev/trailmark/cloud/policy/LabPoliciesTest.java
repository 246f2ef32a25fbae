package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.KEY;
import static dev.trailmark.cloud.policy.Fixtures.ROLE_ARN;
import static dev.trailmark.cloud.policy.Fixtures.parse;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two resource policies that the lab makes its students create. */
class LabPoliciesTest {

  private static final String USERS =
      """
      ,{"Sid":"Allow use of the key","Effect":"Allow","Principal":{"AWS":"ROLE"},
       "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*",
       "kms:DescribeKey"],"Resource":"*"},
       {"Sid":"Allow attachment of persistent resources","Effect":"Allow",
       "Principal":{"AWS":"ROLE"},
       "Action":["kms:CreateGrant","kms:ListGrants","kms:RevokeGrant"],"Resource":"*",
       "Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}}""";

  private static final String CONSOLE_KEY_POLICY =
      """
      {"Id":"key-consolepolicy-3","Version":"2012-10-17","Statement":[
       {"Sid":"Enable IAM User Permissions","Effect":"Allow",
       "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
       {"Sid":"Allow access for Key Administrators","Effect":"Allow",
       "Principal":{"AWS":"ROLE"},"Action":["kms:Create*","kms:Describe*","kms:Enable*",
       "kms:List*","kms:Put*","kms:Update*","kms:Revoke*","kms:Disable*","kms:Get*",
       "kms:Delete*","kms:TagResource","kms:UntagResource","kms:ScheduleKeyDeletion",
       "kms:CancelKeyDeletion","kms:RotateKeyOnDemand"],"Resource":"*"}USERS]}""";

  private static final PolicyDocument WITH_USER =
      parse(PolicyKind.KEY, CONSOLE_KEY_POLICY.replace("USERS", USERS).replace("ROLE", ROLE_ARN));

  private static final PolicyDocument WITHOUT_USER =
      parse(PolicyKind.KEY, CONSOLE_KEY_POLICY.replace("USERS", "").replace("ROLE", ROLE_ARN));

  private static final String TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/myTrail";
  private static final String LOG =
      "arn:aws:s3:::mybucket/AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz";

  private static final PolicyDocument TRAIL_BUCKET_POLICY =
      parse(
          PolicyKind.BUCKET,
          """
          {"Version":"2012-10-17","Statement":[
           {"Sid":"AWSCloudTrailAclCheck20150319-5d3f","Effect":"Allow",
           "Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
           "Resource":"arn:aws:s3:::mybucket",
           "Condition":{"StringEquals":{"AWS:SourceArn":"%1$s"}}},
           {"Sid":"AWSCloudTrailWrite20150319-9a1c","Effect":"Allow",
           "Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
           "Resource":"arn:aws:s3:::mybucket/AWSLogs/111122223333/*",
           "Condition":{"StringEquals":{"AWS:SourceArn":"%1$s",
           "s3:x-amz-acl":"bucket-owner-full-control"}}}]}"""
              .formatted(TRAIL));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext"
      })
  void removingTheKeyUserTakesTheUseAway(String action) {
    AccessRequest use = request(role(), action, KEY);
    assertThat(decide(use, WITH_USER).allowed()).isTrue();
    Decision without = decide(use, WITHOUT_USER);
    assertThat(without.reason(action))
        .isEqualTo("because no identity-based policy allows the " + action + " action");
  }

  @Test
  void theAdministratorCanRestoreIt() {
    assertThat(decide(request(role(), "kms:PutKeyPolicy", KEY), WITHOUT_USER).allowed()).isTrue();
    assertThat(decide(request(role(), "kms:Sign", KEY), WITHOUT_USER).allowed()).isFalse();
  }

  @Test
  void anAdministratorRevokesGrantsAndNobodyHereRetiresThem() {
    assertThat(decide(request(role(), "kms:RevokeGrant", KEY), WITHOUT_USER).allowed()).isTrue();
    assertThat(decide(request(role(), "kms:RetireGrant", KEY), WITH_USER).allowed()).isFalse();
  }

  @Test
  void theNamedPrincipalsCanBeChecked() {
    assertThat(WITH_USER.principals()).containsExactly("arn:aws:iam::111122223333:root", ROLE_ARN);
  }

  @Test
  void theTrailMayWriteItsLogsAndNothingElse() {
    assertThat(trailWrites(LOG, TRAIL, "bucket-owner-full-control")).isTrue();
    assertThat(trailWrites(LOG, TRAIL, null)).isFalse();
    assertThat(trailWrites(LOG, TRAIL.replace("myTrail", "other"), "bucket-owner-full-control"))
        .isFalse();
    assertThat(trailWrites("arn:aws:s3:::mybucket/x", TRAIL, "bucket-owner-full-control"))
        .isFalse();
  }

  @Test
  void theTrailMayCheckTheBucketsAcl() {
    ContextValues context = new ContextValues().put("aws:SourceArn", TRAIL);
    assertThat(trailDoes("s3:GetBucketAcl", "arn:aws:s3:::mybucket", context)).isTrue();
    assertThat(trailDoes("s3:GetBucketAcl", "arn:aws:s3:::mybucket", new ContextValues()))
        .isFalse();
  }

  private static boolean trailWrites(String object, String trail, String acl) {
    ContextValues context = new ContextValues().put("aws:SourceArn", trail);
    if (acl != null) {
      context.put("s3:x-amz-acl", acl);
    }
    return trailDoes("s3:PutObject", object, context);
  }

  private static boolean trailDoes(String action, String resource, ContextValues context) {
    Principal trail = Principal.service("cloudtrail.amazonaws.com");
    return PolicyEngine.decide(
            new AccessRequest(trail, action, resource, ACCOUNT, context),
            PolicySet.of(Authority.RESOURCE_OR_IDENTITY).withResource(TRAIL_BUCKET_POLICY))
        .allowed();
  }

  private static Decision decide(AccessRequest request, PolicyDocument keyPolicy) {
    PolicyDocument labRole = Fixtures.identity(Fixtures.allow("kms:DescribeKey"));
    return PolicyEngine.decide(
        request,
        PolicySet.of(Authority.KEY_POLICY).withIdentity(List.of(labRole)).withResource(keyPolicy));
  }
}
