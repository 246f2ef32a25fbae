package dev.trailmark.cloud.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The lab's steps, as the student does them in the console. */
final class LabSteps {
  static final String BUCKET = "mycloudtrailbucket10619";
  static final String IMAGE = "Eiffel.jpg";
  static final String CONTENT = "an image of the tower";

  final LabCloud lab;
  final KmsClient kms;
  final S3Client s3;
  final CloudTrailClient trails;

  LabSteps(LabCloud lab) {
    this.lab = lab;
    this.kms = lab.kms();
    this.s3 = lab.s3();
    this.trails = lab.trails();
  }

  String account() {
    return lab.account.id();
  }

  String role() {
    return lab.account.roleArn();
  }

  String trailArn() {
    return "arn:aws:cloudtrail:us-east-1:" + account() + ":trail/myTrail";
  }

  /** Task 1; gives the key's ARN. */
  String createKey() {
    String arn =
        kms.createKey(
                r ->
                    r.description("KMS Key for S3 data").policy(LabPolicies.key(account(), role())))
            .keyMetadata()
            .arn();
    String id = arn.substring(arn.indexOf('/') + 1);
    kms.createAlias(r -> r.aliasName("alias/myFirstKey").targetKeyId(id));
    return arn;
  }

  /** Task 2: the bucket with the policy for CloudTrail. */
  void createBucket() {
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putBucketPolicy(
        r -> r.bucket(BUCKET).policy(LabPolicies.trailBucket(BUCKET, trailArn(), account())));
  }

  /** A bucket into which any trail may deliver. */
  void createBucketForAnyTrail() {
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
                       "Action": ["s3:GetBucketAcl", "s3:PutObject"],
                       "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]}]}
                    """
                        .formatted(BUCKET)));
  }

  /** Task 2: the trail, logging. */
  void createTrail() {
    trails.createTrail(
        r ->
            r.name("myTrail")
                .s3BucketName(BUCKET)
                .isMultiRegionTrail(true)
                .enableLogFileValidation(true));
    trails.putEventSelectors(r -> r.trailName("myTrail").eventSelectors(selector()));
    trails.putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(insights()));
    trails.startLogging(r -> r.name(trailArn()));
  }

  static EventSelector selector() {
    return EventSelector.builder()
        .readWriteType("All")
        .includeManagementEvents(true)
        .dataResources(DataResource.builder().type("AWS::S3::Object").values("arn:aws:s3").build())
        .excludeManagementEventSources(List.of())
        .build();
  }

  static List<InsightSelector> insights() {
    return List.of(
        InsightSelector.builder().insightType(InsightType.API_CALL_RATE_INSIGHT).build(),
        InsightSelector.builder().insightType(InsightType.API_ERROR_RATE_INSIGHT).build());
  }

  /** Task 3. */
  void upload(String keyArn) {
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key(IMAGE)
                .contentType("image/jpeg")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(keyArn),
        RequestBody.fromString(CONTENT));
  }

  String read() {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(IMAGE)).asString(StandardCharsets.UTF_8);
  }

  /** Task 4: Block Public Access off. */
  void allowPublicAccess() {
    s3.putPublicAccessBlock(
        r ->
            r.bucket(BUCKET)
                .publicAccessBlockConfiguration(
                    c ->
                        c.blockPublicAcls(false)
                            .ignorePublicAcls(false)
                            .blockPublicPolicy(false)
                            .restrictPublicBuckets(false)));
  }

  /** Task 4: ACLs enabled. */
  void enableAcls() {
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(BUCKET)
                .ownershipControls(
                    c ->
                        c.rules(
                            rule -> rule.objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED))));
  }

  /** Task 4: make public using ACL. */
  void makePublic() {
    s3.putObjectAcl(r -> r.bucket(BUCKET).key(IMAGE).acl(ObjectCannedACL.PUBLIC_READ));
  }

  /** Task 6: another key policy. */
  void putKeyPolicy(String keyArn, String policy) {
    kms.putKeyPolicy(r -> r.keyId(keyArn).policyName("default").policy(policy));
  }
}
