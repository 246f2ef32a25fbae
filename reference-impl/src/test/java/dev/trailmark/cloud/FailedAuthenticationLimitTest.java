package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.iam.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** A shared server does not let one source try keys without end. */
class FailedAuthenticationLimitTest {
  private Cloud cloud;

  @AfterEach
  void stop() {
    if (cloud != null) {
      cloud.close();
    }
  }

  private StsClient client(String secret) {
    return StsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(cloud.accounts().get(0).rootAccessKeyId(), secret)))
        .build();
  }

  private static String failure(StsClient client) {
    return catchThrowableOfType(AwsServiceException.class, client::getCallerIdentity)
        .awsErrorDetails()
        .errorCode();
  }

  @Test
  void beyondItFailuresAreThrottledAndGoodRequestsFromTheSameAddressAreNot() {
    cloud = Cloud.builder().failedAuthenticationLimit(2).start();
    Account account = cloud.accounts().get(0);
    try (StsClient wrong = client("wrong");
        StsClient right = client(account.rootSecretAccessKey())) {
      assertThat(failure(wrong)).isEqualTo("SignatureDoesNotMatch");
      assertThat(failure(wrong)).isEqualTo("SignatureDoesNotMatch");
      assertThat(failure(wrong)).isEqualTo("Throttling");

      assertThat(right.getCallerIdentity().account()).isEqualTo(account.id());
    }
  }

  @Test
  void zeroMeansNone() {
    cloud = Cloud.builder().failedAuthenticationLimit(0).start();
    try (StsClient wrong = client("wrong")) {
      for (int i = 0; i < 700; i++) {
        assertThat(failure(wrong)).isEqualTo("SignatureDoesNotMatch");
      }
    }
  }

  @Test
  void lessThanNothingIsRefused() {
    assertThatThrownBy(() -> Cloud.builder().failedAuthenticationLimit(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit of -1 is less than nothing");
  }
}
