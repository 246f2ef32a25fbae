package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import dev.trailmark.cloud.policy.Explanation.NearMiss;
import dev.trailmark.cloud.policy.Explanation.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/k";

  private final ContextValues context = new ContextValues();

  @Test
  void withoutAStatementForTheActionThereIsNoNearMiss() throws Exception {
    Explanation explanation = explain(identity("kms:Encrypt", "*", ""));

    assertThat(explanation.decision().effect()).isEqualTo(Effect.IMPLICIT_DENY);
    assertThat(side(explanation, Source.IDENTITY).policies()).isEqualTo(1);
    assertThat(side(explanation, Source.IDENTITY).nearMisses()).isEmpty();
  }

  @Test
  void aStatementForAnotherResourceNearlyAllows() throws Exception {
    assertThat(misses(identity("kms:*", KEY + "2", "")))
        .containsExactly("its Resource is " + KEY + "2, not " + KEY);
  }

  @Test
  void aConditionOnAnAbsentKeyNearlyAllows() throws Exception {
    assertThat(
            misses(
                identity(
                    "kms:Decrypt",
                    "*",
                    "\"StringEquals\":{\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}")))
        .containsExactly(
            "its Condition StringEquals wants kms:ViaService to be s3.us-east-1.amazonaws.com, and"
                + " the request has no such key");
  }

  @Test
  void aConditionOnAnotherValueTellsBoth() throws Exception {
    context.put("aws:PrincipalTag/Team", "red");

    assertThat(
            misses(
                identity(
                    "kms:Decrypt",
                    "*",
                    "\"ForAnyValue:StringLikeIfExists\":{\"aws:PrincipalTag/Team\":[\"blue\",\"gr*\"]}")))
        .containsExactly(
            "its Condition ForAnyValue:StringLikeIfExists wants aws:PrincipalTag/Team to be blue,"
                + " gr*, and it is red");
  }

  @Test
  void theNearestMissComesFirst() throws Exception {
    Explanation explanation =
        explain(
            PolicySet.identityOnly(
                List.of(
                    parse(
                        allow("kms:*", KEY + "2", "\"Bool\":{\"aws:SecureTransport\":true}"),
                        PolicyKind.IDENTITY),
                    parse(allow("kms:*", KEY + "3", ""), PolicyKind.IDENTITY))));

    assertThat(side(explanation, Source.IDENTITY).nearMisses())
        .extracting(miss -> miss.obstacles().size())
        .containsExactly(1, 2);
  }

  @Test
  void aDenyIsAMatchAndWhatAllowsNeedsNoNearMiss() throws Exception {
    PolicyDocument both =
        parse(
            "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"},"
                + "{\"Sid\":\"No\",\"Effect\":\"Deny\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}",
            PolicyKind.IDENTITY);
    Explanation explanation = explain(PolicySet.identityOnly(List.of(both)));
    Side side = side(explanation, Source.IDENTITY);

    assertThat(explanation.decision().deciding().get(0).statement().sid()).contains("No");
    assertThat(side.effect()).isEqualTo(Effect.EXPLICIT_DENY);
    assertThat(side.matches()).hasSize(2);
    assertThat(side.nearMisses()).isEmpty();
  }

  @Test
  void aKeyPolicyForTheAccountLeavesItToIdentityPolicies() throws Exception {
    PolicySet policies =
        PolicySet.of(Authority.KEY_POLICY)
            .withResource(keyPolicy("arn:aws:iam::111122223333:root"));
    Explanation explanation = explain(policies);

    assertThat(explanation.decision().source()).isEqualTo(Source.IDENTITY);
    assertThat(side(explanation, Source.RESOURCE).effect()).isEqualTo(Effect.ALLOW);
    assertThat(side(explanation, Source.RESOURCE).delegated()).isTrue();
    assertThat(side(explain(policies.withResource(keyPolicy(ALICE))), Source.RESOURCE).delegated())
        .isFalse();
  }

  @Test
  void aResourcePolicyForSomeoneElseNearlyAllows() throws Exception {
    Explanation explanation =
        explain(PolicySet.of(Authority.KEY_POLICY).withResource(keyPolicy(ALICE + "2")));

    assertThat(side(explanation, Source.RESOURCE).nearMisses().get(0).obstacles())
        .extracting(Obstacle::sentence)
        .containsExactly("its Principal is " + ALICE + "2, not " + ALICE);
  }

  @Test
  void boundaryAndSessionAreSidesOnlyWhereTheyAre() throws Exception {
    PolicyDocument all = parse(allow("kms:*", "*", ""), PolicyKind.IDENTITY);
    Explanation without = explain(PolicySet.identityOnly(List.of(all)));
    Explanation bounded = explain(PolicySet.identityOnly(List.of(all)).withBoundary(all));

    assertThat(without.sides()).extracting(Side::source).containsExactly(Source.IDENTITY);
    assertThat(bounded.sides())
        .extracting(Side::source)
        .containsExactly(Source.IDENTITY, Source.BOUNDARY);
  }

  private List<String> misses(PolicySet policies) {
    List<NearMiss> nearMisses = side(explain(policies), Source.IDENTITY).nearMisses();
    return nearMisses.stream()
        .flatMap(miss -> miss.obstacles().stream())
        .map(Obstacle::sentence)
        .toList();
  }

  private Explanation explain(PolicySet policies) {
    AccessRequest request =
        new AccessRequest(
            Principal.user("111122223333", ALICE, "AIDAALICE", "alice", null),
            "kms:Decrypt",
            KEY,
            "111122223333",
            context);
    return Explanation.of(request, policies, PolicyEngine.decide(request, policies));
  }

  private static Side side(Explanation explanation, Source source) {
    return explanation.sides().stream()
        .filter(side -> side.source() == source)
        .findFirst()
        .orElseThrow();
  }

  private static PolicySet identity(String action, String resource, String conditions)
      throws MalformedPolicyException {
    return PolicySet.identityOnly(
        List.of(parse(allow(action, resource, conditions), PolicyKind.IDENTITY)));
  }

  private static PolicyDocument keyPolicy(String principal) throws MalformedPolicyException {
    return parse(
        "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\",\"Principal\":{\"AWS\":\"%s\"}}"
            .formatted(principal),
        PolicyKind.KEY);
  }

  private static String allow(String action, String resource, String conditions) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\",\"Condition\":{%s}}"
        .formatted(action, resource, conditions);
  }

  private static PolicyDocument parse(String statements, PolicyKind kind)
      throws MalformedPolicyException {
    return PolicyDocument.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", kind);
  }
}
