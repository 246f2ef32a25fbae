package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;

/**
 * The answers of a simulation: one for each action, in the order asked, with the answers for single
 * resources inside when the request names resources. Pages are cut by actions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">
 *     EvaluationResult</a>
 */
final class SimulationAnswers {
  private static final String MARKER = "simulation/";

  private SimulationAnswers() {}

  /**
   * One page of answers.
   *
   * @param marker where the next page begins; {@code null} on the last one
   */
  record Answers(List<EvaluationResult> results, String marker) {}

  /** Cuts a page. A marker says how many actions came before, whatever the request asks now. */
  static Answers of(SimulationInput input, Simulation simulation) {
    List<String> actions = input.actions();
    int from = Math.min(first(input.marker()), actions.size());
    int size = input.maxItems() == null ? Page.DEFAULT_SIZE : input.maxItems();
    int to = Math.min(from + size, actions.size());
    List<EvaluationResult> results =
        actions.subList(from, to).stream().map(a -> result(a, input, simulation)).toList();
    return new Answers(results, to < actions.size() ? marker(to) : null);
  }

  private static int first(String marker) {
    if (marker == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
      if (text.startsWith(MARKER)) {
        return Math.max(0, Integer.parseInt(text.substring(MARKER.length())));
      }
    } catch (IllegalArgumentException e) {
      // Not one of ours.
    }
    throw IamError.INVALID_INPUT.because("Invalid marker for pagination.");
  }

  private static String marker(int next) {
    return Base64.getUrlEncoder().encodeToString((MARKER + next).getBytes(StandardCharsets.UTF_8));
  }

  private static EvaluationResult result(
      String action, SimulationInput input, Simulation simulation) {
    Map<String, Simulation.Outcome> outcomes = new LinkedHashMap<>();
    input.resources().forEach(r -> outcomes.computeIfAbsent(r, x -> simulation.decide(action, x)));
    Collection<Simulation.Outcome> all = outcomes.values();
    EvaluationResult.Builder result =
        EvaluationResult.builder()
            .evalActionName(action)
            .evalResourceName(resourceName(action, input))
            .evalDecision(decision(all))
            .matchedStatements(union(all, Simulation.Outcome::matches))
            .missingContextValues(union(all, Simulation.Outcome::missing));
    Boolean within = conjunction(all, Simulation.Outcome::withinOrganization);
    if (within != null) {
      result.organizationsDecisionDetail(d -> d.allowedByOrganizations(within));
    }
    result.permissionsBoundaryDecisionDetail(
        boundary(conjunction(all, Simulation.Outcome::withinBoundary)));
    if (input.namesResources()) {
      result.evalDecisionDetails(details(all));
      result.resourceSpecificResults(
          input.resources().stream().map(r -> specific(r, outcomes.get(r))).toList());
    }
    return result.build();
  }

  private static ResourceSpecificResult specific(String resource, Simulation.Outcome outcome) {
    return ResourceSpecificResult.builder()
        .evalResourceName(resource)
        .evalResourceDecision(outcome.decision())
        .matchedStatements(orAbsent(outcome.matches()))
        .missingContextValues(orAbsent(outcome.missing()))
        .evalDecisionDetails(outcome.details().isEmpty() ? null : outcome.details())
        .permissionsBoundaryDecisionDetail(boundary(outcome.withinBoundary()))
        .build();
  }

  /**
   * One resource is named as it is; for several AWS names the form of the ARNs that the action
   * takes, which is known here for objects only.
   */
  private static String resourceName(String action, SimulationInput input) {
    if (input.resources().size() == 1) {
      return input.resources().get(0);
    }
    boolean ofObjects = action.regionMatches(true, 0, "s3:", 0, 3) && action.contains("Object");
    return ofObjects && !action.contains("Bucket") ? "arn:aws:s3:::${BucketName}/${KeyName}" : null;
  }

  private static PolicyEvaluationDecisionType decision(Collection<Simulation.Outcome> outcomes) {
    return outcomes.stream()
        .map(Simulation.Outcome::decision)
        .reduce(PolicyEvaluationDecisionType.ALLOWED, Simulation::stricter);
  }

  private static <T> List<T> union(
      Collection<Simulation.Outcome> outcomes, Function<Simulation.Outcome, List<T>> part) {
    Set<T> all = new LinkedHashSet<>();
    outcomes.forEach(outcome -> all.addAll(part.apply(outcome)));
    return new ArrayList<>(all);
  }

  /** Whether it holds for all; {@code null} when it has no meaning for any. */
  private static Boolean conjunction(
      Collection<Simulation.Outcome> outcomes, Function<Simulation.Outcome, Boolean> part) {
    return outcomes.stream()
        .map(part)
        .filter(Objects::nonNull)
        .reduce(Boolean::logicalAnd)
        .orElse(null);
  }

  private static Map<String, PolicyEvaluationDecisionType> details(
      Collection<Simulation.Outcome> outcomes) {
    Map<String, PolicyEvaluationDecisionType> details = new LinkedHashMap<>();
    outcomes.forEach(
        outcome ->
            outcome
                .details()
                .forEach((side, says) -> details.merge(side, says, Simulation::stricter)));
    return details;
  }

  private static PermissionsBoundaryDecisionDetail boundary(Boolean within) {
    return within == null
        ? null
        : PermissionsBoundaryDecisionDetail.builder().allowedByPermissionsBoundary(within).build();
  }

  private static <T> List<T> orAbsent(List<T> values) {
    return values.isEmpty() ? null : values;
  }
}
