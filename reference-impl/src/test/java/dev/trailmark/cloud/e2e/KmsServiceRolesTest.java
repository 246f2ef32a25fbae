package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.kms.KmsClient;

/** The service-linked role of multi-Region keys: made with the first of them, by who may. */
class KmsServiceRolesTest {
  private static final String ROLE = "AWSServiceRoleForKeyManagementServiceMultiRegionKeys";
  private static final String PATH = "/aws-service-role/mrk.kms.amazonaws.com/";

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final AwsCredentials root = AccessCloud.root(lab.account);
  private final IamClient iam = lab.iam(root);

  @Test
  void theFirstMultiRegionKeyTakesThePermissionToMakeItsRoleAndLaterOnesDoNot() {
    AwsCredentials user = lab.newUser(lab.account, "ada");
    KmsClient ada = client(KmsClient.builder(), user, Region.EU_WEST_1);
    iam.putUserPolicy(
        r ->
            r.userName("ada")
                .policyName("kms")
                .policyDocument(AccessCloud.policy(AccessCloud.allow(null, "kms:*", "*"))));

    assertThat(code(() -> ada.createKey(r -> r.multiRegion(true))))
        .isEqualTo("AccessDeniedException");
    assertThat(message(() -> ada.createKey(r -> r.multiRegion(true))))
        .isEqualTo(
            "User: arn:aws:iam::%1$s:user/ada is not authorized to perform:"
                + " iam:CreateServiceLinkedRole on resource: arn:aws:iam::%1$s:role%2$s%3$s because"
                + " no identity-based policy allows the iam:CreateServiceLinkedRole action",
            lab.account.id(), PATH, ROLE);
    assertThat(code(() -> iam.getRole(r -> r.roleName(ROLE)))).isEqualTo("NoSuchEntity");
    assertThat(ada.listKeys().keys()).isEmpty();

    lab.kms(root).createKey(r -> r.multiRegion(true));

    Role role = iam.getRole(r -> r.roleName(ROLE)).role();
    assertThat(role.path()).isEqualTo(PATH);
    assertThat(role.description())
        .isEqualTo(
            "Enables access to AWS services and resources required for AWS KMS Multi-Region Keys");
    assertThat(ada.createKey(r -> r.multiRegion(true)).keyMetadata().multiRegion()).isTrue();
    assertThat(records())
        .hasSize(3)
        .filteredOn(record -> !record.contains("errorCode"))
        .singleElement()
        .asString()
        .contains("\"awsRegion\":\"us-east-1\"")
        .contains("\"aWSServiceName\":\"mrk.kms.amazonaws.com\"");
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials, Region region) {
    return builder
        .endpointOverride(lab.cloud.endpoint())
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private List<String> records() {
    lab.cloud.settle();
    try (CloudTrailClient trails = client(CloudTrailClient.builder(), root, Region.US_EAST_1)) {
      return trails
          .lookupEvents(
              r ->
                  r.lookupAttributes(
                      a -> a.attributeKey("EventName").attributeValue("CreateServiceLinkedRole")))
          .events()
          .stream()
          .map(event -> event.cloudTrailEvent())
          .toList();
    }
  }
}
