package dev.trailmark.cloud.iam.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

class ManagedPoliciesTest extends IamFixture {
  private static final String DOCUMENT = policy(allow("s3:ListAllMyBuckets", "*"));
  private static final String ARN = "arn:aws:iam::111122223333:policy/";

  private Policy create(String name) {
    return root.createPolicy(r -> r.policyName(name).policyDocument(DOCUMENT)).policy();
  }

  @Test
  void aPolicyIsMadeAndShown() {
    Policy made =
        root.createPolicy(
                r ->
                    r.policyName("Listing")
                        .path("/team/a/")
                        .description("lists buckets")
                        .policyDocument(DOCUMENT)
                        .tags(tag("b", "2"), tag("a", "1"), tag("A", "3")))
            .policy();

    assertThat(made.arn()).isEqualTo(ARN + "team/a/Listing");
    assertThat(made.policyId()).startsWith("ANPA").hasSize(21);
    assertThat(made.path()).isEqualTo("/team/a/");
    assertThat(made.defaultVersionId()).isEqualTo("v1");
    assertThat(made.attachmentCount()).isZero();
    assertThat(made.permissionsBoundaryUsageCount()).isZero();
    assertThat(made.isAttachable()).isTrue();
    assertThat(made.updateDate()).isEqualTo(made.createDate());
    assertThat(made.description()).isNull();
    assertThat(made.tags()).containsExactly(tag("b", "2"), tag("a", "1"), tag("A", "3"));

    Policy shown = root.getPolicy(r -> r.policyArn(made.arn())).policy();
    assertThat(shown).isEqualTo(made.toBuilder().description("lists buckets").build());
    Policy listed = root.listPolicies(r -> r.scope(PolicyScopeType.LOCAL)).policies().get(0);
    assertThat(listed.description()).isNull();
    assertThat(listed.hasTags()).isFalse();
  }

  @Test
  void namesAreUniqueWhateverPathAndCase() {
    create("Listing");

    refused(
        () -> root.createPolicy(r -> r.policyName("LISTING").path("/x/").policyDocument(DOCUMENT)),
        409,
        "EntityAlreadyExists",
        "A policy called LISTING already exists. Duplicate names are not allowed.");
  }

  @Test
  void whatIsNotAPolicyIsRefused() {
    refused(
        () -> root.createPolicy(r -> r.policyName("p").policyDocument("no JSON")),
        400,
        "MalformedPolicyDocument",
        "Syntax errors in policy.");
    refused(
        () -> root.createPolicy(r -> r.policyName("p").policyDocument(trust(ACCOUNT))),
        400,
        "MalformedPolicyDocument",
        "Policy document should not specify a principal.");
    refused(
        () ->
            root.createPolicy(
                r ->
                    r.policyName("p")
                        .policyDocument(policy(allow("s3:Get", "*") + " ".repeat(7000)))
                        .path("bad")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'path' failed to satisfy constraint: Member must"
            + " satisfy regular expression pattern: ((/[A-Za-z0-9\\.,\\+@=_-]+)*)/");
    refused(
        () ->
            root.createPolicy(
                r -> r.policyName("p").policyDocument(DOCUMENT).tags(tag("a", "1"), tag("a", "2"))),
        400,
        "InvalidInput",
        "Duplicate tag keys found.");
  }

  @Test
  void aPolicyHoldsSixThousandCharactersWithoutWhiteSpace() {
    String full = policy(allow("s3:Get" + "x".repeat(6144 - 90), "*"));
    String fitting = full.substring(0, 10) + " ".repeat(500) + full.substring(10);
    assertThat(PolicyTexts.quotaLength(fitting)).isEqualTo(6144);

    root.createPolicy(r -> r.policyName("fits").policyDocument(fitting));
    refused(
        () ->
            root.createPolicy(
                r -> r.policyName("p").policyDocument(full.replace("s3:Get", "s3:Gett"))),
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144");
  }

  @Test
  void policiesAreListedBelowAPathPageByPage() {
    IntStream.range(0, 3)
        .forEach(
            i ->
                root.createPolicy(r -> r.policyName("p" + i).path("/x/").policyDocument(DOCUMENT)));
    create("other");

    var first =
        root.listPolicies(r -> r.pathPrefix("/x/").scope(PolicyScopeType.LOCAL).maxItems(2));

    assertThat(first.policies()).extracting(Policy::policyName).containsExactly("p0", "p1");
    assertThat(first.isTruncated()).isTrue();
    assertThat(root.listPolicies(r -> r.pathPrefix("/x/").marker(first.marker())).policies())
        .extracting(Policy::policyName)
        .containsExactly("p2");
  }

  @Test
  void policiesAreListedByTheirUse() {
    Policy used = create("used");
    create("idle");
    root.attachUserPolicy(r -> r.userName("student").policyArn(used.arn()));

    assertThat(root.listPolicies(r -> r.onlyAttached(true)).policies())
        .singleElement()
        .satisfies(policy -> assertThat(policy.attachmentCount()).isEqualTo(1))
        .satisfies(policy -> assertThat(policy.arn()).isEqualTo(used.arn()));
    assertThat(
            root.listPolicies(r -> r.policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY))
                .policies())
        .extracting(Policy::policyName)
        .containsExactly("used");
    assertThat(
            root.listPolicies(r -> r.policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY))
                .policies())
        .isEmpty();
  }

  @Test
  void aPolicyInUseOrWithMoreVersionsCannotBeDeleted() {
    String arn = create("Listing").arn();
    root.attachUserPolicy(r -> r.userName("student").policyArn(arn));
    root.createPolicyVersion(r -> r.policyArn(arn).policyDocument(DOCUMENT));

    refused(
        () -> root.deletePolicy(r -> r.policyArn(arn)),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
    root.detachUserPolicy(r -> r.userName("student").policyArn(arn));
    refused(
        () -> root.deletePolicy(r -> r.policyArn(arn)),
        409,
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.");
    root.deletePolicyVersion(r -> r.policyArn(arn).versionId("v2"));
    root.deletePolicy(r -> r.policyArn(arn));
    refused(
        () -> root.getPolicy(r -> r.policyArn(arn)),
        404,
        "NoSuchEntity",
        "Policy " + arn + " was not found.");
  }

  @Test
  void arnsThatNameNoPolicyAreRefused() {
    refused(
        () -> root.getPolicy(r -> r.policyArn("longpolicynamebutnoarn")),
        400,
        "ValidationError",
        "Invalid ARN:  Could not be parsed!");
    refused(
        () -> root.getPolicy(r -> r.policyArn("arn:aws:iam::111122223333:user/student")),
        400,
        "ValidationError",
        "ARN arn:aws:iam::111122223333:user/student is not valid.");
    refused(
        () -> root.deletePolicy(r -> r.policyArn("arn:aws:iam::444455556666:policy/theirs")),
        404,
        "NoSuchEntity",
        "Policy arn:aws:iam::444455556666:policy/theirs was not found.");
  }

  @Test
  void whoMayReadAndWhoMayNotIsSaidInIamsWords() {
    String arn = create("Listing").arn();
    IamClient alice = userWith("alice", allow("iam:GetPolicy", ARN + "Lis*"));

    assertThat(alice.getPolicy(r -> r.policyArn(arn)).policy().policyName()).isEqualTo("Listing");
    denied(
        () -> alice.getPolicy(r -> r.policyArn(ARN + "Other")),
        "alice",
        "iam:GetPolicy",
        "policy " + ARN + "Other");
    denied(
        () -> alice.createPolicy(r -> r.policyName("Mine").policyDocument(DOCUMENT)),
        "alice",
        "iam:CreatePolicy",
        "policy Mine");
    denied(() -> alice.listPolicies(), "alice", "iam:ListPolicies", "policy path /");
  }

  @Test
  void tagsDecideWhoMayMakeAndReadPolicies() {
    IamClient alice =
        userWith(
            "alice",
            allowIf("iam:CreatePolicy", "*", "aws:RequestTag/team", "a")
                + ","
                + allow("iam:TagPolicy", "arn:aws:iam::111122223333:policy/Mine")
                + ","
                + allowIf("iam:GetPolicy", "*", "aws:ResourceTag/team", "a"));

    String arn =
        alice
            .createPolicy(r -> r.policyName("Mine").policyDocument(DOCUMENT).tags(tag("team", "a")))
            .policy()
            .arn();
    assertThat(alice.getPolicy(r -> r.policyArn(arn)).policy().tags())
        .containsExactly(tag("team", "a"));
    denied(
        () ->
            alice.createPolicy(
                r -> r.policyName("Other").policyDocument(DOCUMENT).tags(tag("team", "b"))),
        "alice",
        "iam:CreatePolicy",
        "policy Other");
    denied(
        () ->
            alice.createPolicy(
                r -> r.policyName("Another").policyDocument(DOCUMENT).tags(tag("team", "a"))),
        "alice",
        "iam:TagPolicy",
        "policy Another");
    String other = create("Theirs").arn();
    denied(
        () -> alice.getPolicy(r -> r.policyArn(other)),
        "alice",
        "iam:GetPolicy",
        "policy " + other);
  }

  @Test
  void recordsShowWhatWasMade() {
    String arn = create("Listing").arn();
    root.deletePolicy(r -> r.policyArn(arn));

    assertThat(record("CreatePolicy"))
        .contains("\"policyName\":\"Listing\"")
        .contains("\"policyDocument\":")
        .contains("\"responseElements\":{\"policy\":{")
        .contains("\"arn\":\"" + arn + "\"");
    assertThat(record("DeletePolicy"))
        .contains("\"requestParameters\":{\"policyArn\":\"" + arn + "\"}")
        .contains("\"responseElements\":null");
  }
}
