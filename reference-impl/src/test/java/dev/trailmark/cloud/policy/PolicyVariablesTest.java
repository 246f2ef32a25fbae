package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.ACCOUNT;
import static dev.trailmark.cloud.policy.Fixtures.role;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyVariablesTest {

  private static final String HOME =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*",
       "Resource":"arn:aws:s3:::home/${aws:username}/*"}}""";

  @Test
  void aResourceFollowsTheCaller() throws MalformedPolicyException {
    assertThat(allows(HOME, user(), "arn:aws:s3:::home/alice/notes")).isTrue();
    assertThat(allows(HOME, user(), "arn:aws:s3:::home/bob/notes")).isFalse();
  }

  @Test
  void aVariableWithoutValueMatchesNothing() throws MalformedPolicyException {
    assertThat(allows(HOME, role(), "arn:aws:s3:::home/alice/notes")).isFalse();
    assertThat(allows(HOME, role(), "arn:aws:s3:::home/${aws:username}/notes")).isFalse();
    String others = HOME.replace("Resource", "NotResource");
    assertThat(allows(others, user(), "arn:aws:s3:::home/bob/notes")).isTrue();
    assertThat(allows(others, role(), "arn:aws:s3:::home/bob/notes")).isFalse();
  }

  @Test
  void theOlderVersionTakesVariablesForText() throws MalformedPolicyException {
    String older = HOME.replace("2012", "2008");
    assertThat(allows(older, user(), "arn:aws:s3:::home/alice/notes")).isFalse();
    assertThat(allows(older, user(), "arn:aws:s3:::home/${aws:username}/notes")).isTrue();
  }

  @Test
  void aVariableBeforeTheFifthColonIsText() throws MalformedPolicyException {
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:*",
         "Resource":"arn:aws:kms:us-east-1:${aws:PrincipalAccount}:key/*"}}""";
    assertThat(allows(policy, user(), Fixtures.KEY)).isFalse();
  }

  @Test
  void aDefaultStandsInForAMissingValue() throws MalformedPolicyException {
    String policy = HOME.replace("${aws:username}", "${aws:PrincipalTag/team, 'nobody'}");
    assertThat(allows(policy, role(), "arn:aws:s3:::home/blue/notes")).isTrue();
    assertThat(allows(policy, role(), "arn:aws:s3:::home/nobody/notes")).isFalse();
    assertThat(allows(policy, user(), "arn:aws:s3:::home/nobody/notes")).isTrue();
  }

  @Test
  void escapesAreLiteral() throws MalformedPolicyException {
    String policy = HOME.replace("${aws:username}/*", "${*}${?}${$}*");
    assertThat(allows(policy, user(), "arn:aws:s3:::home/*?$x")).isTrue();
    assertThat(allows(policy, user(), "arn:aws:s3:::home/abcx")).isFalse();
  }

  @Test
  void aValueCannotSmuggleAWildcardIn() throws MalformedPolicyException {
    for (String name : List.of("*", "\uFFFF")) {
      Principal caller =
          Principal.user(ACCOUNT, "arn:aws:iam::111122223333:user/x", "AIDAX", name, "AKIAX");
      assertThat(allows(HOME, caller, "arn:aws:s3:::home/bob/notes")).isFalse();
    }
  }

  @Test
  void conditionsResolveVariablesAndNegatedOnesHoldWithoutAValue() throws MalformedPolicyException {
    String own =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*",
         "Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:userid}"}}}}""";
    assertThat(allows(own, Fixtures.root(), "*")).isTrue();
    assertThat(allows(own, user(), "*")).isFalse();
    String not =
        own.replace("StringEquals", "StringNotLike").replace("${aws:userid}", "${aws:username}*");
    assertThat(allows(not, role(), "*")).isTrue();
    assertThat(allows(not, user(), "*")).isTrue();
  }

  private static boolean allows(String json, Principal caller, String resource)
      throws MalformedPolicyException {
    PolicyDocument policy = PolicyDocument.parse(json, PolicyKind.IDENTITY);
    String action = resource.startsWith("arn:aws:kms") ? "kms:Encrypt" : "s3:GetObject";
    return policy.firstAllow(Fixtures.request(caller, action, resource)) != null;
  }
}
