package dev.trailmark.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** AWS services, presigned URLs and older signatures as callers. */
class ServiceCallersTest {
  private static final String B = "log-bucket";
  private static final String TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/t";
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  private PutObjectResponse deliver(String sourceArn) {
    return cloud
        .services()
        .asService(
            new ServiceCalls.Actor(
                "cloudtrail.amazonaws.com", S3Fixture.ACCOUNT, "us-east-1", sourceArn),
            "s3",
            "PutObject",
            PutObjectRequest.builder()
                .bucket(B)
                .key("AWSLogs/1")
                .acl("bucket-owner-full-control")
                .build(),
            "log".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aServiceWritesWhereTheBucketPolicyLetsItAndNowhereElse() {
    ServiceException before = catchThrowableOfType(ServiceException.class, () -> deliver(TRAIL));
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(B)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"cloudtrail.amazonaws.com\"},"
                        + "\"Action\":\"s3:PutObject\","
                        + "\"Resource\":\"arn:aws:s3:::log-bucket/AWSLogs/*\","
                        + "\"Condition\":{\"StringEquals\":{"
                        + "\"s3:x-amz-acl\":\"bucket-owner-full-control\",\"AWS:SourceArn\":\""
                        + TRAIL
                        + "\"}}}]}"));

    PutObjectResponse delivered = deliver(TRAIL);
    ServiceException other =
        catchThrowableOfType(ServiceException.class, () -> deliver(TRAIL + "2"));

    assertThat(before.getMessage()).isEqualTo("Access Denied");
    assertThat(delivered.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(other.code()).isEqualTo("AccessDenied");
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("AWSLogs/1")).asUtf8String())
        .isEqualTo("log");
    assertThat(cloud.records("PutObject").get(1))
        .contains("\"Host\":\"log-bucket.s3.us-east-1.amazonaws.com\"")
        .contains("\"x-amz-acl\":\"bucket-owner-full-control\"");
  }

  /** Of conditions that CloudTrail's own call meets, and their twins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'StringEquals':{'AWS:SourceArn':'" + TRAIL + "'}|'StringEquals':{'aws:SourceArn':'t'}",
        "'ArnLike':{'aws:SourceArn':'arn:aws:cloudtrail:*:111122223333:trail/*'}|'ArnLike':{'aws:SourceArn':'arn:aws:cloudtrail:*:444455556666:*'}",
        "'StringEquals':{'aws:SourceAccount':'111122223333'}|'StringEquals':{'aws:SourceAccount':'444455556666'}",
        "'Bool':{'aws:PrincipalIsAWSService':'true'}|'Bool':{'aws:PrincipalIsAWSService':'false'}",
        "'StringEquals':{'aws:PrincipalServiceName':'cloudtrail.amazonaws.com'}|'StringEquals':{'aws:PrincipalServiceName':'config.amazonaws.com'}",
        "'ForAnyValue:StringEquals':{'aws:PrincipalServiceNamesList':'cloudtrail.amazonaws.com'}|'ForAnyValue:StringEquals':{'aws:PrincipalServiceNamesList':'config.amazonaws.com'}",
        "'Bool':{'aws:ViaAWSService':'false'}|'Bool':{'aws:ViaAWSService':'true'}",
        "'Bool':{'aws:SecureTransport':'true'}|'Bool':{'aws:SecureTransport':'false'}",
        "'StringEquals':{'aws:ResourceAccount':'111122223333'}|'StringEquals':{'aws:ResourceAccount':'444455556666'}",
        "'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}|'StringEquals':{'s3:x-amz-acl':'private'}",
        "'Null':{'aws:PrincipalArn':'true'}|'Null':{'aws:PrincipalArn':'false'}",
        "'Null':{'aws:PrincipalAccount':'true'}|'Null':{'aws:PrincipalAccount':'false'}",
        "'Null':{'aws:PrincipalType':'true'}|'Null':{'aws:PrincipalType':'false'}",
        "'Null':{'aws:userid':'true'}|'Null':{'aws:userid':'false'}",
        "'Null':{'aws:SourceIp':'true'}|'Null':{'aws:SourceIp':'false'}",
        "'StringEquals':{'s3:authType':'REST-HEADER'}|'Null':{'s3:authType':'true'}",
      },
      quoteCharacter = '`')
  void aServicesCallHasTheValueAndNoOther(String meets, String twin) {
    allowUnder(meets);
    assertThat(deliver(TRAIL).eTag()).isNotNull();

    allowUnder(twin);
    ServiceException refused = catchThrowableOfType(ServiceException.class, () -> deliver(TRAIL));
    assertThat(refused.code()).isEqualTo("AccessDenied");
  }

  private void allowUnder(String condition) {
    String policy =
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Principal':{'Service':'cloudtrail.amazonaws.com'},'Action':'s3:PutObject',"
            + "'Resource':'arn:aws:s3:::log-bucket/AWSLogs/*','Condition':{"
            + condition
            + "}}]}";
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy.replace('\'', '"')));
  }

  @Test
  void deliveryGoesOnWhenAclsAreEnabled() {
    aServiceWritesWhereTheBucketPolicyLetsItAndNowhereElse();
    cloud.s3.putBucketOwnershipControls(
        r ->
            r.bucket(B)
                .ownershipControls(c -> c.rules(x -> x.objectOwnership("BucketOwnerPreferred"))));

    deliver(TRAIL);

    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("AWSLogs/1")).asUtf8String())
        .isEqualTo("log");
  }

  @Test
  void aPresignedUrlReadsAnObjectUnderSseKms() throws Exception {
    cloud.s3.putObject(
        r -> r.bucket(B).key("k").serverSideEncryption("aws:kms"),
        RequestBody.fromString("secret"));
    try (S3Presigner presigner = cloud.presigner(cloud.root(S3Fixture.ACCOUNT))) {
      var url =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(
                              GetObjectRequest.builder()
                                  .bucket(B)
                                  .key("k")
                                  .responseContentDisposition("inline")
                                  .build()))
              .url();

      var answer = cloud.unsigned("GET", url.getFile());

      assertThat(answer.body()).as(url.getFile()).isEqualTo("secret");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-disposition")).contains("inline");
    }
    assertThat(cloud.records("GetObject"))
        .singleElement()
        .asString()
        .contains("\"X-Amz-Algorithm\":\"AWS4-HMAC-SHA256\"")
        .contains("\"response-content-disposition\":\"inline\"")
        .contains("\"AuthenticationMethod\":\"QueryString\"")
        .doesNotContain("X-Amz-Signature\"");
  }

  @Test
  void aVersion2SignatureDoesNotReadAnObjectUnderSseKms() throws Exception {
    cloud.s3.putObject(
        r -> r.bucket(B).key("k").serverSideEncryption("aws:kms"),
        RequestBody.fromString("secret"));
    cloud.s3.putObject(r -> r.bucket(B).key("plain"), RequestBody.fromString("plain"));

    var refused =
        cloud.unsigned(
            "GET", cloud.presignedByVersion2("AKIAROOT" + S3Fixture.ACCOUNT, "/" + B + "/k"));
    var plain =
        cloud.unsigned(
            "GET", cloud.presignedByVersion2("AKIAROOT" + S3Fixture.ACCOUNT, "/" + B + "/plain"));

    assertThat(plain.body()).isEqualTo("plain");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("require AWS Signature Version 4.</Message>")
        .contains("<ArgumentName>Authorization</ArgumentName>");
  }
}
