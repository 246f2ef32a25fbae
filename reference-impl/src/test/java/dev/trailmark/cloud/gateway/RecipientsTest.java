package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Which accounts learn of a call that crosses accounts. */
class RecipientsTest {
  private final Cloud cloud = Cloud.start();
  private final Account owner = cloud.accounts().get(0);
  private final Account stranger = cloud.newAccount("stranger");
  private final List<SdkClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(SdkClient::close);
    cloud.close();
  }

  @Test
  void aRefusedCallToAnotherAccountsKeyStaysWithItsCaller() {
    String key = client(KmsClient.builder(), owner).createKey().keyMetadata().arn();

    assertThatThrownBy(() -> client(KmsClient.builder(), stranger).describeKey(r -> r.keyId(key)))
        .isInstanceOf(KmsException.class);

    await().until(() -> !records(stranger, "DescribeKey").isEmpty());
    assertThat(records(stranger, "DescribeKey"))
        .singleElement()
        .asString()
        .contains("\"errorCode\":\"AccessDenied\"")
        .doesNotContain("sharedEventID");
    assertThat(records(owner, "DescribeKey")).isEmpty();
  }

  @Test
  void anAllowedCallToAnotherAccountsKeyIsToldToBothAndItsCallerIsRedacted() {
    KmsClient kms = client(KmsClient.builder(), owner);
    String key = kms.createKey().keyMetadata().arn();
    kms.putKeyPolicy(r -> r.keyId(key).policyName("default").policy(sharedWith(stranger)));

    client(KmsClient.builder(), stranger).describeKey(r -> r.keyId(key));

    await().until(() -> !records(owner, "DescribeKey").isEmpty());
    assertThat(records(owner, "DescribeKey"))
        .singleElement()
        .asString()
        .contains(
            "\"userIdentity\":{\"type\":\"AWSAccount\",\"principalId\":\""
                + stranger.id()
                + "\",\"accountId\":\""
                + stranger.id()
                + "\"}")
        .contains("\"recipientAccountId\":\"" + owner.id() + "\"")
        .contains("sharedEventID");
    assertThat(records(stranger, "DescribeKey"))
        .singleElement()
        .asString()
        .contains("\"type\":\"Root\"")
        .contains("sharedEventID");
  }

  private String sharedWith(Account other) {
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::%s:root\"},"
            + "\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    return "{\"Version\":\"2012-10-17\",\"Statement\":["
        + statement.formatted(owner.id())
        + ","
        + statement.formatted(other.id())
        + "]}";
  }

  private List<String> records(Account account, String name) {
    return client(CloudTrailClient.builder(), account)
        .lookupEvents(
            r ->
                r.lookupAttributes(
                    LookupAttribute.builder()
                        .attributeKey("EventName")
                        .attributeValue(name)
                        .build()))
        .events()
        .stream()
        .map(event -> event.cloudTrailEvent())
        .toList();
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkClient> C client(
      B builder, Account account) {
    C client =
        builder
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        account.rootAccessKeyId(), account.rootSecretAccessKey())))
            .build();
    clients.add(client);
    return client;
  }
}
