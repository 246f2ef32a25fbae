package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.Cloud;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Refusals that carry an encoded message, and DecodeAuthorizationMessage, which opens it. */
class EncodedRefusalsTest {
  private static final String MARK = " Encoded authorization failure message: ";

  private final AccessCloud cloud =
      new AccessCloud(Cloud.builder().encodedAuthorizationMessages(true));

  @AfterEach
  void stop() {
    cloud.close();
  }

  private AwsCredentials ada(String... statements) {
    AwsCredentials ada = cloud.newUser(cloud.account, "ada");
    if (statements.length > 0) {
      cloud
          .iam(root(cloud.account))
          .putUserPolicy(r -> r.userName("ada").policyName("p").policyDocument(policy(statements)));
    }
    return ada;
  }

  private String adaArn() {
    return "arn:aws:iam::" + cloud.account.id() + ":user/ada";
  }

  private static String encoded(ThrowingCallable call) {
    String message = LabCloud.message(call);
    assertThat(message).contains(MARK);
    return message.substring(message.indexOf(MARK) + MARK.length());
  }

  private JsonNode decoded(AwsCredentials by, String message) {
    try {
      return new ObjectMapper()
          .readTree(
              cloud
                  .sts(by)
                  .decodeAuthorizationMessage(r -> r.encodedMessage(message))
                  .decodedMessage());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The values of a condition key of the request. */
  private static JsonNode condition(JsonNode decoded, String key) {
    return StreamSupport.stream(decoded.at("/context/conditions/items").spliterator(), false)
        .filter(item -> item.get("key").textValue().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + decoded))
        .at("/values/items");
  }

  @Test
  void aMissingPermissionIsToldWithCallerActionResourceAndConditionKeys() {
    AwsCredentials ada = ada();
    String id = cloud.iam(root(cloud.account)).getUser(r -> r.userName("ada")).user().userId();
    String role = cloud.newRole(cloud.account, "auditor");

    JsonNode decoded =
        decoded(
            root(cloud.account), encoded(() -> cloud.iam(ada).getRole(r -> r.roleName("auditor"))));

    assertThat(decoded.get("allowed").booleanValue()).isFalse();
    assertThat(decoded.get("explicitDeny").booleanValue()).isFalse();
    assertThat(decoded.get("matchedStatements").toString()).isEqualTo("{\"items\":[]}");
    assertThat(decoded.get("failures").toString()).isEqualTo("{\"items\":[]}");
    assertThat(decoded.at("/context/principal").toString())
        .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"ada\",\"arn\":\"" + adaArn() + "\"}");
    assertThat(decoded.at("/context/action").textValue()).isEqualTo("iam:GetRole");
    assertThat(decoded.at("/context/resource").textValue()).isEqualTo(role);
    assertThat(condition(decoded, "aws:Resource").toString())
        .isEqualTo("[{\"value\":\"role/auditor\"}]");
    assertThat(condition(decoded, "aws:userid").toString())
        .isEqualTo("[{\"value\":\"" + id + "\"}]");
    assertThat(condition(decoded, "aws:SourceIp").toString())
        .isEqualTo("[{\"value\":\"127.0.0.1\"}]");
  }

  @Test
  void anExplicitDenyIsToldWithItsStatement() {
    AwsCredentials ada =
        ada(
            allow(null, "kms:*", "*"),
            "{\"Sid\":\"NoKeys\",\"Effect\":\"Deny\",\"Action\":[\"kms:CreateKey\",\"kms:Tag*\"],"
                + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{"
                + "\"aws:RequestedRegion\":[\"us-east-1\",\"eu-west-1\"]}}}");
    String id = cloud.iam(root(cloud.account)).getUser(r -> r.userName("ada")).user().userId();

    JsonNode decoded = decoded(root(cloud.account), encoded(() -> cloud.kms(ada).createKey()));

    assertThat(decoded.get("explicitDeny").booleanValue()).isTrue();
    assertThat(decoded.get("matchedStatements").toString())
        .isEqualTo(
            "{\"items\":[{\"statementId\":\"NoKeys\",\"effect\":\"DENY\","
                + "\"principals\":{\"items\":[{\"value\":\""
                + id
                + "\"}]},\"principalGroups\":{\"items\":[]},"
                + "\"actions\":{\"items\":[{\"value\":\"kms:CreateKey\"},{\"value\":\"kms:Tag*\"}]},"
                + "\"resources\":{\"items\":[{\"value\":\"*\"}]},"
                + "\"conditions\":{\"items\":[{\"key\":\"aws:RequestedRegion\",\"values\":{\"items\":"
                + "[{\"value\":\"us-east-1\"},{\"value\":\"eu-west-1\"}]}}]}}]}");
  }

  @Test
  void decodingTakesAPermission() {
    AwsCredentials ada = ada();
    String message = encoded(() -> cloud.iam(ada).listUsers());
    String refused = LabCloud.message(() -> decoded(ada, message));

    assertThat(refused)
        .startsWith(
            "User: "
                + adaArn()
                + " is not authorized to perform: sts:DecodeAuthorizationMessage because no"
                + " identity-based policy allows the sts:DecodeAuthorizationMessage action"
                + MARK);
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r ->
                r.userName("ada")
                    .policyName("p")
                    .policyDocument(policy(allow(null, "sts:DecodeAuthorizationMessage", "*"))));
    assertThat(decoded(ada, message).at("/context/action").textValue()).isEqualTo("iam:ListUsers");
  }

  @Test
  void aMessageOfAnotherAccountOrOfNobodyIsInvalid() {
    String message = encoded(() -> cloud.iam(ada()).listUsers());

    assertInvalid(root(cloud.other), message);
    assertInvalid(root(cloud.account), message.substring(0, message.length() - 4));
    assertInvalid(root(cloud.account), "not base 64!");
    assertInvalid(root(cloud.account), "AAAA");
    assertThat(LabCloud.message(() -> decoded(root(cloud.account), "A".repeat(10_241))))
        .endsWith(
            "at 'encodedMessage' failed to satisfy constraint: Member must have length less than or"
                + " equal to 10240");
  }

  private void assertInvalid(AwsCredentials by, String message) {
    AwsServiceException refused = LabCloud.refused(() -> decoded(by, message));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode())
        .isEqualTo("InvalidAuthorizationMessageException");
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Message is not valid");
  }

  @Test
  void refusalsThatAreDecidedLateCarryOneToo() {
    AwsCredentials ada =
        ada(
            allow(null, "s3:ListBucket", "*"),
            "{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"}");
    S3Client owner = cloud.s3(root(cloud.account));
    owner.createBucket(r -> r.bucket("late-refusals"));

    String each =
        cloud
            .s3(ada)
            .deleteObjects(
                r -> r.bucket("late-refusals").delete(d -> d.objects(o -> o.key("picture.png"))))
            .errors()
            .get(0)
            .message();

    assertThat(each).contains("with an explicit deny in an identity-based policy" + MARK);
    JsonNode decoded =
        decoded(root(cloud.account), each.substring(each.indexOf(MARK) + MARK.length()));
    assertThat(decoded.at("/context/resource").textValue())
        .isEqualTo("arn:aws:s3:::late-refusals/picture.png");
  }

  @Test
  void strangersAreToldNothingMore() {
    cloud.s3(root(cloud.account)).createBucket(r -> r.bucket("not-for-strangers"));

    assertThat(
            LabCloud.message(
                () ->
                    cloud
                        .s3(root(cloud.other))
                        .getObject(r -> r.bucket("not-for-strangers").key("k"))))
        .isEqualTo("Access Denied");
    try (S3Client nobody =
        S3Client.builder()
            .endpointOverride(cloud.cloud.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThat(
              LabCloud.message(() -> nobody.getObject(r -> r.bucket("not-for-strangers").key("k"))))
          .isEqualTo("Access Denied");
    }
  }

  @Test
  void unlessWantedRefusalsCarryNoneAndNoneIsValid() {
    String message = encoded(() -> cloud.iam(ada()).listUsers());

    try (AccessCloud plain = new AccessCloud()) {
      AwsCredentials bob = plain.newUser(plain.account, "bob");
      assertThat(LabCloud.message(() -> plain.iam(bob).listUsers()))
          .endsWith("because no identity-based policy allows the iam:ListUsers action");
      assertThat(
              LabCloud.code(
                  () ->
                      plain
                          .sts(root(plain.account))
                          .decodeAuthorizationMessage(r -> r.encodedMessage(message))))
          .isEqualTo("InvalidAuthorizationMessageException");
    }
  }
}
