package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.ContextKeys;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/**
 * The policy simulator: what policies would allow, without doing it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html">IAM
 *     policy testing with the IAM policy simulator</a>
 */
final class Simulations {

  SimulateCustomPolicyResponse custom(Call call, SimulateCustomPolicyRequest request) {
    SimulationInput input = SimulationInput.of(request);
    SimulationAnswers.Answers answers =
        SimulationAnswers.of(input, input.simulation(List.of(), null, call.accountId()));
    return SimulateCustomPolicyResponse.builder()
        .evaluationResults(answers.results())
        .isTruncated(answers.marker() != null)
        .marker(answers.marker())
        .build();
  }

  SimulatePrincipalPolicyResponse principal(Call call, SimulatePrincipalPolicyRequest request) {
    SimulationSources sources = SimulationSources.of(call, request.policySourceArn());
    SimulationInput input = SimulationInput.of(request);
    SimulationAnswers.Answers answers =
        SimulationAnswers.of(
            input, input.simulation(sources.policies(), sources.boundary(), call.accountId()));
    return SimulatePrincipalPolicyResponse.builder()
        .evaluationResults(answers.results())
        .isTruncated(answers.marker() != null)
        .marker(answers.marker())
        .build();
  }

  GetContextKeysForCustomPolicyResponse customKeys(
      Call call, GetContextKeysForCustomPolicyRequest request) {
    return GetContextKeysForCustomPolicyResponse.builder()
        .contextKeyNames(keys(List.of(), request.policyInputList()))
        .build();
  }

  GetContextKeysForPrincipalPolicyResponse principalKeys(
      Call call, GetContextKeysForPrincipalPolicyRequest request) {
    SimulationSources sources = SimulationSources.of(call, request.policySourceArn());
    return GetContextKeysForPrincipalPolicyResponse.builder()
        .contextKeyNames(keys(sources.policies(), request.policyInputList()))
        .build();
  }

  private static List<String> keys(List<SimulatedPolicy> attached, List<String> sent) {
    List<SimulatedPolicy> all = new ArrayList<>(attached);
    all.addAll(SimulatedPolicy.sent(sent));
    List<PolicyDocument> documents = all.stream().map(SimulatedPolicy::document).toList();
    return ContextKeys.of(documents);
  }
}
