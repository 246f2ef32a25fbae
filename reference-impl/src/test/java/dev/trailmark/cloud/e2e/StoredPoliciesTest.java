package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.Cloud;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Policies that an earlier version took and this one would refuse: here their Effect is misspelt.
 */
class StoredPoliciesTest {
  private static final String BUCKET = "stored-policies";
  private static final String OBJECTS = "arn:aws:s3:::" + BUCKET + "/*";

  @TempDir Path data;

  @AutoClose private AccessCloud cloud;
  private AwsCredentials eve;
  private AwsCredentials frank;
  private String key;
  private String role;

  @BeforeEach
  void storePoliciesAndSpoilThem() throws SQLException {
    cloud = new AccessCloud(Cloud.builder().dataDirectory(data));
    eve = cloud.newUser(cloud.account, "eve");
    frank = cloud.newUser(cloud.account, "frank");
    role = cloud.newRole(cloud.account, "stored");
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r ->
                r.userName("eve")
                    .policyName("mine")
                    .policyDocument(policy(allow(null, "kms:*", "*"))));
    key = cloud.kms(root(cloud.account)).createKey().keyMetadata().keyId();
    S3Client s3 = cloud.s3(root(cloud.account));
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(policy(allow(aws(cloud.account.id()), "s3:GetObject", OBJECTS))));
    cloud.close();
    try (Connection journal = DriverManager.getConnection("jdbc:sqlite:" + data + "/trailmark.db");
        Statement change = journal.createStatement()) {
      int changed =
          change.executeUpdate(
              "update record set json = cast(replace(cast(json as text), 'Effect', 'Effekt') as"
                  + " blob) where json like '%Effect%' and kind in ('s3.bucket', 'kms.key',"
                  + " 'iam.user', 'iam.role')");
      assertThat(changed).isGreaterThanOrEqualTo(4);
    }
    cloud = new AccessCloud(Cloud.builder().dataDirectory(data));
  }

  private static String denial(ThrowingCallable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied");
    return refusal.awsErrorDetails().errorMessage();
  }

  @Test
  void aBucketsDeniesAllUntilItIsReplaced() {
    S3Client s3 = cloud.s3(root(cloud.account));
    RequestBody body = RequestBody.fromString("x");

    assertThat(denial(() -> s3.putObject(r -> r.bucket(BUCKET).key("k"), body)))
        .contains("with an explicit deny in a resource-based policy");
    assertThat(s3.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).contains("Effekt");
    s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    assertThat(s3.putObject(r -> r.bucket(BUCKET).key("k"), body).eTag()).isNotEmpty();
  }

  @Test
  void aKeysDeniesAllUntilItIsReplaced() {
    KmsClient kms = cloud.kms(root(cloud.account));
    SdkBytes text = SdkBytes.fromUtf8String("x");

    assertThat(denial(() -> kms.encrypt(r -> r.keyId(key).plaintext(text))))
        .contains("with an explicit deny in a resource-based policy");
    assertThat(kms.getKeyPolicy(r -> r.keyId(key).policyName("default")).policy())
        .contains("Effekt");
    kms.putKeyPolicy(
        r ->
            r.keyId(key)
                .policyName("default")
                .policy(policy(allow(aws(cloud.account.id()), "kms:*", "*"))));
    assertThat(kms.encrypt(r -> r.keyId(key).plaintext(text)).ciphertextBlob()).isNotNull();
  }

  @Test
  void aUsersDeniesAllAndAnExplanationNamesTheCause() {
    assertThat(denial(() -> cloud.kms(eve).listKeys()))
        .contains("with an explicit deny in an identity-based policy");

    JsonNode explanation =
        new ControlClient(cloud.cloud.endpoint())
            .post(eve, "explain", "{\"action\":\"kms:ListKeys\"}")
            .body();

    assertThat(explanation.at("/deciding/0/sid").textValue()).isEqualTo("StoredPolicyIsMalformed");
  }

  @Test
  void aTrustPolicyLetsNobodyIn() {
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r ->
                r.userName("frank")
                    .policyName("mine")
                    .policyDocument(policy(allow(null, "sts:AssumeRole", "*"))));
    StsClient sts = cloud.sts(frank);

    assertThat(denial(() -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("session"))))
        .contains("is not authorized to perform: sts:AssumeRole");
  }
}
