package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

  /** Without the SDK, which takes a long time for as many exceptions as the usual limit allows. */
  @Test
  void zeroMeansNone() throws IOException, InterruptedException {
    cloud = Cloud.builder().failedAuthenticationLimit(0).start();
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest forged = forged();
    for (int i = 0; i < 700; i++) {
      assertThat(http.send(forged, BodyHandlers.ofString()).body())
          .contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  private HttpRequest forged() {
    String now =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    return HttpRequest.newBuilder(cloud.endpoint())
        .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Amz-Date", now)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s/us-east-1/sts/aws4_request, "
                    .formatted(cloud.accounts().get(0).rootAccessKeyId(), now.substring(0, 8))
                + "SignedHeaders=host;x-amz-date, Signature="
                + "0".repeat(64))
        .build();
  }

  @Test
  void lessThanNothingIsRefused() {
    assertThatThrownBy(() -> Cloud.builder().failedAuthenticationLimit(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit of -1 is less than nothing");
  }
}
