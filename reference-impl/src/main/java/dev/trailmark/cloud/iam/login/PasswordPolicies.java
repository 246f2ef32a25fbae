package dev.trailmark.cloud.iam.login;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.PasswordPolicyRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyResponse;

/** What accounts demand of their users' passwords. */
final class PasswordPolicies {
  private static final int LEAST = 6;

  /** The account's own policy; {@code null} when AWS's default holds. */
  static PasswordPolicyRecord of(State state, String account) {
    return state.get(IamState.PASSWORD_POLICIES, account);
  }

  /** Sets the whole policy: what the request does not say gets its default. */
  UpdateAccountPasswordPolicyResponse update(
      Call call, UpdateAccountPasswordPolicyRequest request) {
    PasswordPolicyRecord policy =
        new PasswordPolicyRecord(
            request.minimumPasswordLength() == null ? LEAST : request.minimumPasswordLength(),
            Boolean.TRUE.equals(request.requireSymbols()),
            Boolean.TRUE.equals(request.requireNumbers()),
            Boolean.TRUE.equals(request.requireUppercaseCharacters()),
            Boolean.TRUE.equals(request.requireLowercaseCharacters()),
            Boolean.TRUE.equals(request.allowUsersToChangePassword()),
            request.maxPasswordAge(),
            request.passwordReusePrevention(),
            request.hardExpiry());
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          tx.put(IamState.PASSWORD_POLICIES, account, policy);
          return null;
        });
    return UpdateAccountPasswordPolicyResponse.builder().build();
  }

  GetAccountPasswordPolicyResponse get(Call call, GetAccountPasswordPolicyRequest request) {
    PasswordPolicyRecord policy = of(call.state(), call.accountId());
    if (policy == null) {
      throw IamError.NO_SUCH_ENTITY.because(
          "The Password Policy with domain name %s cannot be found.", call.accountId());
    }
    PasswordPolicy shown =
        PasswordPolicy.builder()
            .minimumPasswordLength(policy.minimumLength())
            .requireSymbols(policy.symbols())
            .requireNumbers(policy.numbers())
            .requireUppercaseCharacters(policy.uppercase())
            .requireLowercaseCharacters(policy.lowercase())
            .allowUsersToChangePassword(policy.usersMayChange())
            .expirePasswords(policy.maximumAge() != null)
            .maxPasswordAge(policy.maximumAge())
            .passwordReusePrevention(policy.remembered())
            .hardExpiry(policy.hardExpiry())
            .build();
    return GetAccountPasswordPolicyResponse.builder().passwordPolicy(shown).build();
  }

  DeleteAccountPasswordPolicyResponse delete(
      Call call, DeleteAccountPasswordPolicyRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          if (of(tx, account) == null) {
            throw IamError.NO_SUCH_ENTITY.because(
                "The account policy with name PasswordPolicy cannot be found.");
          }
          tx.remove(IamState.PASSWORD_POLICIES, account);
          return null;
        });
    return DeleteAccountPasswordPolicyResponse.builder().build();
  }
}
