package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.e2e.ControlClient.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Accounts for a class, made by the server's administrator over HTTP. */
class EnrolTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOOK = policy(allow(null, "kms:ListKeys", "*"));

  @TempDir Path data;

  @AutoClose private AccessCloud cloud = new AccessCloud();

  private Answer ask(AwsCredentials by, ObjectNode input) {
    return new ControlClient(cloud.cloud.endpoint()).post(by, "accounts", input.toString());
  }

  private JsonNode provided(ObjectNode input) {
    Answer answer = ask(root(cloud.account), input);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static ObjectNode student(String id) {
    return JSON.createObjectNode().put("student", id);
  }

  private static AwsCredentials credentials(JsonNode provided) {
    return AwsBasicCredentials.create(
        provided.at("/credentials/accessKeyId").textValue(),
        provided.at("/credentials/secretAccessKey").textValue());
  }

  private JsonNode listed() {
    return new ControlClient(cloud.cloud.endpoint())
        .post(root(cloud.account), "students", "{}")
        .body()
        .get("students");
  }

  @Test
  void aStudentHasOneAccountAndTheKeyIsToldOnce() {
    JsonNode first = provided(student("s1").put("name", "Ada"));
    JsonNode again = provided(student("s1"));
    JsonNode other = provided(student("s2"));

    assertThat(first.get("made").booleanValue()).isTrue();
    assertThat(cloud.sts(credentials(first)).getCallerIdentity().arn())
        .isEqualTo(first.get("user").textValue())
        .isEqualTo("arn:aws:iam::" + first.get("account").textValue() + ":user/student");
    assertThat(again.get("made").booleanValue()).isFalse();
    assertThat(again.has("credentials")).isFalse();
    assertThat(again.get("account")).isEqualTo(first.get("account"));
    assertThat(other.get("account")).isNotEqualTo(first.get("account"));
    assertThatCode(
            () ->
                cloud.assume(credentials(first), first.get("role").textValue(), null).accessKeyId())
        .as("the student may assume the lab's role")
        .doesNotThrowAnyException();
  }

  @Test
  void aNewKeyTakesThePlaceOfTheOld() {
    JsonNode first = provided(student("s1"));
    JsonNode rotated = provided(student("s1").put("rotate", true));

    assertThat(cloud.sts(credentials(rotated)).getCallerIdentity().account())
        .isEqualTo(first.get("account").textValue());
    assertThat(
            LabCloud.refused(() -> cloud.sts(credentials(first)).getCallerIdentity())
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("InvalidClientTokenId");
  }

  @Test
  void whoGradesMayLookInWithTheExternalIdAndDoNoMore() {
    AwsCredentials grader = cloud.newUser(cloud.account, "grader");
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r ->
                r.userName("grader")
                    .policyName("p")
                    .policyDocument(policy(allow(null, "sts:AssumeRole", "*"))));
    ObjectNode input = student("s1");
    input
        .putObject("grader")
        .put("principal", "arn:aws:iam::" + cloud.account.id() + ":user/grader")
        .put("externalId", "class-7-s1")
        .put("policy", LOOK);
    String role = provided(input).get("graderRole").textValue();

    AwsCredentials session = looksIn(grader, role, "class-7-s1");

    assertThatCode(() -> cloud.kms(session).listKeys()).doesNotThrowAnyException();
    assertThat(LabCloud.message(() -> cloud.kms(session).createKey()))
        .contains("is not authorized to perform: kms:CreateKey");
    assertThat(LabCloud.message(() -> looksIn(grader, role, "class-7-s2")))
        .contains("is not authorized to perform: sts:AssumeRole");
    ((ObjectNode) input.get("grader")).put("externalId", "class-8-s1");
    assertThat(provided(input).get("graderRole").textValue()).isEqualTo(role);
    assertThat(LabCloud.message(() -> looksIn(grader, role, "class-7-s1")))
        .contains("is not authorized to perform: sts:AssumeRole");
    assertThatCode(() -> looksIn(grader, role, "class-8-s1")).doesNotThrowAnyException();
  }

  private AwsCredentials looksIn(AwsCredentials grader, String role, String externalId) {
    Credentials made =
        cloud
            .sts(grader)
            .assumeRole(r -> r.roleArn(role).roleSessionName("grading").externalId(externalId))
            .credentials();
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  @Test
  void whoHasAnAccountIsListedWithoutSecrets() {
    JsonNode first = provided(student("s1").put("name", "Ada"));
    ControlClient control = new ControlClient(cloud.cloud.endpoint());

    assertThat(listed().toString())
        .isEqualTo(
            "[{\"student\":\"s1\",\"account\":\""
                + first.get("account").textValue()
                + "\",\"name\":\"Ada\"}]");
    assertThat(cloud.cloud.accounts())
        .as("the operator's own list, which is printed with its keys")
        .extracting(account -> account.id())
        .doesNotContain(first.get("account").textValue());
    assertThat(control.post(root(cloud.other), "students", "{}").status()).isEqualTo(403);
  }

  @Test
  void nobodyButTheServersAdministratorMakesAccounts() {
    AwsCredentials admin = cloud.newUser(cloud.account, "admin");
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r -> r.userName("admin").policyName("p").policyDocument(policy(allow(null, "*", "*"))));
    for (AwsCredentials by : List.of(admin, root(cloud.other))) {
      Answer refused = ask(by, student("s1"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.message()).contains("not the root user of the server's first account");
    }
    assertThat(listed()).isEmpty();
  }

  @Test
  void badInputMakesNoAccount() {
    ObjectNode strange = student("s1");
    strange
        .putObject("grader")
        .put("principal", "arn:aws:iam::" + cloud.account.id() + ":user/nobody")
        .put("externalId", "class-7")
        .put("policy", LOOK);

    assertThat(ask(root(cloud.account), strange).message()).contains("There is no user or role");
    ((ObjectNode) strange.get("grader")).put("policy", "{}");
    assertThat(ask(root(cloud.account), strange).status()).isEqualTo(400);
    assertThat(ask(root(cloud.account), student("../x")).message())
        .contains("The field 'student' is not of the form");
    assertThat(ask(root(cloud.account), JSON.createObjectNode()).message())
        .isEqualTo("The field 'student' is missing.");
    assertThat(ask(root(cloud.account), student("s1").put("rotate", "yes")).message())
        .isEqualTo("The field 'rotate' is neither true nor false.");
    assertThat(listed()).isEmpty();
  }

  @Test
  void accountsOutliveTheServer() {
    cloud.close();
    cloud = new AccessCloud(Cloud.builder().dataDirectory(data));
    JsonNode first = provided(student("s1"));
    cloud.close();
    cloud = new AccessCloud(Cloud.builder().dataDirectory(data));

    assertThat(provided(student("s1")).get("account")).isEqualTo(first.get("account"));
    assertThat(cloud.sts(credentials(first)).getCallerIdentity().account())
        .isEqualTo(first.get("account").textValue());
  }
}
