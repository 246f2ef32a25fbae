package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import dev.trailmark.cloud.policy.NaiveEvaluator.Outcome;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Compares the engine with a second evaluator on random policies: the effect and the side that
 * decided. What the decisions hung on is counted, so that none of the rules goes uncompared. A
 * failure names the seed; see {@link Seeds}.
 */
class EngineAgainstNaiveEvaluatorTest {

  private static final int SETS = 4_000;

  /** The rarest rules may be met a few times too seldom in as many sets as are enough. */
  private static final int AT_MOST = 4 * SETS;

  private static final int REQUESTS_PER_SET = 10;

  @Test
  void bothDecideTheSame() {
    long seed = Seeds.seed();
    Random random = new Random(seed);
    RandomPolicies generator = new RandomPolicies(random);
    DecisionMix mix = new DecisionMix();
    for (int i = 0; i < SETS || i < AT_MOST && !mix.lacking().isEmpty(); i++) {
      Authority authority = Authority.values()[random.nextInt(Authority.values().length)];
      List<RandomPolicies.PlainGrant> grants = generator.grants(authority);
      PolicySet policies = generator.policies(authority, grants);
      Map<PolicyDocument, JsonNode> parsed = new IdentityHashMap<>();
      for (int j = 0; j < REQUESTS_PER_SET; j++) {
        AccessRequest request = generator.request(authority);
        Decision decision = PolicyEngine.decide(request, policies);
        Outcome outcome = new Outcome(decision.effect(), decision.source());
        Outcome expected = new NaiveEvaluator(request, policies, grants, parsed).evaluate();
        if (!outcome.equals(expected)) {
          assertThat(outcome).as(describe(seed, request, policies, grants)).isEqualTo(expected);
        }
        assertBacked(decision, request, policies);
        mix.count(decision, request, policies);
      }
    }
    assertThat(mix.lacking()).as("met too seldom, of %s", mix).isEmpty();
  }

  /** The statements that a decision names apply, and have its effect. */
  private static void assertBacked(Decision decision, AccessRequest request, PolicySet policies) {
    if (decision.deciding().isEmpty()) {
      Set<Source> without = EnumSet.of(Source.ROOT, Source.ACL, Source.GRANT);
      boolean expected =
          decision.effect() == Effect.IMPLICIT_DENY || without.contains(decision.source());
      assertThat(expected).as("%s without a statement", decision).isTrue();
      return;
    }
    for (Match match : decision.deciding()) {
      if (match.statement().isAllow() != decision.allowed()
          || !PolicyEngine.matches(request, policies).contains(match)) {
        assertThat(PolicyEngine.matches(request, policies)).contains(match);
        assertThat(match.statement().isAllow()).isEqualTo(decision.allowed());
      }
    }
  }

  private static String describe(
      long seed,
      AccessRequest request,
      PolicySet policies,
      List<RandomPolicies.PlainGrant> grants) {
    StringBuilder text = new StringBuilder("seed " + seed);
    text.append("\ncaller ").append(request.principal());
    text.append("\naction ").append(request.action()).append(" on ").append(request.resource());
    for (String key : RandomConditions.keys()) {
      text.append("\n").append(key).append(' ').append(request.context().values(key));
    }
    text.append("\nauthority ").append(policies.authority());
    text.append(", ACL allows ").append(policies.acl());
    text.append("\ngrants ").append(grants);
    policies.identity().forEach(document -> text.append("\nidentity ").append(document.text()));
    policies.session().forEach(document -> text.append("\nsession ").append(document.text()));
    policies
        .serviceControl()
        .forEach(level -> level.forEach(scp -> text.append("\nSCP ").append(scp.text())));
    policies
        .resourceControl()
        .forEach(level -> level.forEach(rcp -> text.append("\nRCP ").append(rcp.text())));
    if (policies.boundary() != null) {
      text.append("\nboundary ").append(policies.boundary().text());
    }
    if (policies.resource() != null) {
      text.append("\nresource ").append(policies.resource().text());
    }
    return text.toString().replace("%", "%%");
  }
}
