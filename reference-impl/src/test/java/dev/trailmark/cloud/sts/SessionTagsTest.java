package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static dev.trailmark.cloud.sts.StsFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Session tags: what they permit, who may pass them, and how they go down a chain of roles. */
class SessionTagsTest {
  private static final String MAY_LIST_IF_BLUE =
      "{\"Effect\":\"Allow\",\"Action\":\"iam:ListUsers\",\"Resource\":\"*\",\"Condition\":"
          + "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"blue\"}}}";

  @AutoClose private final StsFixture sts = new StsFixture();

  @Test
  void aSessionsTagsAreThoseOfItsPrincipal() {
    sts.role("tagged", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.rolePolicy("tagged", MAY_LIST_IF_BLUE);

    AssumeRoleResponse blue =
        sts.student.assumeRole(assume("tagged").tags(tag("team", "blue")).build());
    AssumeRoleResponse red =
        sts.student.assumeRole(assume("tagged").tags(tag("team", "red")).build());

    assertThat(blue.packedPolicySize()).isPositive();
    assertThat(sts.iam(blue.credentials()).listUsers().users()).isNotEmpty();
    refused(
        () -> sts.iam(red.credentials()).listUsers(),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("tagged", "lab")
            + " is not authorized to perform: iam:ListUsers on resource:"
            + " arn:aws:iam::111122223333:user/ because no identity-based policy allows the"
            + " iam:ListUsers action");
  }

  @Test
  void passingTagsTakesThePermissionToTagTheSession() {
    sts.role("untagged", STUDENT, "sts:AssumeRole");

    refused(
        () -> sts.student.assumeRole(assume("untagged").tags(tag("team", "blue")).build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:TagSession on resource: "
            + roleArn("untagged"));
    assertThat(sts.student.assumeRole(assume("untagged").build()).packedPolicySize()).isNull();
  }

  @Test
  void aTrustPolicyMayAskForATagAndItsValue() {
    sts.roleWith(
        "blue",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + STUDENT
            + "\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"],\"Condition\":{"
            + "\"StringEquals\":{\"aws:RequestTag/Team\":\"blue\"},"
            + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"Team\"],"
            + "\"sts:TransitiveTagKeys\":[\"Team\"]}}}");

    assertThat(sts.student.assumeRole(assume("blue").tags(tag("Team", "blue")).build()))
        .isNotNull();
    String denied =
        "User: " + STUDENT + " is not authorized to perform: sts:AssumeRole on resource: ";
    refused(
        () -> sts.student.assumeRole(assume("blue").tags(tag("Team", "red")).build()),
        403,
        "AccessDenied",
        denied + roleArn("blue"));
    refused(
        () ->
            sts.student.assumeRole(
                assume("blue").tags(tag("Team", "blue"), tag("Other", "x")).build()),
        403,
        "AccessDenied",
        denied + roleArn("blue"));
    refused(
        () ->
            sts.student.assumeRole(
                assume("blue").tags(tag("Team", "blue")).transitiveTagKeys("team").build()),
        403,
        "AccessDenied",
        denied + roleArn("blue"));
  }

  @Test
  void transitiveTagsGoDownTheChainAndOthersDoNot() {
    sts.role("first", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.role("second", roleArn("first"), "sts:AssumeRole", "sts:TagSession");
    sts.role("third", roleArn("second"), "sts:AssumeRole", "sts:TagSession");
    sts.rolePolicy("third", MAY_LIST_IF_BLUE);

    Credentials handedOn = third("Team");
    Credentials lost = third("Other");

    assertThat(sts.iam(handedOn).listUsers().users()).isNotEmpty();
    refused(
        () -> sts.iam(lost).listUsers(),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("third", "lab")
            + " is not authorized to perform: iam:ListUsers on resource:"
            + " arn:aws:iam::111122223333:user/ because no identity-based policy allows the"
            + " iam:ListUsers action");
  }

  private Credentials third(String transitive) {
    StsClient first =
        sts.sts(
            sts.student
                .assumeRole(
                    assume("first")
                        .tags(tag("Team", "blue"), tag("Other", "x"))
                        .transitiveTagKeys(transitive)
                        .build())
                .credentials());
    StsClient second = sts.sts(first.assumeRole(assume("second").build()).credentials());
    return second.assumeRole(assume("third").build()).credentials();
  }

  @Test
  void handingOnATagTakesThePermissionToo() {
    sts.role("first", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.role("second", roleArn("first"), "sts:AssumeRole");
    StsClient first =
        sts.sts(
            sts.student
                .assumeRole(
                    assume("first").tags(tag("Team", "blue")).transitiveTagKeys("Team").build())
                .credentials());

    refused(
        () -> first.assumeRole(assume("second").build()),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("first", "lab")
            + " is not authorized to perform: sts:TagSession on resource: "
            + roleArn("second"));
  }

  @Test
  void aRecordTellsPassedAndInheritedTags() {
    sts.role("first", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.role("second", roleArn("first"), "sts:AssumeRole", "sts:TagSession");
    StsClient first =
        sts.sts(
            sts.student
                .assumeRole(
                    assume("first").tags(tag("Team", "blue")).transitiveTagKeys("Team").build())
                .credentials());
    first.assumeRole(
        assume("second")
            .tags(tag("CostCenter", "12345"))
            .transitiveTagKeys("CostCenter")
            .durationSeconds(900)
            .build());

    JsonNode record = sts.record("AssumeRole");

    assertThat(record.get("requestParameters").toString())
        .isEqualTo(
            "{\"roleArn\":\""
                + roleArn("second")
                + "\",\"roleSessionName\":\"lab\",\"durationSeconds\":900,"
                + "\"tags\":[{\"key\":\"CostCenter\",\"value\":\"12345\"}],"
                + "\"transitiveTagKeys\":[\"CostCenter\"],"
                + "\"incomingTransitiveTags\":{\"Team\":\"blue\"}}");
    assertThat(record.at("/responseElements/packedPolicySize").intValue()).isPositive();
  }

  @Test
  void tagsMayBeTooLargeTogetherThoughEachIsSmallEnough() {
    sts.role("tagged", STUDENT, "sts:AssumeRole", "sts:TagSession");

    refused(
        () ->
            sts.student.assumeRole(
                assume("tagged")
                    .tags(
                        IntStream.rangeClosed(1, 9)
                            .mapToObj(i -> tag("T" + i, "a".repeat(250)))
                            .toList())
                    .build()),
        400,
        "PackedPolicyTooLarge",
        "Packed size of session tags consumes 498% of allotted space.");
  }

  @Test
  void tagsHaveTheDocumentedForm() {
    sts.role("tagged", STUDENT, "sts:AssumeRole", "sts:TagSession");

    refused(
        () -> sts.student.assumeRole(assume("tagged").tags(tag("a*", "v")).build()),
        400,
        "ValidationError",
        "1 validation error detected: Value 'a*' at 'tags.1.member.key' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern:"
            + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    refused(
        () -> sts.student.assumeRole(assume("tagged").tags(tag("k", "v".repeat(257))).build()),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "v".repeat(257)
            + "' at 'tags.1.member.value' failed to satisfy constraint: Member must have length"
            + " less than or equal to 256");
    refused(
        () -> sts.student.assumeRole(assume("tagged").tags(tag("AWS:team", "v")).build()),
        400,
        "InvalidParameterValue",
        "Tag keys beginning with 'aws:' are reserved for system use.");
  }

  @Test
  void anExplicitDenyOfTaggingWins() {
    sts.role("tagged", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.studentPolicy(allow("sts:AssumeRole"), StsFixture.deny("sts:TagSession"));

    refused(
        () -> sts.student.assumeRole(assume("tagged").tags(tag("Team", "blue")).build()),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:TagSession on resource: "
            + roleArn("tagged"));
  }
}
