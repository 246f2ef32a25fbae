package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a request was decided as it was: the decision, and what each kind of policy says by itself,
 * with the statements that apply and, where none allows, those that nearly would. For people who
 * ask; the engine decides without it.
 *
 * @param decision the decision
 * @param sides the kinds of policies that the decision could ask, in the order in which the engine
 *     asks them
 */
public record Explanation(Decision decision, List<Side> sides) {

  /** Copies the list so that the explanation is immutable. */
  public Explanation {
    sides = List.copyOf(sides);
  }

  /**
   * What the policies of one kind say by themselves.
   *
   * @param source the kind
   * @param effect their conclusion
   * @param delegated whether they allow no more than that the account's own policies may allow
   * @param policies how many there are
   * @param matches the statements that apply, whatever their effect
   * @param nearMisses when none allows the caller itself, the Allow statements that cover the
   *     action but do not apply, those with the fewest obstacles first
   */
  public record Side(
      Source source,
      Effect effect,
      boolean delegated,
      int policies,
      List<Match> matches,
      List<NearMiss> nearMisses) {

    /** Copies the lists so that the side is immutable. */
    public Side {
      matches = List.copyOf(matches);
      nearMisses = List.copyOf(nearMisses);
    }
  }

  /**
   * An Allow statement that covers the action but does not apply.
   *
   * @param match the statement
   * @param obstacles what keeps it from applying; never empty
   */
  public record NearMiss(Match match, List<Obstacle> obstacles) {

    /** Copies the list so that the near miss is immutable. */
    public NearMiss {
      obstacles = List.copyOf(obstacles);
    }
  }

  /**
   * Explains a decision.
   *
   * @param request what was asked
   * @param policies the policies that decided
   * @param decision what came of it
   */
  public static Explanation of(AccessRequest request, PolicySet policies, Decision decision) {
    List<Side> sides = new ArrayList<>();
    boolean bounded = PolicyEngine.isBounded(request, policies);
    if (policies.authority() != Authority.IDENTITY_ONLY) {
      Source source = policies.authority() == Authority.TRUST ? Source.TRUST : Source.RESOURCE;
      sides.add(side(source, request, bounded, present(policies.resource())));
      addGrants(request, policies, sides);
    }
    if (request.principal().accountId() != null) {
      sides.add(side(Source.IDENTITY, request, bounded, policies.identity()));
      addIfPresent(Source.BOUNDARY, request, present(policies.boundary()), sides);
      addIfPresent(Source.SESSION, request, policies.session(), sides);
    }
    return new Explanation(decision, sides);
  }

  /** What allows on the resource's side without being a policy; neither can deny. */
  private static void addGrants(AccessRequest request, PolicySet policies, List<Side> into) {
    if (!policies.grants().all().isEmpty()) {
      Reach reach = policies.grants().reach(request);
      Effect effect = reach == Reach.NONE ? Effect.IMPLICIT_DENY : Effect.ALLOW;
      boolean delegated = reach == Reach.DELEGATED;
      int count = policies.grants().all().size();
      into.add(new Side(Source.GRANT, effect, delegated, count, List.of(), List.of()));
    }
    if (policies.acl()) {
      into.add(new Side(Source.ACL, Effect.ALLOW, false, 1, List.of(), List.of()));
    }
  }

  private static List<PolicyDocument> present(PolicyDocument policy) {
    return policy == null ? List.of() : List.of(policy);
  }

  private static void addIfPresent(
      Source source, AccessRequest request, List<PolicyDocument> policies, List<Side> into) {
    if (!policies.isEmpty()) {
      into.add(side(source, request, false, policies));
    }
  }

  private static Side side(
      Source source, AccessRequest request, boolean bounded, List<PolicyDocument> policies) {
    List<Match> matches = new ArrayList<>();
    policies.forEach(policy -> policy.addMatches(request, bounded, matches));
    Effect effect = effect(matches);
    boolean reached =
        matches.stream().anyMatch(m -> m.statement().isAllow() && reachesCaller(m, request));
    return new Side(
        source,
        effect,
        effect == Effect.ALLOW && !reached,
        policies.size(),
        matches,
        reached ? List.of() : nearMisses(request, policies));
  }

  private static Effect effect(List<Match> matches) {
    if (matches.isEmpty()) {
      return Effect.IMPLICIT_DENY;
    }
    return matches.stream().allMatch(match -> match.statement().isAllow())
        ? Effect.ALLOW
        : Effect.EXPLICIT_DENY;
  }

  private static boolean reachesCaller(Match match, AccessRequest request) {
    return !match.statement().namesPrincipals()
        || match.statement().reach(request, false).compareTo(Reach.DELEGATED) > 0;
  }

  private static List<NearMiss> nearMisses(AccessRequest request, List<PolicyDocument> policies) {
    List<NearMiss> nearMisses = new ArrayList<>();
    for (PolicyDocument policy : policies) {
      for (Statement statement : policy.statements()) {
        if (statement.isAllow() && statement.coversAction(request.action())) {
          Match match = new Match(policy, statement);
          List<Obstacle> obstacles = obstacles(match, request);
          if (!obstacles.isEmpty()) {
            nearMisses.add(new NearMiss(match, obstacles));
          }
        }
      }
    }
    nearMisses.sort(Comparator.comparingInt(miss -> miss.obstacles.size()));
    return nearMisses;
  }

  private static List<Obstacle> obstacles(Match match, AccessRequest request) {
    Statement statement = match.statement();
    List<Obstacle> obstacles = new ArrayList<>();
    if (statement.principalMisses(request)) {
      obstacles.add(
          Obstacle.of(
              statement.isNotPrincipal() ? "NotPrincipal" : "Principal",
              statement.principals(),
              nameOf(request)));
    }
    if (statement.resourceMisses(request)) {
      obstacles.add(
          Obstacle.of(
              statement.isNotResource() ? "NotResource" : "Resource",
              statement.resources(),
              request.resource()));
    }
    List<String> spellings = ContextKeys.of(List.of(match.policy()));
    for (Condition condition : statement.conditions()) {
      if (!condition.holds(request.context())) {
        obstacles.add(condition.obstacle(request.context(), spellings));
      }
    }
    return obstacles;
  }

  private static String nameOf(AccessRequest request) {
    if (request.principal().arn() != null) {
      return request.principal().arn();
    }
    return request.principal().isAnonymous() ? "anonymous" : request.principal().name();
  }
}
