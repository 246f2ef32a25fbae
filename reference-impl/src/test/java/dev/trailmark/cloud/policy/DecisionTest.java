package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closing phrases of AWS's denial messages. */
class DecisionTest {

  private static final String ARN = "arn:aws:iam::111122223333:policy/NoReading";

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, identity-based policy, an identity-based policy",
    "RESOURCE, resource-based policy, a resource-based policy",
    "BOUNDARY, permissions boundary, a permissions boundary",
    "SESSION, session policy, a session policy",
    "TRUST, role trust policy, the role trust policy",
    "SERVICE_CONTROL, service control policy, a service control policy",
    "RESOURCE_CONTROL, resource control policy, a resource control policy",
  })
  void eachKindOfPolicyHasItsPhrase(Source source, String missing, String denying) {
    assertThat(new Decision(Effect.IMPLICIT_DENY, source, false, List.of()).reason("kms:Encrypt"))
        .isEqualTo("because no " + missing + " allows the kms:Encrypt action");
    assertThat(new Decision(Effect.EXPLICIT_DENY, source, false, List.of()).reason("kms:Encrypt"))
        .isEqualTo("with an explicit deny in " + denying);
    assertThat(new Decision(Effect.ALLOW, source, false, List.of()).reason("kms:Encrypt"))
        .isEmpty();
  }

  @Test
  void aDenialNamesTheManagedPolicy() {
    Decision denied = denied(new PolicyOrigin(PolicyOrigin.Type.USER_MANAGED, "NoReading", ARN));
    assertThat(denied.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in an identity-based policy: " + ARN);
  }

  @Test
  void aPolicyWithoutAnArnAndAnotherAccountsCallerAreNotTold() {
    Decision inline = denied(PolicyOrigin.inline(PolicyOrigin.Type.USER, "p"));
    assertThat(inline.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in an identity-based policy");
    Decision managed = denied(new PolicyOrigin(PolicyOrigin.Type.USER_MANAGED, "p", ARN));
    Decision across = new Decision(managed.effect(), managed.source(), true, managed.deciding());
    assertThat(across.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in an identity-based policy");
    Decision ofResource =
        new Decision(Effect.EXPLICIT_DENY, Source.RESOURCE, false, managed.deciding());
    assertThat(ofResource.reason("s3:GetObject"))
        .isEqualTo("with an explicit deny in a resource-based policy");
  }

  private static Decision denied(PolicyOrigin origin) {
    PolicyDocument policy = Fixtures.identity(Fixtures.deny("s3:*")).from(origin);
    return PolicyEngine.decide(
        Fixtures.request(Fixtures.user(), "s3:GetObject", "arn:aws:s3:::b/k"),
        PolicySet.identityOnly(List.of(policy)));
  }
}
