package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.KEY;
import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.parse;
import static dev.trailmark.cloud.policy.Fixtures.request;
import static dev.trailmark.cloud.policy.Fixtures.stranger;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a policy may have a list, a list of one is the value itself. */
class ScalarOrListTest {
  private static final String STATEMENT =
      "{'Effect':'Allow','Principal':{'AWS':'"
          + USER_ARN
          + "'},'Action':'kms:Encrypt','Resource':'"
          + KEY
          + "','Condition':{'StringEquals':{'aws:username':'alice'}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {"'" + USER_ARN + "'", "'kms:Encrypt'", "'" + KEY + "'", "'alice'", STATEMENT})
  void aListOfOneIsTheValueItself(String value) {
    String json = "{'Version':'2012-10-17','Statement':" + STATEMENT + "}";
    PolicyDocument scalar = parse(PolicyKind.KEY, json);
    PolicyDocument list = parse(PolicyKind.KEY, json.replace(value, "[" + value + "]"));

    for (PolicyDocument key : List.of(scalar, list)) {
      assertThat(allows(key, request(user(), "kms:Encrypt", KEY))).isTrue();
      assertThat(allows(key, request(user(), "kms:Decrypt", KEY))).isFalse();
      assertThat(allows(key, request(user(), "kms:Encrypt", KEY + "5"))).isFalse();
      assertThat(allows(key, request(stranger(), "kms:Encrypt", KEY))).isFalse();
    }
  }

  private static boolean allows(PolicyDocument key, AccessRequest request) {
    return PolicyEngine.decide(request, PolicySet.of(Authority.KEY_POLICY).withResource(key))
        .allowed();
  }
}
