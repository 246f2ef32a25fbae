package dev.trailmark.lab;

import dev.trailmark.target.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightType;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Task 2: create the bucket and the trail, as the CloudTrail console does it. */
final class TrailTask {

  /**
   * What was made.
   *
   * @param arn the trail
   * @param bucket its bucket
   * @param refused the calls that the target refused, with its words
   */
  record MadeTrail(String arn, String bucket, Map<String, String> refused) {}

  private final Ask ask;
  private final SignIn.Session student;
  private final LabOptions options;
  private final Cleanup cleanup;
  private final Target target;
  private final Map<String, String> refused = new TreeMap<>();

  TrailTask(Ask ask, SignIn.Session student, LabOptions options, Cleanup cleanup, Target target) {
    this.ask = ask;
    this.student = student;
    this.options = options;
    this.cleanup = cleanup;
    this.target = target;
  }

  MadeTrail perform() {
    String bucket = options.bucket();
    createBucket(bucket);
    String arn = createTrail(bucket);
    String name = options.names().trail();
    recordEverything(name);
    attempt(
        "cloudtrail:StartLogging",
        () -> student.clients().cloudTrail().startLogging(request -> request.name(name)));
    return new MadeTrail(arn, bucket, Map.copyOf(refused));
  }

  private void createBucket(String bucket) {
    S3Client s3 = student.clients().s3();
    ask.must(
        "s3:CreateBucket " + bucket,
        () ->
            s3.createBucket(
                request -> {
                  request.bucket(bucket);
                  if (!target.region().equals("us-east-1")) {
                    request.createBucketConfiguration(
                        place -> place.locationConstraint(target.region()));
                  }
                }));
    cleanup.made("bucket " + bucket, "emptied and deleted", () -> deleteBucket(bucket));
    String trailArn =
        "arn:aws:cloudtrail:%s:%s:trail/%s"
            .formatted(target.region(), student.account(), options.names().trail());
    ask.must(
        "s3:PutBucketPolicy of " + bucket,
        () ->
            s3.putBucketPolicy(
                request ->
                    request
                        .bucket(bucket)
                        .policy(LabFiles.bucketPolicy(bucket, student.account(), trailArn))));
  }

  /** Only this bucket, which this run made, is emptied; a late log file may come in between. */
  private void deleteBucket(String bucket) {
    S3Client s3 = student.clients().s3();
    empty(s3, bucket);
    try {
      s3.deleteBucket(request -> request.bucket(bucket));
    } catch (S3Exception late) {
      empty(s3, bucket);
      s3.deleteBucket(request -> request.bucket(bucket));
    }
  }

  private static void empty(S3Client s3, String bucket) {
    s3.listObjectsV2Paginator(request -> request.bucket(bucket)).stream()
        .filter(page -> page.hasContents() && !page.contents().isEmpty())
        .forEach(
            page ->
                s3.deleteObjects(
                    request -> request.bucket(bucket).delete(all -> all.objects(keys(page)))));
  }

  private static List<ObjectIdentifier> keys(ListObjectsV2Response page) {
    return page.contents().stream()
        .map(object -> ObjectIdentifier.builder().key(object.key()).build())
        .toList();
  }

  private String createTrail(String bucket) {
    String name = options.names().trail();
    var cloudTrail = student.clients().cloudTrail();
    CreateTrailResponse trail =
        ask.mustEventually(
            "cloudtrail:CreateTrail " + name,
            () ->
                cloudTrail.createTrail(
                    request ->
                        request
                            .name(name)
                            .s3BucketName(bucket)
                            .includeGlobalServiceEvents(true)
                            .isMultiRegionTrail(true)
                            .enableLogFileValidation(true)),
            error -> error.code().equals("InsufficientS3BucketPolicyException"));
    cleanup.made(
        "trail " + name, "deleted", () -> cloudTrail.deleteTrail(request -> request.name(name)));
    return trail.trailARN();
  }

  private void recordEverything(String name) {
    var cloudTrail = student.clients().cloudTrail();
    EventSelector everything =
        EventSelector.builder()
            .readWriteType(ReadWriteType.ALL)
            .includeManagementEvents(true)
            .dataResources(
                DataResource.builder().type("AWS::S3::Object").values("arn:aws:s3").build())
            .build();
    attempt(
        "cloudtrail:PutEventSelectors",
        () ->
            cloudTrail.putEventSelectors(
                request -> request.trailName(name).eventSelectors(everything)));
    attempt(
        "cloudtrail:PutInsightSelectors",
        () ->
            cloudTrail.putInsightSelectors(
                request ->
                    request
                        .trailName(name)
                        .insightSelectors(
                            insight(InsightType.API_CALL_RATE_INSIGHT),
                            insight(InsightType.API_ERROR_RATE_INSIGHT))));
  }

  private static InsightSelector insight(InsightType type) {
    return InsightSelector.builder().insightType(type).build();
  }

  private <T> void attempt(String what, Supplier<T> call) {
    ask.attempt(what, call, refused);
  }
}
