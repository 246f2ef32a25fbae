package dev.trailmark.cloud.iam.managed;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/**
 * Managed policies: those that an account made, and AWS's own, which nobody can change.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html">Managed
 *     policies and inline policies</a>
 */
public final class ManagedPolicies {
  CreatePolicyResponse create(Call call, CreatePolicyRequest request) {
    PolicyTexts.parse(request.policyDocument(), PolicyKind.MANAGED);
    Map<String, String> tags = Tags.caseSensitive(request.tags());
    String account = call.accountId();
    PolicyRecord policy =
        call.update(
            IamState.scope(account),
            tx -> {
              Quota.POLICIES.check(ManagedPolicyState.ofAccount(tx, account).size());
              refuseTaken(tx, account, request.policyName());
              PolicyRecord made = made(call, request, tags);
              ManagedPolicyState.put(tx, made);
              return made;
            });
    return CreatePolicyResponse.builder()
        .policy(shown(policy, 0, 0).toBuilder().tags(Tags.shownIfAny(policy)).build())
        .build();
  }

  private static PolicyRecord made(
      Call call, CreatePolicyRequest request, Map<String, String> tags) {
    return new PolicyRecord(
        call.accountId(),
        request.policyName(),
        request.path() == null ? "/" : request.path(),
        call.ids().entityId("ANPA", 21),
        request.description(),
        call.time(),
        call.time(),
        List.of(new PolicyRecord.Version(1, request.policyDocument(), call.time())),
        1,
        1,
        tags);
  }

  /** Names are unique in an account, whatever their path and case. */
  private static void refuseTaken(State state, String account, String name) {
    for (PolicyRecord other : ManagedPolicyState.ofAccount(state, account).values()) {
      if (other.name().equalsIgnoreCase(name)) {
        throw IamError.ENTITY_ALREADY_EXISTS.because(
            "A policy called %s already exists. Duplicate names are not allowed.", name);
      }
    }
  }

  GetPolicyResponse get(Call call, GetPolicyRequest request) {
    PolicyRecord policy = require(call.state(), call.accountId(), request.policyArn());
    PolicyUses uses = PolicyUses.of(call.state(), call.accountId());
    return GetPolicyResponse.builder()
        .policy(
            shown(policy, uses).toBuilder()
                .description(policy.description())
                .tags(Tags.shown(policy))
                .build())
        .build();
  }

  ListPoliciesResponse list(Call call, ListPoliciesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    PolicyUses uses = PolicyUses.of(call.state(), call.accountId());
    Page<PolicyRecord> page =
        Page.of(
            ManagedPolicyState.inScope(call.state(), call.accountId(), request.scopeAsString()),
            policy -> policy.path().startsWith(prefix) && isUsed(policy, uses, request),
            request.marker(),
            request.maxItems());
    return ListPoliciesResponse.builder()
        .policies(page.items().stream().map(policy -> shown(policy, uses)).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  /** Whether a policy is used as the request wants it; a usage alone wants no use in fact. */
  private static boolean isUsed(PolicyRecord policy, PolicyUses uses, ListPoliciesRequest request) {
    PolicyUsageType usage = request.policyUsageFilter();
    if (usage == null) {
      return !Boolean.TRUE.equals(request.onlyAttached()) || uses.attachments(policy.arn()) > 0;
    }
    return usage == PolicyUsageType.PERMISSIONS_BOUNDARY
        ? uses.boundaries(policy.arn()) > 0
        : uses.attachments(policy.arn()) > 0;
  }

  DeletePolicyResponse delete(Call call, DeletePolicyRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          PolicyRecord policy = require(tx, account, request.policyArn());
          PolicyUses uses = PolicyUses.of(tx, account);
          if (uses.attachments(policy.arn()) + uses.boundaries(policy.arn()) > 0) {
            throw IamError.DELETE_CONFLICT.because("Cannot delete a policy attached to entities.");
          }
          if (policy.versions().size() > 1) {
            throw IamError.DELETE_CONFLICT.because(
                "This policy has more than one version. Before you delete a policy, you must delete"
                    + " the policy's versions. The default version is deleted with the policy.");
          }
          ManagedPolicyState.remove(tx, policy);
          return null;
        });
    return DeletePolicyResponse.builder().build();
  }

  /** Changes a policy of the caller's account, as the last thing of a call. */
  static PolicyRecord update(Call call, String arn, UnaryOperator<PolicyRecord> change) {
    return call.update(
        IamState.scope(call.accountId()),
        tx -> {
          PolicyRecord changed = change.apply(require(tx, call.accountId(), arn));
          ManagedPolicyState.put(tx, changed);
          return changed;
        });
  }

  /**
   * The policy of that ARN.
   *
   * @throws ServiceException NoSuchEntity
   */
  public static PolicyRecord require(State state, String account, String arn) {
    PolicyRecord policy = ManagedPolicyState.find(state, account, arn);
    if (policy == null) {
      throw missing(arn);
    }
    return policy;
  }

  /** NoSuchEntity for that ARN. */
  public static ServiceException missing(String arn) {
    return IamError.NO_SUCH_ENTITY.because("Policy %s was not found.", arn);
  }

  private static Policy shown(PolicyRecord policy, PolicyUses uses) {
    return shown(policy, uses.attachments(policy.arn()), uses.boundaries(policy.arn()));
  }

  /** A policy as listings show it: without its description and tags. */
  private static Policy shown(PolicyRecord policy, int attachments, int boundaries) {
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(policy.current().label())
        .attachmentCount(attachments)
        .permissionsBoundaryUsageCount(boundaries)
        .isAttachable(true)
        .createDate(policy.created())
        .updateDate(policy.updated())
        .build();
  }
}
