package dev.trailmark.cloud.iam.policy;

import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.Map;
import java.util.TreeMap;

/**
 * Inline policies of users, groups or roles.
 *
 * @param type whose policies
 */
record InlinePolicies<H extends Holder<H>>(IdentityType<H> type) {

  /** Puts a policy in, or in the place of the one of that name. */
  void put(Call call, String holder, String policy, String text) {
    type.update(
        call,
        holder,
        found -> {
          Map<String, String> policies = new TreeMap<>(found.permissions().inline());
          policies.put(policy, text);
          checkQuota(policies, found.name());
          PolicyTexts.parse(text, PolicyKind.IDENTITY);
          return found.with(found.permissions().withInline(policies));
        });
  }

  /** A policy's text. */
  String get(Call call, String holder, String policy) {
    H found = type.require(call.state(), call.accountId(), holder);
    String text = found.permissions().inline().get(policy);
    if (text == null) {
      throw missing(policy);
    }
    return text;
  }

  void delete(Call call, String holder, String policy) {
    type.update(
        call,
        holder,
        found -> {
          Map<String, String> policies = new TreeMap<>(found.permissions().inline());
          if (policies.remove(policy) == null) {
            throw missing(policy);
          }
          return found.with(found.permissions().withInline(policies));
        });
  }

  /** The policies' names, in order. */
  Page<String> list(Call call, String holder, String marker, Integer size) {
    H found = type.require(call.state(), call.accountId(), holder);
    TreeMap<String, String> names = new TreeMap<>();
    found.permissions().inline().keySet().forEach(name -> names.put(name, name));
    return Page.of(names, name -> true, marker, size);
  }

  private void checkQuota(Map<String, String> policies, String holder) {
    int used = policies.values().stream().mapToInt(PolicyTexts::quotaLength).sum();
    if (used > type.inlineQuota()) {
      throw IamError.LIMIT_EXCEEDED.because(
          "Maximum policy size of %d bytes exceeded for %s %s",
          type.inlineQuota(), type.noun(), holder);
    }
  }

  private ServiceException missing(String policy) {
    return IamError.NO_SUCH_ENTITY.because(
        "The %s policy with name %s cannot be found.", type.noun(), policy);
  }
}
