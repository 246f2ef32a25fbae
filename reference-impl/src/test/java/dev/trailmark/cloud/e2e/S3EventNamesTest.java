package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * How S3's operations are recorded whose event has another name than the operation, or that count
 * as data events though they concern the bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html">Amazon
 *     S3 CloudTrail events</a>
 */
class S3EventNamesTest {
  private static final String THINGS = "things-to-log";

  @AutoClose private static final LabCloud lab = new LabCloud();
  private static final Map<String, JsonNode> RECORDS = new LinkedHashMap<>();

  @BeforeAll
  static void callEach() throws Exception {
    LabSteps steps = new LabSteps(lab);
    steps.createBucket();
    steps.createTrail();
    S3Client s3 = steps.s3;
    s3.createBucket(r -> r.bucket(THINGS).objectLockEnabledForBucket(true));
    callOnTheBucket(s3);
    callOnObjects(s3);
    lab.cloud.deliverLogs();
    for (String file : new DigestChain(s3, steps.trails).records(BUCKET)) {
      for (JsonNode record : new ObjectMapper().readTree(file).get("Records")) {
        if (record.at("/requestParameters/bucketName").asText().equals(THINGS)) {
          RECORDS.put(record.get("eventName").asText(), record);
        }
      }
    }
  }

  private static void callOnTheBucket(S3Client s3) {
    s3.headBucket(r -> r.bucket(THINGS));
    s3.putObjectLockConfiguration(
        r ->
            r.bucket(THINGS)
                .objectLockConfiguration(
                    c ->
                        c.objectLockEnabled("Enabled")
                            .rule(x -> x.defaultRetention(d -> d.mode("GOVERNANCE").days(1)))));
    s3.getObjectLockConfiguration(r -> r.bucket(THINGS));
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(THINGS)
                .lifecycleConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.id("old")
                                    .status("Enabled")
                                    .filter(f -> f.prefix(""))
                                    .expiration(e -> e.days(400)))));
    s3.getBucketLifecycleConfiguration(r -> r.bucket(THINGS));
    s3.deleteBucketLifecycle(r -> r.bucket(THINGS));
    s3.putBucketNotificationConfiguration(r -> r.bucket(THINGS).notificationConfiguration(c -> {}));
    s3.getBucketNotificationConfiguration(r -> r.bucket(THINGS));
    s3.putBucketAccelerateConfiguration(
        r -> r.bucket(THINGS).accelerateConfiguration(c -> c.status("Enabled")));
    s3.getBucketAccelerateConfiguration(r -> r.bucket(THINGS));
    s3.getPublicAccessBlock(r -> r.bucket(THINGS));
    s3.deletePublicAccessBlock(r -> r.bucket(THINGS));
  }

  private static void callOnObjects(S3Client s3) {
    s3.putObject(r -> r.bucket(THINGS).key("a/b"), RequestBody.fromString("text"));
    s3.putObjectTagging(
        r -> r.bucket(THINGS).key("a/b").tagging(t -> t.tagSet(x -> x.key("k").value("v"))));
    s3.listObjectsV2(r -> r.bucket(THINGS).prefix("a/"));
    s3.listObjectVersions(r -> r.bucket(THINGS).prefix("a/"));
    s3.listMultipartUploads(r -> r.bucket(THINGS));
    s3.deleteObjects(
        r ->
            r.bucket(THINGS).delete(d -> d.objects(ObjectIdentifier.builder().key("a/b").build())));
  }

  @ParameterizedTest
  @CsvSource({
    "HeadBucket, Data, true",
    "PutBucketObjectLockConfiguration, Management, false",
    "GetBucketObjectLockConfiguration, Management, true",
    "PutBucketLifecycle, Management, false",
    "GetBucketLifecycle, Management, true",
    "DeleteBucketLifecycle, Management, false",
    "PutBucketNotification, Management, false",
    "GetBucketNotification, Management, true",
    "PutAccelerateConfiguration, Management, false",
    "GetAccelerateConfiguration, Management, true",
    "GetBucketPublicAccessBlock, Management, true",
    "DeleteBucketPublicAccessBlock, Management, false",
    "PutObjectTagging, Data, false",
    "ListObjects, Data, true",
    "ListObjectVersions, Data, true",
    "ListMultipartUploads, Data, true",
    "DeleteObjects, Data, false"
  })
  void theEventIsNamedAndCountedAsAwsDoes(String name, String category, boolean readOnly) {
    JsonNode record = RECORDS.get(name);

    assertThat(record).as(name).isNotNull();
    assertThat(record.get("eventCategory").asText()).isEqualTo(category);
    assertThat(record.get("readOnly").asBoolean()).isEqualTo(readOnly);
  }

  @ParameterizedTest
  @CsvSource({
    "ListObjects, a/",
    "ListObjectVersions, a/",
    "ListMultipartUploads, ''",
    "DeleteObjects, ''"
  })
  void whatConcernsManyObjectsNamesTheirPrefix(String name, String prefix) {
    JsonNode resources = RECORDS.get(name).get("resources");

    assertThat(resources).hasSize(2);
    assertThat(resources.at("/0/type").asText()).isEqualTo("AWS::S3::Object");
    assertThat(resources.at("/0/ARNPrefix").asText())
        .isEqualTo("arn:aws:s3:::" + THINGS + "/" + prefix);
    assertThat(resources.at("/1/ARN").asText()).isEqualTo("arn:aws:s3:::" + THINGS);
  }

  @Test
  void theDocumentThatABucketIsGivenIsRecorded() {
    assertThat(
            RECORDS
                .get("PutBucketObjectLockConfiguration")
                .at("/requestParameters/ObjectLockConfiguration")
                .toString())
        .isEqualTo(
            "{\"xmlns\":\"http://s3.amazonaws.com/doc/2006-03-01/\",\"ObjectLockEnabled\":\"Enabled\","
                + "\"Rule\":{\"DefaultRetention\":{\"Mode\":\"GOVERNANCE\",\"Days\":1}}}");
  }
}
