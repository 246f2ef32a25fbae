package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.managed.ManagedPolicies;
import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.IdentityArn;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The policies of a user, group or role as the policy simulator finds them; a user's include those
 * of its groups. The principal is found by its name, whatever path its ARN has.
 *
 * @param policies inline and managed
 * @param boundary the permissions boundary; {@code null} for none
 */
record SimulationSources(List<SimulatedPolicy> policies, SimulatedPolicy boundary) {

  /**
   * Finds them.
   *
   * @throws ServiceException InvalidInput when the ARN is none of a user, group or role of the
   *     caller's account, NoSuchEntity when there is none of that name
   */
  static SimulationSources of(Call call, String arn) {
    IdentityArn named = IdentityArn.parse(arn);
    if (named == null) {
      throw IamError.INVALID_INPUT.because("Invalid ARN provided in the request: %s", arn);
    }
    if (!named.account().equals(call.accountId())) {
      throw IamError.INVALID_INPUT.because(
          "Invalid Policy Source Arn: caller's account %s does not have access to policies in"
              + " account %s.",
          call.accountId(), named.account());
    }
    Holder<?> holder = named.identityType().find(call.state(), named.account(), named.name());
    if (holder == null) {
      throw IamError.NO_SUCH_ENTITY.because("Unable to retrieve specified IAM entity.");
    }
    List<SimulatedPolicy> policies = new ArrayList<>();
    Set<String> managed = new LinkedHashSet<>(holder.permissions().attached());
    addInline(named.identityType(), holder, policies);
    if (holder instanceof UserRecord user) {
      for (String name : user.groups()) {
        GroupRecord group = IamState.group(call.state(), named.account(), name);
        addInline(IdentityType.GROUP, group, policies);
        managed.addAll(group.permissions().attached());
      }
    }
    for (String policy : managed) {
      policies.add(managed(call, policy, SimulatedPolicy.IDENTITY));
    }
    String boundary = holder.permissions().boundary();
    return new SimulationSources(
        List.copyOf(policies),
        boundary == null ? null : managed(call, boundary, SimulatedPolicy.BOUNDARY));
  }

  private static SimulatedPolicy managed(Call call, String arn, String type) {
    PolicyRecord policy = ManagedPolicies.require(call.state(), call.accountId(), arn);
    return new SimulatedPolicy(policy.name(), type, ManagedPolicyState.document(policy));
  }

  private static void addInline(
      IdentityType<?> type, Holder<?> holder, List<SimulatedPolicy> policies) {
    holder
        .permissions()
        .inline()
        .forEach(
            (name, text) ->
                policies.add(
                    new SimulatedPolicy(
                        type.noun() + "_" + holder.name() + "_" + name,
                        SimulatedPolicy.IDENTITY,
                        PolicyTexts.parse(text, PolicyKind.IDENTITY))));
  }
}
