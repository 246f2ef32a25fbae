package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static dev.trailmark.cloud.e2e.LabCloud.refused;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static dev.trailmark.cloud.e2e.LabSteps.CONTENT;
import static dev.trailmark.cloud.e2e.LabSteps.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Each step of the lab with AWS's answer, and beside it what AWS refuses. */
class LabTest {
  @AutoClose private final LabCloud lab = new LabCloud();
  private final LabSteps steps = new LabSteps(lab);
  private String key;

  @BeforeEach
  void doTasksOneToThree() {
    key = steps.createKey();
    steps.createBucket();
    steps.createTrail();
    steps.upload(key);
  }

  @Test
  void theAliasOfAKeyIsTakenOnce() {
    assertThat(message(steps::createKey))
        .isEqualTo(
            "An alias with the name arn:aws:kms:us-east-1:%s:alias/myFirstKey already exists"
                .formatted(steps.account()));
  }

  @Test
  void theUserWhoDidNotAssumeTheRoleMayNotReadTheImage() {
    S3Client student = lab.s3(lab.student(), Region.US_EAST_1);

    assertThat(refused(() -> student.headBucket(r -> r.bucket(BUCKET))).statusCode())
        .isEqualTo(403);
    assertThat(message(() -> student.getObject(r -> r.bucket(BUCKET).key(IMAGE))))
        .isEqualTo(
            "User: arn:aws:iam::%s:user/student is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::%s/%s\" because no identity-based policy allows the s3:GetObject action"
                .formatted(steps.account(), BUCKET, IMAGE));
  }

  @Test
  void aTrailNeedsABucketWhosePolicyLetsCloudTrailIn() {
    steps.s3.createBucket(r -> r.bucket("no-policy-yet"));

    assertThat(
            message(
                () -> steps.trails.createTrail(r -> r.name("two").s3BucketName("no-policy-yet"))))
        .isEqualTo("Incorrect S3 bucket policy is detected for bucket: no-policy-yet");
    assertThat(
            message(
                () -> steps.trails.createTrail(r -> r.name("two").s3BucketName("missing-bucket"))))
        .isEqualTo("S3 bucket missing-bucket does not exist!");
  }

  @Test
  void theTrailIsKeptAsItWasAskedFor() {
    assertThat(steps.trails.getTrail(r -> r.name("myTrail")).trail())
        .satisfies(
            trail -> {
              assertThat(trail.trailARN()).isEqualTo(steps.trailArn());
              assertThat(trail.isMultiRegionTrail()).isTrue();
              assertThat(trail.logFileValidationEnabled()).isTrue();
              assertThat(trail.includeGlobalServiceEvents()).isTrue();
              assertThat(trail.hasCustomEventSelectors()).isTrue();
              assertThat(trail.hasInsightSelectors()).isTrue();
            });
    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).isLogging()).isTrue();
  }

  @Test
  void theImageSaysWhichKeyEncryptsIt() {
    HeadObjectResponse head = steps.s3.headObject(r -> r.bucket(BUCKET).key(IMAGE));

    assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(head.ssekmsKeyId()).isEqualTo(key);
    assertThat(head.contentType()).isEqualTo("image/jpeg");
    assertThat(steps.read()).isEqualTo(CONTENT);
  }

  @Test
  void anAliasNamesTheKeyOfAnUploadAndAnUnknownOneIsRefused() {
    steps.upload("alias/myFirstKey");

    assertThat(steps.s3.headObject(r -> r.bucket(BUCKET).key(IMAGE)).ssekmsKeyId()).isEqualTo(key);
    assertThat(code(() -> steps.upload("alias/nobodysKey"))).isEqualTo("KMS.NotFoundException");
  }

  @Test
  void aSignedLinkOpensTheImageAndATamperedOneDoesNot() throws Exception {
    try (S3Presigner presigner = lab.presigner()) {
      String url =
          presigner
              .presignGetObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(o -> o.bucket(BUCKET).key(IMAGE)))
              .url()
              .toString();

      assertThat(lab.get(url).body()).isEqualTo(CONTENT);
      HttpResponse<String> tampered =
          lab.get(url.replace("X-Amz-Expires=300", "X-Amz-Expires=301"));
      assertThat(tampered.statusCode()).isEqualTo(403);
      assertThat(tampered.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  @Test
  void thePlainLinkIsDeniedWhileTheImageIsPrivate() throws Exception {
    HttpResponse<String> answer = lab.unsigned(BUCKET, IMAGE);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
  }

  @Test
  void thePlainLinkOfAPublicImageAsksForSignatureVersionFour() throws Exception {
    steps.allowPublicAccess();
    steps.enableAcls();
    steps.makePublic();

    HttpResponse<String> answer = lab.unsigned(BUCKET, IMAGE);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
    assertThat(answer.body())
        .contains(
            "<Code>InvalidArgument</Code><Message>Requests specifying Server Side Encryption with"
                + " AWS KMS managed keys require AWS Signature Version"
                + " 4.</Message><ArgumentName>Authorization</ArgumentName><ArgumentValue>null</ArgumentValue>");
  }

  @Test
  void anImageUnderS3sOwnKeyIsOpenOncePublic() throws Exception {
    steps.s3.putObject(r -> r.bucket(BUCKET).key(IMAGE), RequestBody.fromString(CONTENT));
    steps.allowPublicAccess();
    steps.enableAcls();
    steps.makePublic();

    assertThat(lab.unsigned(BUCKET, IMAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void anImageCanBeMadePublicOnlyAfterBothSettingsWereRelaxed() {
    assertThat(message(steps::makePublic))
        .endsWith(
            "because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public"
                + " Access.");

    steps.allowPublicAccess();
    assertThat(code(steps::makePublic)).isEqualTo("AccessControlListNotSupported");

    steps.enableAcls();
    steps.makePublic();
    assertThat(steps.s3.getObjectAcl(r -> r.bucket(BUCKET).key(IMAGE)).grants()).hasSize(2);
  }

  @Test
  void aRemovedKeyUserCannotOpenTheImageUntilRestored() {
    steps.putKeyPolicy(key, LabPolicies.keyWithoutUser(steps.account(), steps.role()));

    AwsServiceException refusal = refused(steps::read);
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .startsWith("User: arn:aws:sts::" + steps.account() + ":assumed-role/AWSLabsUser-")
        .endsWith(
            "/lab-session is not authorized to perform: kms:Decrypt on the resource associated with"
                + " this ciphertext because no identity-based policy allows the kms:Decrypt"
                + " action");
    assertThat(message(() -> steps.upload(key)))
        .endsWith(
            "is not authorized to perform: kms:GenerateDataKey on resource: %s because no identity-based policy allows the kms:GenerateDataKey action"
                .formatted(key));

    steps.putKeyPolicy(key, LabPolicies.key(steps.account(), steps.role()));
    assertThat(steps.read()).isEqualTo(CONTENT);
  }

  @Test
  void aDenyInTheKeyPolicyOutweighsItsAllow() {
    steps.putKeyPolicy(key, LabPolicies.keyDenying(steps.account(), steps.role(), "kms:Decrypt"));

    assertThat(message(steps::read)).endsWith("with an explicit deny in a resource-based policy");
    steps.upload(key);
  }

  @Test
  void aDisabledKeyNeitherOpensNorEncryptsUntilEnabled() {
    steps.kms.disableKey(r -> r.keyId(key));

    assertThat(code(steps::read)).isEqualTo("KMS.DisabledException");
    assertThat(message(() -> steps.upload(key))).isEqualTo(key + " is disabled.");
    steps.kms.enableKey(r -> r.keyId(key));
    assertThat(steps.read()).isEqualTo(CONTENT);
  }

  @Test
  void aKeyPendingDeletionOpensNothingUntilRescued() {
    steps.kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));

    assertThat(code(steps::read)).isEqualTo("KMS.KMSInvalidStateException");
    assertThat(message(steps::read)).isEqualTo(key + " is pending deletion.");
    steps.kms.cancelKeyDeletion(r -> r.keyId(key));
    assertThat(code(steps::read)).isEqualTo("KMS.DisabledException");
    steps.kms.enableKey(r -> r.keyId(key));
    assertThat(steps.read()).isEqualTo(CONTENT);
  }

  @Test
  void anotherAccountSeesNeitherKeyNorImage() {
    S3Client stranger = lab.s3(lab.stranger(), Region.US_EAST_1);

    assertThat(message(() -> stranger.getObject(r -> r.bucket(BUCKET).key(IMAGE))))
        .isEqualTo("Access Denied");
    assertThat(code(() -> stranger.createBucket(r -> r.bucket(BUCKET))))
        .isEqualTo("BucketAlreadyExists");
  }

  @Test
  void theKeyUserEncryptsWithTheKeyDirectlyToo() {
    SdkBytes secret = SdkBytes.fromUtf8String("secret");
    SdkBytes blob =
        steps.kms.encrypt(r -> r.keyId("alias/myFirstKey").plaintext(secret)).ciphertextBlob();

    assertThat(steps.kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(secret);
    steps.putKeyPolicy(key, LabPolicies.keyWithoutUser(steps.account(), steps.role()));
    assertThat(code(() -> steps.kms.decrypt(r -> r.ciphertextBlob(blob))))
        .isEqualTo("AccessDeniedException");
  }
}
