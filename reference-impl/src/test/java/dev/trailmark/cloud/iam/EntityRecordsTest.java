package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.IamClient;

/** What CloudTrail records of calls about roles and accounts: request, response, read or write. */
class EntityRecordsTest extends IamFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TASK =
      "task/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch/"
          + "00000000-0000-0000-0000-000000000000";

  /** A call on a role r and what its record has; single quotes stand for double ones. */
  private record Row(
      String event,
      boolean readOnly,
      String parameters,
      String response,
      Consumer<IamClient> call) {
    @Override
    public String toString() {
      return event;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "TagRole",
            false,
            "{'roleName':'r','tags':[{'key':'Team','value':'red'}]}",
            "null",
            iam -> iam.tagRole(r -> r.roleName("r").tags(tag("Team", "red")))),
        new Row(
            "UntagRole",
            false,
            "{'roleName':'r','tagKeys':['Team']}",
            "null",
            iam -> iam.untagRole(r -> r.roleName("r").tagKeys("Team"))),
        new Row(
            "ListRoleTags",
            true,
            "{'roleName':'r'}",
            "null",
            iam -> iam.listRoleTags(r -> r.roleName("r"))),
        new Row(
            "GetRole", true, "{'roleName':'r'}", "null", iam -> iam.getRole(r -> r.roleName("r"))),
        new Row(
            "ListRoles",
            true,
            "{'pathPrefix':'/team/','maxItems':5}",
            "null",
            iam -> iam.listRoles(r -> r.pathPrefix("/team/").maxItems(5))),
        new Row(
            "UpdateRole",
            false,
            "{'roleName':'r','maxSessionDuration':7200}",
            "null",
            iam -> iam.updateRole(r -> r.roleName("r").maxSessionDuration(7200))),
        new Row(
            "DeleteRole",
            false,
            "{'roleName':'r'}",
            "null",
            iam -> iam.deleteRole(r -> r.roleName("r"))),
        new Row(
            "CreateAccountAlias",
            false,
            "{'accountAlias':'lab'}",
            "null",
            iam -> iam.createAccountAlias(r -> r.accountAlias("lab"))),
        new Row("ListAccountAliases", true, "null", "null", IamClient::listAccountAliases),
        new Row("GetAccountSummary", true, "null", "null", IamClient::getAccountSummary));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCallIsRecorded(Row row) throws Exception {
    root.createRole(
        r -> r.roleName("r").assumeRolePolicyDocument(trust("111122223333")).path("/team/"));

    row.call().accept(root);

    JsonNode record = JSON.readTree(record(row.event()));
    assertThat(record.get("requestParameters")).isEqualTo(json(row.parameters()));
    assertThat(record.get("responseElements")).isEqualTo(json(row.response()));
    assertThat(record.get("readOnly").asBoolean()).isEqualTo(row.readOnly());
    assertThat(record.get("eventSource").asText()).isEqualTo("iam.amazonaws.com");
    assertThat(record.get("awsRegion").asText()).isEqualTo("us-east-1");
    assertThat(record.has("errorCode")).isFalse();
  }

  static Stream<Row> refusedRows() {
    return Stream.of(
        new Row(
            "DeleteAccountAlias",
            false,
            "{'accountAlias':'lab'}",
            "NoSuchEntityException",
            iam -> iam.deleteAccountAlias(r -> r.accountAlias("lab"))),
        new Row(
            "GetServiceLinkedRoleDeletionStatus",
            true,
            "{'deletionTaskId':'" + TASK + "'}",
            "NoSuchEntityException",
            iam -> iam.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(TASK))),
        new Row(
            "CreateRole",
            false,
            "{'roleName':'x','assumeRolePolicyDocument':'{,}'}",
            "MalformedPolicyDocumentException",
            iam -> iam.createRole(r -> r.roleName("x").assumeRolePolicyDocument("{,}"))),
        new Row(
            "UpdateRoleDescription",
            false,
            "{'roleName':'none','description':'d'}",
            "NoSuchEntityException",
            iam -> iam.updateRoleDescription(r -> r.roleName("none").description("d"))));
  }

  @ParameterizedTest
  @MethodSource("refusedRows")
  void aRefusalIsRecordedByTheNameOfItsType(Row row) throws Exception {
    catchThrowable(() -> row.call().accept(root));

    JsonNode record = JSON.readTree(record(row.event()));
    assertThat(record.get("requestParameters")).isEqualTo(json(row.parameters()));
    assertThat(record.get("responseElements")).isEqualTo(json("null"));
    assertThat(record.get("errorCode").asText()).isEqualTo(row.response());
    assertThat(record.get("readOnly").asBoolean()).isEqualTo(row.readOnly());
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
