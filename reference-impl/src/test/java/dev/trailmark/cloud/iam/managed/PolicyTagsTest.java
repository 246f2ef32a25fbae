package dev.trailmark.cloud.iam.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

class PolicyTagsTest extends IamFixture {
  private String arn;

  @BeforeEach
  void createPolicy() {
    arn =
        root.createPolicy(r -> r.policyName("p").policyDocument(policy(allow("s3:*", "*"))))
            .policy()
            .arn();
  }

  @Test
  void tagsAreAddedReplacedAndRemovedByTheirExactKeys() {
    root.tagPolicy(
        r -> r.policyArn(arn).tags(tag("abc", "1"), tag("b", "2"), tag("a", "3"), tag("A", "4")));
    root.tagPolicy(r -> r.policyArn(arn).tags(tag("a", "5")));

    var first = root.listPolicyTags(r -> r.policyArn(arn).maxItems(3));
    assertThat(first.tags()).containsExactly(tag("A", "4"), tag("a", "5"), tag("b", "2"));
    assertThat(root.listPolicyTags(r -> r.policyArn(arn).marker(first.marker())).tags())
        .containsExactly(tag("abc", "1"));

    root.untagPolicy(r -> r.policyArn(arn).tagKeys("a", "b", "none"));
    assertThat(root.listPolicyTags(r -> r.policyArn(arn)).tags())
        .extracting(Tag::key)
        .containsExactly("A", "abc");
  }

  @Test
  void wrongTagsAndPoliciesAreRefused() {
    refused(
        () -> root.tagPolicy(r -> r.policyArn(arn).tags(tag("a", "1"), tag("a", "2"))),
        400,
        "InvalidInput",
        "Duplicate tag keys found.");
    refused(
        () -> root.untagPolicy(r -> r.policyArn(arn).tagKeys("?")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must"
            + " satisfy constraint: [Member must have length less than or equal to 128, Member must"
            + " have length greater than or equal to 1, Member must satisfy regular expression"
            + " pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]");
    refused(
        () -> root.tagPolicy(r -> r.policyArn(arn + "x").tags(tag("a", "1"))),
        404,
        "NoSuchEntity",
        "Policy " + arn + "x was not found.");
    refused(
        () ->
            root.tagPolicy(
                r -> r.policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess").tags(tag("a", "1"))),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:root is not authorized to perform: iam:TagPolicy on"
            + " resource: policy arn:aws:iam::aws:policy/ReadOnlyAccess");
  }

  @Test
  void tagsOfTheRequestAndOfThePolicyDecide() {
    IamClient alice =
        userWith(
            "alice",
            allowIf("iam:TagPolicy", "*", "aws:RequestTag/team", "a")
                + ","
                + allowIf("iam:UntagPolicy", "*", "aws:ResourceTag/team", "a"));

    denied(
        () -> alice.tagPolicy(r -> r.policyArn(arn).tags(tag("team", "b"))),
        "alice",
        "iam:TagPolicy",
        "policy " + arn);
    denied(
        () -> alice.untagPolicy(r -> r.policyArn(arn).tagKeys("team")),
        "alice",
        "iam:UntagPolicy",
        "policy " + arn);
    alice.tagPolicy(r -> r.policyArn(arn).tags(tag("team", "a")));
    alice.untagPolicy(r -> r.policyArn(arn).tagKeys("team"));
    assertThat(root.listPolicyTags(r -> r.policyArn(arn)).tags()).isEmpty();
  }

  @Test
  void recordsShowTheTags() {
    root.tagPolicy(r -> r.policyArn(arn).tags(tag("team", "a")));

    assertThat(record("TagPolicy"))
        .contains("\"policyArn\":\"" + arn + "\"")
        .contains("\"tags\":[{\"key\":\"team\",\"value\":\"a\"}]")
        .contains("\"responseElements\":null");
  }
}
