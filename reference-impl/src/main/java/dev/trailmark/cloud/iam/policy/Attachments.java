package dev.trailmark.cloud.iam.policy;

import dev.trailmark.cloud.iam.managed.ManagedPolicies;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * Managed policies that are attached to users, groups or roles.
 *
 * @param type to what
 */
public record Attachments<H extends Holder<H>>(IdentityType<H> type) {

  /** Attaches a policy; one that is attached already stays so. */
  void attach(Call call, String holder, String arn) {
    type.update(
        call,
        holder,
        (tx, found) -> {
          PolicyRecord policy = ManagedPolicyState.find(tx, call.accountId(), arn);
          if (policy == null) {
            throw IamError.NO_SUCH_ENTITY.because(
                "Policy %s does not exist or is not attachable.", arn);
          }
          List<String> attached = found.permissions().attached();
          if (attached.contains(arn)) {
            return found;
          }
          type.attachments().check(attached.size());
          List<String> more = new ArrayList<>(attached);
          more.add(arn);
          return found.with(found.permissions().withAttached(more));
        });
  }

  void detach(Call call, String holder, String arn) {
    type.update(
        call,
        holder,
        (tx, found) -> {
          List<String> rest = new ArrayList<>(found.permissions().attached());
          if (!rest.remove(arn)) {
            throw ManagedPolicies.missing(arn);
          }
          return found.with(found.permissions().withAttached(rest));
        });
  }

  /**
   * The policies attached below a path, by name.
   *
   * @param pathPrefix {@code null} for all
   */
  Page<AttachedPolicy> list(
      Call call, String holder, String pathPrefix, String marker, Integer size) {
    H found = type.require(call.state(), call.accountId(), holder);
    TreeMap<String, PolicyRecord> policies = new TreeMap<>();
    for (String arn : found.permissions().attached()) {
      PolicyRecord policy = ManagedPolicies.require(call.state(), call.accountId(), arn);
      policies.put(policy.name() + " " + arn, policy);
    }
    String prefix = pathPrefix == null ? "/" : pathPrefix;
    Page<PolicyRecord> page =
        Page.of(policies, policy -> policy.path().startsWith(prefix), marker, size);
    return new Page<>(page.items().stream().map(Attachments::shown).toList(), page.marker());
  }

  /** An attached policy as responses show it. */
  public static AttachedPolicy shown(PolicyRecord policy) {
    return AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build();
  }
}
