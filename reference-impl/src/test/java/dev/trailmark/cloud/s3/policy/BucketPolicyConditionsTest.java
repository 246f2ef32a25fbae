package dev.trailmark.cloud.s3.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Which actions, resources and conditions S3 takes in a bucket policy, conditions by their keys and
 * the statement's actions; and from whom it takes one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketPolicyConditionsTest {
  private static final String B = "condition-bucket";
  private static final String UNKNOWN = "Policy has an invalid condition key";
  private static final String UNSUITED =
      "Conditions do not apply to combination of actions and resources in statement";

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void aBucket() {
    cloud.openBucket(B);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'s3:ListBucket'|'StringLike':{'s3:prefix':'home/*'}",
        "'s3:ListBucket','s3:ListBucketVersions'|'NumericLessThan':{'s3:MAX-KEYS':10}",
        "'s3:PutObject','s3:PutObjectAcl'|'StringEquals':{'s3:x-amz-acl':'private'}",
        "'s3:PutObject'|'StringLike':{'s3:x-amz-copy-source':'src/public/*'}",
        "'s3:PutObject'|'Null':{'s3:x-amz-server-side-encryption':'true'}",
        "'s3:GetObject','s3:ListBucket'|'StringEquals':{'s3:authType':'REST-HEADER'}",
        "'s3:GetObject','s3:ListBucket'|'NumericLessThan':{'s3:TlsVersion':1.2}",
        "'s3:GetObject'|'StringEquals':{'s3:ExistingObjectTag/stage':'public'}",
        "'s3:PutObject','s3:PutObjectTagging'|'StringEquals':{'s3:RequestObjectTag/stage':'public'}",
        "'s3:*'|'StringLike':{'s3:prefix':'home/*'}",
        "'s3:GetObject'|'StringEquals':{'aws:NoSuchKey':'x'}",
      },
      quoteCharacter = '`')
  void aConditionThatSuitsTheActionsIsTaken(String actions, String condition) {
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(actions, condition)));

    assertThat(cloud.s3.getBucketPolicy(r -> r.bucket(B)).policy()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'s3:GetObject'|'StringIs':{'aws:Referer':'a'}|Invalid Condition type : StringIs",
        "'s3:GetObject'|'IpAddress':{'aws:SourceIp':'10.0.0.0/33'}|Invalid IP address in"
            + " Conditions",
        "'s3:GetObject'|'StringEquals':{'acl':'private'}|" + UNKNOWN,
        "'s3:GetObject'|'StringEquals':{'s3:x-acl':'private'}|" + UNKNOWN,
        "'s3:GetObject'|'StringEquals':{'kms:ViaService':'s3'}|" + UNKNOWN,
        "'s3:GetObject'|'StringEquals':{'s3:x-acl':'a','s3:prefix':'a'}|" + UNKNOWN,
        "'s3:GetObject'|'StringLike':{'s3:prefix':'home/*'}|" + UNSUITED,
        "'s3:ListBucket','s3:GetBucketLocation'|'StringLike':{'s3:prefix':'home/*'}|" + UNSUITED,
        "'s3:GetObject','s3:PutObject'|'StringEquals':{'s3:x-amz-acl':'private'}|" + UNSUITED,
        "'s3:GetObject','s3:PutObject'|'StringLike':{'s3:x-amz-copy-source':'a/*'}|" + UNSUITED,
        "'s3:GetObjectVersion','s3:PutObject'|'Null':{'s3:x-amz-server-side-encryption':'true'}|"
            + UNSUITED,
        "'s3:PutObjectAcl','s3:PutObjectTagging'|'StringEquals':{'s3:RequestObjectTag/a':'b'}|"
            + UNSUITED,
      },
      quoteCharacter = '`')
  void aConditionThatDoesNotIsRefused(String actions, String condition, String message) {
    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(actions, condition))));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy");
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::condition-bucket/*",
    "S3:getobject, arn:aws:s3:::condition-bucket/a?b",
    "s3:ListBucket, arn:aws:s3:::condition-bucket",
    "s3:List*, arn:aws:s3:::condition-bucket/*",
    "s3:ReplicateObject, arn:aws:s3:::condition-bucket*",
    "s3:PutObjectAnnotation, arn:aws:s3:::condition-bucket/*",
    "*, arn:aws:s3:::condition-bucket",
  })
  void anActionThatAppliesToTheResourceIsTaken(String action, String resource) {
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(naming(action, resource)));

    assertThat(cloud.s3.getBucketPolicy(r -> r.bucket(B)).policy()).contains(action);
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ListObjects, arn:aws:s3:::condition-bucket, Policy has invalid action",
    "s3:HeadBucket, arn:aws:s3:::condition-bucket, Policy has invalid action",
    "s3:ListAllMyBuckets, arn:aws:s3:::condition-bucket, Policy has invalid action",
    "s3:Frobnicate*, arn:aws:s3:::condition-bucket, Policy has invalid action",
    "s3:ListBucket, arn:aws:s3:::condition-bucket/*, Action does not apply to any resource(s) in"
        + " statement",
    "s3:GetObject, arn:aws:s3:::condition-bucket, Action does not apply to any resource(s) in"
        + " statement",
    "s3:GetBucket*, arn:aws:s3:::condition-bucket/*, Action does not apply to any resource(s) in"
        + " statement",
    "s3:GetObject, *, Policy has invalid resource",
  })
  void anActionOrResourceThatIsNoneOfTheBucketsIsRefused(
      String action, String resource, String message) {
    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(naming(action, resource))));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy");
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void nobodyOfAnotherAccountReadsOrChangesAPolicyThatLetsThem() {
    String shared = "shared-bucket";
    cloud.openBucket(shared);
    Runnable share =
        () ->
            cloud.s3.putBucketPolicy(
                r ->
                    r.bucket(shared)
                        .policy(
                            statement(
                                "'Effect':'Allow','Principal':{'AWS':'"
                                    + S3Fixture.OTHER
                                    + "'},'Action':'s3:*','Resource':'arn:aws:s3:::shared-bucket'")));
    List<ThrowingCallable> calls =
        List.of(
            () -> cloud.stranger.getBucketPolicy(r -> r.bucket(shared)),
            () -> cloud.stranger.putBucketPolicy(r -> r.bucket(shared).policy("{}")),
            () -> cloud.stranger.deleteBucketPolicy(r -> r.bucket(shared)));

    for (ThrowingCallable call : calls) {
      assertThat(S3Fixture.refusal(call).awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    }
    share.run();
    for (ThrowingCallable call : calls) {
      S3Exception refusal = S3Fixture.refusal(call);
      assertThat(refusal.statusCode()).isEqualTo(405);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MethodNotAllowed");
    }
    assertThat(
            cloud.stranger.getBucketPolicyStatus(r -> r.bucket(shared)).policyStatus().isPublic())
        .isFalse();
    assertThat(cloud.s3.getBucketPolicy(r -> r.bucket(shared)).policy()).contains("s3:*");
  }

  private static String naming(String action, String resource) {
    return statement(
        "'Effect':'Deny','Principal':{'AWS':'%s'},'Action':'%s','Resource':'%s'"
            .formatted(S3Fixture.OTHER, action, resource));
  }

  private static String statement(String elements) {
    return "{'Version':'2012-10-17','Statement':[{%s}]}".formatted(elements).replace('\'', '"');
  }

  private static String policy(String actions, String condition) {
    return ("{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*','Action':["
            + actions
            + "],'Resource':['arn:aws:s3:::condition-bucket','arn:aws:s3:::condition-bucket/*'],"
            + "'Condition':{"
            + condition
            + "}}]}")
        .replace('\'', '"');
  }
}
