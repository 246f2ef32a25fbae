package dev.trailmark.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class SessionClockTest {

  @Test
  void movingTheSimulatedClockNeitherEndsNorProlongsSessions() {
    try (Cloud cloud =
        Cloud.builder().clock(() -> Instant.now().minus(Duration.ofDays(30))).start()) {
      Account account = cloud.accounts().get(0);
      AwsCredentials user =
          AwsBasicCredentials.create(account.userAccessKeyId(), account.userSecretAccessKey());
      try (StsClient student = client(cloud, user)) {
        Credentials issued =
            student
                .assumeRole(r -> r.roleArn(account.roleArn()).roleSessionName("lab"))
                .credentials();

        assertThat(Duration.between(Instant.now(), issued.expiration()))
            .isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        try (StsClient session =
            client(
                cloud,
                AwsSessionCredentials.create(
                    issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()))) {
          assertThat(session.getCallerIdentity().arn()).endsWith("/lab");
        }
      }
    }
  }

  private static StsClient client(Cloud cloud, AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
