package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a trail can be told, and what it is refused. */
class TrailSettingsTest {
  private static final String LOG_GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:trails:*";
  private static final String LOG_ROLE = "arn:aws:iam::111122223333:role/logs";

  private Instant now = Instant.parse("2025-10-27T13:41:21Z");
  @AutoClose private final LabCloud lab = new LabCloud(Cloud.builder().clock(() -> now));
  private final LabSteps steps = new LabSteps(lab);
  private final CloudTrailClient trails = steps.trails;

  @BeforeEach
  void createBucket() {
    steps.createBucketForAnyTrail();
  }

  private CreateTrailResponse create(Consumer<CreateTrailRequest.Builder> settings) {
    CreateTrailRequest.Builder request =
        CreateTrailRequest.builder().name("myTrail").s3BucketName(BUCKET);
    settings.accept(request);
    return trails.createTrail(request.build());
  }

  @Test
  void topicsAndLogGroupsAreKeptAndTakenAway() {
    CreateTrailResponse created =
        create(
            r ->
                r.snsTopicName("told")
                    .cloudWatchLogsLogGroupArn(LOG_GROUP)
                    .cloudWatchLogsRoleArn(LOG_ROLE));

    String topic = "arn:aws:sns:us-east-1:" + steps.account() + ":told";
    assertThat(created.snsTopicARN()).isEqualTo(topic);
    Trail trail = trails.getTrail(r -> r.name("myTrail")).trail();
    assertThat(trail.snsTopicName()).isEqualTo("told");
    assertThat(trail.snsTopicARN()).isEqualTo(topic);
    assertThat(trail.cloudWatchLogsLogGroupArn()).isEqualTo(LOG_GROUP);
    assertThat(trail.cloudWatchLogsRoleArn()).isEqualTo(LOG_ROLE);

    trails.updateTrail(
        r ->
            r.name("myTrail")
                .snsTopicName("")
                .cloudWatchLogsLogGroupArn("")
                .cloudWatchLogsRoleArn(""));
    Trail changed = trails.getTrail(r -> r.name("myTrail")).trail();
    assertThat(changed.snsTopicARN()).isNull();
    assertThat(changed.cloudWatchLogsLogGroupArn()).isNull();
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThat(code(() -> create(r -> r.snsTopicName("not a topic"))))
        .isEqualTo("InvalidSnsTopicNameException");
    assertThat(code(() -> create(r -> r.cloudWatchLogsLogGroupArn(LOG_GROUP))))
        .isEqualTo("InvalidParameterCombinationException");
    assertThat(
            code(
                () ->
                    create(
                        r ->
                            r.cloudWatchLogsLogGroupArn("trails").cloudWatchLogsRoleArn(LOG_ROLE))))
        .isEqualTo("InvalidCloudWatchLogsLogGroupArnException");
    assertThat(
            code(
                () ->
                    create(
                        r -> r.cloudWatchLogsLogGroupArn(LOG_GROUP).cloudWatchLogsRoleArn("logs"))))
        .isEqualTo("InvalidCloudWatchLogsRoleArnException");
    assertThat(code(() -> create(r -> r.s3KeyPrefix("x".repeat(201)))))
        .isEqualTo("InvalidS3PrefixException");
    assertThat(code(() -> create(r -> r.isOrganizationTrail(true))))
        .isEqualTo("OrganizationsNotInUseException");
    assertThat(
            code(() -> create(r -> r.isMultiRegionTrail(true).includeGlobalServiceEvents(false))))
        .isEqualTo("InvalidParameterCombinationException");
    assertThat(trails.listTrails(r -> {}).trails()).isEmpty();
  }

  @Test
  void aBucketNeedsANameThatABucketCanHave() {
    for (String name : List.of("", "ab", "My-Logs", "a..b", "a.-b", "logs-", "10.0.0.1")) {
      assertThat(code(() -> create(r -> r.s3BucketName(name))))
          .as(name)
          .isEqualTo("InvalidS3BucketNameException");
    }
    assertThat(code(() -> create(r -> r.s3BucketName("no.such-bucket"))))
        .isEqualTo("S3BucketDoesNotExistException");
  }

  private String keyFor(String action) {
    return steps.kms.createKey(r -> r.policy(keyPolicy(action))).keyMetadata().arn();
  }

  private String keyPolicy(String action) {
    return """
    {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%1$s:root"}, "Action": "kms:*", "Resource": "*"},
      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "kms:DescribeKey", "Resource": "*"},
      {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "%2$s", "Resource": "*",
       "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:%1$s:trail/myTrail"},
         "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:%1$s:trail/*"}}}]}
    """
        .formatted(steps.account(), action);
  }

  @Test
  void logsAndDigestsAreWrittenUnderTheTrailsKey() {
    String key = keyFor("kms:GenerateDataKey*");
    steps.kms.createAlias(r -> r.aliasName("alias/trail").targetKeyId(key));

    assertThat(create(r -> r.kmsKeyId("alias/trail").enableLogFileValidation(true)).kmsKeyId())
        .isEqualTo(key);
    trails.startLogging(r -> r.name("myTrail"));
    lab.cloud.settle();
    lab.cloud.deliverLogs();
    now = now.plus(Duration.ofMinutes(26));
    lab.cloud.settle();

    List<String> files =
        steps.s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream()
            .map(S3Object::key)
            .filter(name -> name.endsWith(".json.gz"))
            .toList();
    assertThat(files).hasSize(2);
    for (String file : files) {
      HeadObjectResponse head = steps.s3.headObject(r -> r.bucket(BUCKET).key(file));
      assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
      assertThat(head.ssekmsKeyId()).isEqualTo(key);
    }
    assertThat(lookup("GenerateDataKey"))
        .anyMatch(
            record ->
                record.contains("\"invokedBy\":\"cloudtrail.amazonaws.com\"")
                    && record.contains("\"aws:cloudtrail:arn\":\"" + steps.trailArn() + "\""));
    trails.updateTrail(r -> r.name("myTrail").kmsKeyId(""));
    assertThat(trails.getTrail(r -> r.name("myTrail")).trail().kmsKeyId()).isNull();
  }

  private List<String> lookup(String name) {
    return trails
        .lookupEvents(
            r -> r.lookupAttributes(a -> a.attributeKey("EventName").attributeValue(name)))
        .events()
        .stream()
        .map(event -> event.cloudTrailEvent())
        .toList();
  }

  @Test
  void aGrantLetsCloudTrailUseAKeyForThatTrailAlone() {
    String key = steps.kms.createKey().keyMetadata().arn();
    lab.rootKms()
        .createGrant(
            r ->
                r.keyId(key)
                    .granteeServicePrincipal("cloudtrail.amazonaws.com")
                    .retiringServicePrincipal("cloudtrail.amazonaws.com")
                    .operationsWithStrings("DescribeKey", "GenerateDataKey")
                    .constraints(c -> c.sourceArn(steps.trailArn())));

    assertThat(create(r -> r.kmsKeyId(key)).kmsKeyId()).isEqualTo(key);
    trails.startLogging(r -> r.name("myTrail"));
    lab.cloud.settle();
    lab.cloud.deliverLogs();

    assertThat(steps.s3.listObjectsV2(r -> r.bucket(BUCKET)).contents())
        .anyMatch(file -> file.key().endsWith(".json.gz"));
    assertThat(code(() -> create(r -> r.name("other").kmsKeyId(key))))
        .isEqualTo("InsufficientEncryptionPolicyException");
    assertThat(lookup("CreateGrant"))
        .singleElement()
        .asString()
        .contains("\"granteeServicePrincipal\":\"cloudtrail.amazonaws.com\"")
        .contains("\"retiringServicePrincipal\":\"cloudtrail.amazonaws.com\"")
        .contains("\"constraints\":{\"sourceArn\":\"" + steps.trailArn() + "\"}");
  }

  @Test
  void aKeyThatDoesNotLetCloudTrailIsRefused() {
    String closed = keyFor("kms:Decrypt");

    assertThat(message(() -> create(r -> r.kmsKeyId(closed))))
        .isEqualTo(
            "Insufficient permissions to access S3 bucket %s or KMS key %s.", BUCKET, closed);
    assertThat(code(() -> create(r -> r.kmsKeyId(closed))))
        .isEqualTo("InsufficientEncryptionPolicyException");
    String plain = steps.kms.createKey().keyMetadata().keyId();
    assertThat(code(() -> create(r -> r.kmsKeyId(plain))))
        .isEqualTo("InsufficientEncryptionPolicyException");
    assertThat(code(() -> create(r -> r.kmsKeyId("alias/none"))))
        .isEqualTo("KmsKeyNotFoundException");
    assertThat(code(() -> create(r -> r.kmsKeyId("a key")))).isEqualTo("InvalidKmsKeyIdException");
    String disabled = keyFor("kms:GenerateDataKey*");
    lab.rootKms().disableKey(r -> r.keyId(disabled));
    assertThat(code(() -> create(r -> r.kmsKeyId(disabled)))).isEqualTo("KmsException");
    assertThat(trails.listTrails(r -> {}).trails()).isEmpty();
  }

  @Test
  void aKeyOfAnotherRegionThanTheBucketsIsNotFound() {
    KmsClient ireland = lab.kms(lab.session(), Region.EU_WEST_1);
    String far =
        ireland.createKey(r -> r.policy(keyPolicy("kms:GenerateDataKey*"))).keyMetadata().arn();

    assertThat(message(() -> create(r -> r.kmsKeyId(far))))
        .isEqualTo("KMS key %s does not exist.", far);
    assertThat(code(() -> create(r -> r.kmsKeyId(far)))).isEqualTo("KmsKeyNotFoundException");

    String near = keyFor("kms:GenerateDataKey*");
    CloudTrailClient away = lab.trails(Region.EU_WEST_1);
    assertThat(
            away.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET).kmsKeyId(near)).kmsKeyId())
        .isEqualTo(near);
  }

  @Test
  void logsWaitForAKeyThatWasDisabledAndTheStatusSaysSo() {
    String key = keyFor("kms:GenerateDataKey*");
    create(r -> r.kmsKeyId(key));
    trails.startLogging(r -> r.name("myTrail"));
    lab.rootKms().disableKey(r -> r.keyId(key));
    lab.cloud.deliverLogs();

    assertThat(trails.getTrailStatus(r -> r.name("myTrail")))
        .satisfies(
            status -> {
              assertThat(status.latestDeliveryError()).isEqualTo("KMS.DisabledException");
              assertThat(status.latestDeliveryTime()).isNull();
              assertThat(status.latestDeliveryAttemptTime()).isEqualTo("2025-10-27T13:41:21Z");
              assertThat(status.latestDeliveryAttemptSucceeded()).isEmpty();
            });

    lab.rootKms().enableKey(r -> r.keyId(key));
    now = now.plus(Duration.ofMinutes(5));
    lab.cloud.deliverLogs();
    assertThat(trails.getTrailStatus(r -> r.name("myTrail")))
        .satisfies(
            status -> {
              assertThat(status.latestDeliveryError()).isNull();
              assertThat(status.latestDeliveryTime()).isEqualTo(now);
              assertThat(status.latestDeliveryAttemptSucceeded()).isEqualTo("2025-10-27T13:46:21Z");
            });
    assertThat(new DigestChain(lab.s3(lab.root(), Region.US_EAST_1), trails).records(BUCKET))
        .anyMatch(log -> log.contains("\"DisableKey\"") && log.contains("\"EnableKey\""));
  }

  @Test
  void aMultiRegionTrailIsSeenEverywhereAndChangedAtHome() {
    create(r -> r.isMultiRegionTrail(true));
    trails.createTrail(r -> r.name("single").s3BucketName(BUCKET));
    CloudTrailClient ireland = lab.trails(Region.EU_WEST_1);
    String arn = steps.trailArn();

    assertThat(ireland.describeTrails(r -> {}).trailList())
        .singleElement()
        .satisfies(trail -> assertThat(trail.homeRegion()).isEqualTo("us-east-1"));
    assertThat(ireland.describeTrails(r -> r.includeShadowTrails(false)).trailList()).isEmpty();
    assertThat(ireland.getTrail(r -> r.name(arn)).trail().name()).isEqualTo("myTrail");
    assertThat(ireland.getTrailStatus(r -> r.name(arn)).isLogging()).isFalse();
    assertThat(code(() -> ireland.getTrail(r -> r.name("myTrail"))))
        .isEqualTo("TrailNotFoundException");
    for (String refused :
        List.of(
            code(() -> ireland.updateTrail(r -> r.name(arn))),
            code(() -> ireland.deleteTrail(r -> r.name(arn))),
            code(() -> ireland.startLogging(r -> r.name(arn))),
            code(() -> ireland.stopLogging(r -> r.name(arn))),
            code(
                () ->
                    ireland.putInsightSelectors(r -> r.trailName(arn).insightSelectors(List.of()))),
            code(
                () ->
                    ireland.putEventSelectors(
                        r -> r.trailName(arn).eventSelectors(LabSteps.selector()))))) {
      assertThat(refused).isEqualTo("InvalidHomeRegionException");
    }
    String single = arn.replace("myTrail", "single");
    assertThat(code(() -> ireland.deleteTrail(r -> r.name(single))))
        .isEqualTo("TrailNotFoundException");
  }

  @Test
  void fiveTrailsAreAllInARegionAndThoseOfOtherRegionsThatAreSeenCount() {
    create(r -> r.isMultiRegionTrail(true));
    CloudTrailClient ireland = lab.trails(Region.EU_WEST_1);
    for (int i = 0; i < 4; i++) {
      String name = "trail" + i;
      ireland.createTrail(r -> r.name(name).s3BucketName(BUCKET));
    }

    assertThat(message(() -> ireland.createTrail(r -> r.name("sixth").s3BucketName(BUCKET))))
        .isEqualTo("User: " + steps.account() + " already has 5 trails in eu-west-1.");
    trails.createTrail(r -> r.name("single").s3BucketName(BUCKET));
    for (String refused :
        List.of(
            message(
                () ->
                    trails.createTrail(
                        r -> r.name("second").s3BucketName(BUCKET).isMultiRegionTrail(true))),
            message(() -> trails.updateTrail(r -> r.name("single").isMultiRegionTrail(true))))) {
      assertThat(refused)
          .isEqualTo("User: " + steps.account() + " already has 5 trails in eu-west-1.");
    }
  }

  @Test
  void tagsAreAddedReplacedRemovedAndListed() {
    create(r -> r.tagsList(tag("team", "a"), tag("cost", "1")));
    String arn = steps.trailArn();

    trails.addTags(r -> r.resourceId(arn).tagsList(tag("team", "b"), tag("more", "")));
    trails.removeTags(r -> r.resourceId(arn).tagsList(tag("cost", null), tag("none", null)));

    assertThat(trails.listTags(r -> r.resourceIdList(arn)).resourceTagList())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.resourceId()).isEqualTo(arn);
              assertThat(listed.tagsList()).containsExactly(tag("more", ""), tag("team", "b"));
            });
    assertThat(code(() -> trails.addTags(r -> r.resourceId(arn + "x").tagsList(tag("a", "b")))))
        .isEqualTo("ResourceNotFoundException");
    assertThat(code(() -> trails.addTags(r -> r.resourceId("myTrail").tagsList(tag("a", "b")))))
        .isEqualTo("CloudTrailARNInvalidException");
  }

  @ParameterizedTest
  @CsvSource({"aws:team, a", "'', a", "team, 257"})
  void aTagThatCannotBeIsRefused(String key, String value) {
    String text = value.equals("257") ? "x".repeat(257) : value;

    assertThat(code(() -> create(r -> r.tagsList(tag(key, text)))))
        .isEqualTo("InvalidTagParameterException");
  }

  @Test
  void eventsOfGlobalServicesAreLeftOutWhenTheyAreNotIncluded() {
    create(r -> r.includeGlobalServiceEvents(false));
    trails.startLogging(r -> r.name("myTrail"));
    lab.sts().getCallerIdentity();
    steps.kms.listAliases();
    lab.cloud.deliverLogs();

    DigestChain files = new DigestChain(steps.s3, trails);
    assertThat(files.records(BUCKET)).anyMatch(record -> record.contains("ListAliases"));
    assertThat(files.records(BUCKET)).noneMatch(record -> record.contains("GetCallerIdentity"));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
