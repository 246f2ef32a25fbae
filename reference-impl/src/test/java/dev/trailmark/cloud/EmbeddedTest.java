package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.enrolment.Account;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedTest {
  @AutoClose private static final Cloud CLOUD = Cloud.start();

  @Test
  void whatIsStoredUnderAKeyCannotBeReadOnceTheKeyIsDisabled() {
    Account account = CLOUD.newAccount("test"); // of its own: tests do not see each other
    try (KmsClient kms = client(KmsClient.builder(), account);
        S3Client s3 = client(S3Client.builder(), account)) {
      String key = kms.createKey().keyMetadata().keyId();
      s3.createBucket(bucket -> bucket.bucket("letters"));
      s3.putObject(
          put ->
              put.bucket("letters").key("a.txt").serverSideEncryption("aws:kms").ssekmsKeyId(key),
          RequestBody.fromString("hello"));

      assertThat(read(s3)).isEqualTo("hello");
      kms.disableKey(disable -> disable.keyId(key));
      assertThatThrownBy(() -> read(s3))
          .isInstanceOf(S3Exception.class)
          .hasMessageContaining("is disabled");
    }
  }

  private static String read(S3Client s3) {
    return s3.getObjectAsBytes(get -> get.bucket("letters").key("a.txt")).asUtf8String();
  }

  /** A client of the account's root user; {@code account.userAccessKeyId()} is the IAM user's. */
  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Account account) {
    return builder
        .endpointOverride(CLOUD.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    account.rootAccessKeyId(), account.rootSecretAccessKey())))
        .build();
  }
}
