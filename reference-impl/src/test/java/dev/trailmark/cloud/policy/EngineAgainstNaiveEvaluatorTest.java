package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.policy.Decision.Effect;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares the engine with a second evaluator on random policies. A failure names the seed; {@code
 * -Dtrailmark.policy.seed=…} repeats it.
 */
class EngineAgainstNaiveEvaluatorTest {

  private static final int SETS = 10_000;
  private static final int REQUESTS_PER_SET = 10;

  @Test
  void bothDecideTheSame() {
    long seed = Long.getLong("trailmark.policy.seed", new Random().nextLong());
    System.out.println("Policy seed: " + seed);
    Random random = new Random(seed);
    RandomPolicies generator = new RandomPolicies(random);
    Map<Effect, Integer> seen = new EnumMap<>(Effect.class);
    for (int i = 0; i < SETS; i++) {
      Authority authority = Authority.values()[random.nextInt(Authority.values().length)];
      PolicySet policies = generator.policies(authority);
      Map<PolicyDocument, JsonNode> parsed = new IdentityHashMap<>();
      for (int j = 0; j < REQUESTS_PER_SET; j++) {
        AccessRequest request = generator.request(authority);
        Effect effect = PolicyEngine.decide(request, policies).effect();
        Effect expected = new NaiveEvaluator(request, policies, parsed).evaluate();
        if (effect != expected) {
          assertThat(effect).as(describe(seed, request, policies)).isEqualTo(expected);
        }
        seen.merge(effect, 1, Integer::sum);
      }
    }
    System.out.println("Policy outcomes: " + seen);
    int tenth = SETS * REQUESTS_PER_SET / 10;
    assertThat(seen).as("each outcome is common").hasSize(Effect.values().length);
    assertThat(seen.values()).allMatch(count -> count > tenth);
  }

  private static String describe(long seed, AccessRequest request, PolicySet policies) {
    StringBuilder text = new StringBuilder("seed " + seed);
    text.append("\ncaller ").append(request.principal());
    text.append("\naction ").append(request.action()).append(" on ").append(request.resource());
    text.append("\naws:k ").append(request.context().values("aws:k"));
    text.append("\nauthority ").append(policies.authority());
    text.append(", ACL allows ").append(policies.acl());
    policies.identity().forEach(document -> text.append("\nidentity ").append(document.text()));
    policies.session().forEach(document -> text.append("\nsession ").append(document.text()));
    if (policies.boundary() != null) {
      text.append("\nboundary ").append(policies.boundary().text());
    }
    if (policies.resource() != null) {
      text.append("\nresource ").append(policies.resource().text());
    }
    return text.toString().replace("%", "%%");
  }
}
