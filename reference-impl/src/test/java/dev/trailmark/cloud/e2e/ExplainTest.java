package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.deny;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.e2e.ControlClient.Answer;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** Who may do what and why, as the simulator's control room tells over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class ExplainTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DECRYPT = "kms:Decrypt";

  @AutoClose private final AccessCloud cloud = new AccessCloud();
  private final ControlClient control = new ControlClient(cloud.cloud.endpoint());
  private AwsCredentials ada;
  private String key;

  @BeforeAll
  void adaHasNoPolicyAndTheKeyNamesBob() {
    ada = cloud.newUser(cloud.account, "ada");
    cloud.newUser(cloud.account, "bob");
    key =
        cloud
            .kms(root(cloud.account))
            .createKey(
                r ->
                    r.policy(
                        policy(
                            allow(aws(rootArn(cloud.account)), "kms:*", "*"),
                            "{\"Sid\":\"Users\",\"Effect\":\"Allow\",\"Principal\":"
                                + aws(arn("bob"))
                                + ",\"Action\":[\"kms:Decrypt\"],\"Resource\":\"*\"}")))
            .keyMetadata()
            .arn();
  }

  private String arn(String user) {
    return "arn:aws:iam::" + cloud.account.id() + ":user/" + user;
  }

  private static String rootArn(Account account) {
    return "arn:aws:iam::" + account.id() + ":root";
  }

  private static ObjectNode question(String action, String resource) {
    ObjectNode question = JSON.createObjectNode();
    question.put("action", action);
    if (resource != null) {
      question.put("resource", resource);
    }
    return question;
  }

  private JsonNode explained(AwsCredentials by, ObjectNode question) {
    Answer answer = control.post(by, "explain", question.toString());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode explained(AwsCredentials by, String action, String resource) {
    return explained(by, question(action, resource));
  }

  private static JsonNode side(JsonNode explanation, String kind) {
    return StreamSupport.stream(explanation.get("policies").spliterator(), false)
        .filter(side -> side.get("kind").textValue().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + explanation));
  }

  private void give(String user, String... statements) {
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(r -> r.userName(user).policyName("mine").policyDocument(policy(statements)));
  }

  @Test
  void aKeyThatNamesSomebodyElseNearlyAllows() {
    JsonNode explanation = explained(ada, DECRYPT, key);

    assertThat(explanation.get("principal").textValue()).isEqualTo(arn("ada"));
    assertThat(explanation.get("decision").textValue()).isEqualTo("implicitDeny");
    assertThat(explanation.get("decidedBy").textValue()).isEqualTo("identity");
    assertThat(explanation.at("/denial/code").textValue()).isEqualTo("AccessDeniedException");
    assertThat(explanation.at("/denial/message").textValue())
        .isEqualTo(
            "User: "
                + arn("ada")
                + " is not authorized to perform: kms:Decrypt on resource: "
                + key
                + " because no identity-based policy allows the kms:Decrypt action");
    JsonNode ofKey = side(explanation, "resource");
    assertThat(ofKey.get("verdict").textValue()).isEqualTo("delegates");
    assertThat(ofKey.at("/statements/0/text/Principal/AWS").textValue())
        .isEqualTo(rootArn(cloud.account));
    assertThat(ofKey.at("/nearlyAllow/0/obstacles/0/sentence").textValue())
        .isEqualTo("its Principal is " + arn("bob") + ", not " + arn("ada"));
    assertThat(side(explanation, "identity").get("verdict").textValue()).isEqualTo("silent");
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:s3:::*, allowed", "arn:aws:s3:::b*, implicitDeny", "*, allowed"})
  void listingBucketsIsExplainedAsItIsDecided(String onWhat, String decision) {
    String name = "lister" + onWhat.length();
    AwsCredentials lister = cloud.newUser(cloud.account, name);
    give(name, allow(null, "s3:ListAllMyBuckets", onWhat));

    for (String resource : new String[] {null, "*", "arn:aws:s3:::*"}) {
      assertThat(explained(lister, "s3:ListAllMyBuckets", resource).get("decision").textValue())
          .isEqualTo(decision);
    }
    if (decision.equals("allowed")) {
      cloud.s3(lister).listBuckets();
    } else {
      assertThat(LabCloud.message(() -> cloud.s3(lister).listBuckets()))
          .isEqualTo(
              explained(lister, "s3:ListAllMyBuckets", null).at("/denial/message").textValue());
    }
  }

  @Test
  void theRefusalIsTheOneThatTheServiceGives() {
    AwsCredentials eve = cloud.newUser(cloud.account, "eve");
    String message =
        LabCloud.message(
            () ->
                cloud.kms(eve).encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))));

    assertThat(explained(eve, "kms:Encrypt", key).at("/denial/message").textValue())
        .isEqualTo(message);
  }

  @Test
  void whoIsNamedIsAllowedByTheStatementThatNamesThem() {
    ObjectNode question = question(DECRYPT, key).put("principal", arn("bob"));
    JsonNode explanation = explained(root(cloud.account), question);

    assertThat(explanation.get("decision").textValue()).isEqualTo("allowed");
    assertThat(explanation.has("denial")).isFalse();
    JsonNode statement = explanation.at("/deciding/0");
    assertThat(statement.get("sid").textValue()).isEqualTo("Users");
    assertThat(statement.get("number").intValue()).isEqualTo(2);
    assertThat(statement.at("/policy/type").textValue()).isEqualTo("resource");
    assertThat(statement.at("/policy/of").textValue()).isEqualTo(key);
    assertThat(statement.at("/text/Principal/AWS").textValue())
        .as("an ARN, though the policy is kept with the unique id")
        .isEqualTo(arn("bob"));
  }

  @Test
  void aBucketPolicyForAnotherPrefixTellsWhatDoesNotFit() {
    cloud.s3(root(cloud.account)).createBucket(r -> r.bucket("explained-bucket"));
    String bucket = "arn:aws:s3:::explained-bucket";
    cloud
        .s3(root(cloud.account))
        .putBucketPolicy(
            r ->
                r.bucket("explained-bucket")
                    .policy(
                        policy(
                            "{\"Sid\":\"Public\",\"Effect\":\"Allow\",\"Principal\":"
                                + aws(arn("bob"))
                                + ",\"Action\":\"s3:GetObject\",\"Resource\":\""
                                + bucket
                                + "/public/*\",\"Condition\":{\"Bool\":"
                                + "{\"aws:SecureTransport\":\"true\"}}}")));

    JsonNode explanation = explained(ada, "s3:GetObject", bucket + "/private/x");

    JsonNode nearly = side(explanation, "resource").at("/nearlyAllow/0");
    assertThat(nearly.get("sid").textValue()).isEqualTo("Public");
    assertThat(nearly.at("/policy/of").textValue()).isEqualTo(bucket);
    assertThat(nearly.get("obstacles").findValuesAsText("sentence"))
        .containsExactly(
            "its Principal is " + arn("bob") + ", not " + arn("ada"),
            "its Resource is " + bucket + "/public/*, not " + bucket + "/private/x",
            "its Condition Bool wants aws:SecureTransport to be true, and it is false");
    ObjectNode better = question("s3:GetObject", bucket + "/public/x").put("principal", arn("bob"));
    better.putObject("context").putArray("aws:securetransport").add("true");
    assertThat(explained(root(cloud.account), better).get("decision").textValue())
        .isEqualTo("allowed");
  }

  @Test
  void whatStrangersMayDoIsToldWithTheStatementThatLetsThemIn() {
    cloud.s3(root(cloud.account)).createBucket(r -> r.bucket("open-bucket"));
    String objects = "arn:aws:s3:::open-bucket/*";
    cloud.s3(root(cloud.account)).deletePublicAccessBlock(r -> r.bucket("open-bucket"));
    cloud
        .s3(root(cloud.account))
        .putBucketPolicy(
            r -> r.bucket("open-bucket").policy(policy(allow("\"*\"", "s3:GetObject", objects))));

    JsonNode read =
        explained(
            ada,
            question("s3:GetObject", "arn:aws:s3:::open-bucket/k").put("principal", "anonymous"));
    JsonNode write =
        explained(
            ada,
            question("s3:PutObject", "arn:aws:s3:::open-bucket/k").put("principal", "anonymous"));

    assertThat(read.get("principal").textValue()).isEqualTo("anonymous");
    assertThat(read.get("decision").textValue()).isEqualTo("allowed");
    assertThat(read.at("/deciding/0/policy/of").textValue()).isEqualTo("arn:aws:s3:::open-bucket");
    assertThat(write.get("decision").textValue()).isEqualTo("implicitDeny");
    assertThat(write.at("/denial/message").textValue()).isEqualTo("Access Denied");
    assertThat(side(write, "resource").at("/nearlyAllow")).isEmpty();
    ObjectNode decrypt = question(DECRYPT, key).put("principal", "anonymous");
    assertThat(explained(ada, decrypt).at("/denial/code").textValue())
        .isEqualTo("MissingAuthenticationTokenException");
    ObjectNode foreign =
        question("s3:GetObject", "arn:aws:s3:::open-bucket/k").put("principal", "anonymous");
    assertThat(side(explained(root(cloud.other), foreign), "resource").has("statements")).isFalse();
  }

  @Test
  void aSessionPolicyIsASideOfItsOwn() {
    String role = cloud.newRole(cloud.account, "reader");
    cloud
        .iam(root(cloud.account))
        .putRolePolicy(
            r ->
                r.roleName("reader")
                    .policyName("all")
                    .policyDocument(policy(allow(null, "kms:*", "*"))));
    AwsCredentials carl = cloud.newUser(cloud.account, "carl");
    give("carl", allow(null, "sts:AssumeRole", "*"));
    AwsCredentials session = cloud.assume(carl, role, policy(allow(null, "kms:Describe*", "*")));

    JsonNode explanation = explained(session, DECRYPT, key);

    assertThat(explanation.get("principal").textValue()).contains(":assumed-role/reader/session");
    assertThat(explanation.get("decidedBy").textValue()).isEqualTo("session");
    assertThat(side(explanation, "identity").get("verdict").textValue()).isEqualTo("allows");
    assertThat(side(explanation, "session").get("verdict").textValue()).isEqualTo("silent");
    ObjectNode byRoot =
        question(DECRYPT, key).put("principal", explanation.get("principal").textValue());
    assertThat(explained(root(cloud.account), byRoot).get("decidedBy").textValue())
        .as("the session that runs is found by its ARN")
        .isEqualTo("session");
    assertThat(
            explained(root(cloud.account), question(DECRYPT, key).put("principal", role))
                .get("decision")
                .textValue())
        .as("a role stands for a session without a policy of its own")
        .isEqualTo("allowed");
  }

  @Test
  void aTrustPolicyAndAnExplicitDenyAreExplained() {
    String role = cloud.newRole(cloud.account, "trusting");
    cloud.newUser(cloud.account, "dan");
    give("dan", allow(null, "sts:*", "*"), deny(null, "sts:AssumeRole", role));

    JsonNode explanation =
        explained(
            root(cloud.account), question("sts:AssumeRole", role).put("principal", arn("dan")));

    assertThat(explanation.get("decision").textValue()).isEqualTo("explicitDeny");
    assertThat(explanation.at("/deciding/0/effect").textValue()).isEqualTo("Deny");
    assertThat(explanation.at("/deciding/0/number").intValue()).isEqualTo(2);
    assertThat(side(explanation, "trust").get("verdict").textValue()).isEqualTo("delegates");
    assertThat(explained(ada, "sts:GetCallerIdentity", null).get("decision").textValue())
        .isEqualTo("allowed");
  }

  @Test
  void aboutOthersOfTheAccountOnlyThosePermittedAsk() {
    ObjectNode about = question(DECRYPT, key).put("principal", arn("bob"));
    AwsCredentials fay = cloud.newUser(cloud.account, "fay");

    Answer refused = control.post(fay, "explain", about.toString());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("AccessDenied");
    assertThat(refused.message())
        .contains("iam:SimulatePrincipalPolicy on resource: " + arn("bob"));
    assertThat(
            control
                .post(fay, "explain", question(DECRYPT, key).put("principal", arn("no")).toString())
                .status())
        .as("whether there is such a user is not told either")
        .isEqualTo(403);
    give("fay", allow(null, "iam:SimulatePrincipalPolicy", arn("bob")));
    assertThat(control.post(fay, "explain", about.toString()).status()).isEqualTo(200);
  }

  @Test
  void aboutOtherAccountsNobodyAsks() {
    for (String name : List.of("ada", "nobody")) {
      Answer refused =
          control.post(
              root(cloud.other),
              "explain",
              question(DECRYPT, key).put("principal", arn(name)).toString());

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.message()).contains("is not of the account " + cloud.other.id());
    }
  }

  @Test
  void ofAnotherAccountsKeyNothingIsToldThatARefusalWouldNotTell() {
    AwsCredentials outsider = cloud.newUser(cloud.other, "outsider");
    cloud
        .iam(root(cloud.other))
        .putUserPolicy(
            r ->
                r.userName("outsider")
                    .policyName("p")
                    .policyDocument(policy(allow(null, "kms:*", "*"))));
    String absent = key.substring(0, key.length() - 12) + "000000000000";

    JsonNode there = explained(outsider, DECRYPT, key);
    JsonNode notThere = explained(outsider, DECRYPT, absent);

    assertThat(there.toString()).isEqualTo(notThere.toString().replace(absent, key));
    assertThat(there.toString()).doesNotContain("bob").doesNotContain("Users");
    assertThat(side(there, "resource").get("verdict").textValue()).isEqualTo("notShown");
    assertThat(there.at("/denial/message").textValue())
        .isEqualTo(
            LabCloud.message(
                () ->
                    cloud
                        .kms(outsider)
                        .decrypt(
                            r ->
                                r.keyId(key)
                                    .ciphertextBlob(
                                        cloud
                                            .kms(root(cloud.account))
                                            .encrypt(
                                                e ->
                                                    e.keyId(key)
                                                        .plaintext(SdkBytes.fromUtf8String("x")))
                                            .ciphertextBlob()))));
  }

  @Test
  void whatIsNotThereIsSaid() {
    String absent = key.substring(0, key.length() - 12) + "000000000000";

    Answer noKey = control.post(ada, "explain", question(DECRYPT, absent).toString());
    Answer noBucket =
        control.post(
            ada, "explain", question("s3:GetObject", "arn:aws:s3:::no-such-bucket-x/y").toString());
    Answer noUser =
        control.post(
            root(cloud.account),
            "explain",
            question(DECRYPT, key).put("principal", arn("nobody")).toString());

    assertThat(List.of(noKey.status(), noBucket.status(), noUser.status())).containsOnly(404);
    assertThat(noKey.message())
        .isEqualTo("kms answers NotFoundException: Key '" + absent + "' does not exist");
    assertThat(noBucket.message()).contains("NoSuchBucket");
    assertThat(noUser.message()).contains("There is no principal " + arn("nobody"));
  }

  @Test
  void badQuestionsAreAnsweredWithTheirFault() {
    assertInvalid("[]", "The body is not a JSON object.");
    assertInvalid("{", "The body is not JSON: ");
    assertInvalid("[".repeat(2000), "The body is not JSON: Document nesting depth");
    assertInvalid("{}", "The field 'action' is missing.");
    assertInvalid("{\"action\":\"Decrypt\"}", "is not of the form service:Operation");
    assertInvalid("{\"action\":7}", "The field 'action' is not a text.");
    assertInvalid("{\"action\":\"s3:GetObject\",\"resource\":\"x/y\"}", "is neither an ARN nor *");
    assertInvalid("{\"action\":\"s3:GetObject\",\"resource\":\"arn:aws\"}", "not a whole ARN");
    assertInvalid("{\"action\":\"s3:GetObject\",\"ressource\":\"*\"}", "no field 'ressource'");
    assertInvalid("{\"action\":\"kms:Decrypt\",\"context\":[]}", "'context' is not an object");
    assertInvalid("{\"action\":\"kms:Decrypt\",\"principal\":\"ada\"}", "'ada' is not the ARN");
  }

  private void assertInvalid(String body, String message) {
    Answer answer = control.post(ada, "explain", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("ValidationError");
    assertThat(answer.message()).contains(message);
  }

  @Test
  void askingLeavesNoRecord() {
    AwsCredentials root = root(cloud.account);
    explained(root, "kms:DisableKey", key);

    try (CloudTrailClient trail =
        CloudTrailClient.builder()
            .endpointOverride(cloud.cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(root))
            .build()) {
      assertThat(trail.lookupEventsPaginator().events().stream())
          .isNotEmpty()
          .noneMatch(event -> event.eventSource().contains("trailmark"))
          .noneMatch(event -> event.eventName().equals("DisableKey"));
    }
  }

  @Test
  void onlySignedRequestsToWhatIsThereAreTaken() {
    String body = question(DECRYPT, key).toString();
    AwsCredentials wrong = AwsBasicCredentials.create(ada.accessKeyId(), "wrong");

    assertThat(control.post(null, "explain", body).code()).isEqualTo("MissingAuthenticationToken");
    assertThat(control.post(wrong, "explain", body).code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(control.send("POST", ada, "iam", "explain", body).code())
        .isEqualTo("SignatureDoesNotMatch");
    assertThat(control.post(ada, "nothing", body).status()).isEqualTo(404);
    assertThat(control.send("PUT", ada, "trailmark", "explain", body).status()).isEqualTo(405);
  }
}
