package dev.trailmark.cloud.iam.account;

import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/**
 * Names of accounts for their sign-in pages. An account has one at most, and nobody else has it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/console_account-alias.html">Your
 *     AWS account ID and its alias</a>
 */
final class AccountAliases {
  /** Aliases under the ids of their accounts. */
  private static final Kind<Alias> ALIASES = new Kind<>("iam.alias", Alias.class);

  /** All accounts' aliases are changed one after the other: no two may be the same. */
  private static final String SCOPE = "iam/aliases";

  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

  /** An account's alias. */
  private record Alias(String name) {}

  /** Gives the account an alias, in the place of the one it may have. */
  CreateAccountAliasResponse create(Call call, CreateAccountAliasRequest request) {
    String alias = request.accountAlias();
    if (ACCOUNT_ID.matcher(alias).matches()) {
      throw IamError.VALIDATION_ERROR.because("The account alias must not be a 12-digit number.");
    }
    call.update(
        SCOPE,
        tx -> {
          if (tx.range(ALIASES, "").values().stream().anyMatch(a -> a.name().equals(alias))) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                "The account alias %s already exists.", alias);
          }
          tx.put(ALIASES, call.accountId(), new Alias(alias));
          return null;
        });
    return CreateAccountAliasResponse.builder().build();
  }

  DeleteAccountAliasResponse delete(Call call, DeleteAccountAliasRequest request) {
    call.update(
        SCOPE,
        tx -> {
          if (!request.accountAlias().equals(of(tx, call.accountId()))) {
            throw missing(request.accountAlias());
          }
          tx.remove(ALIASES, call.accountId());
          return null;
        });
    return DeleteAccountAliasResponse.builder().build();
  }

  ListAccountAliasesResponse list(Call call, ListAccountAliasesRequest request) {
    String alias = of(call.state(), call.accountId());
    TreeMap<String, String> own = new TreeMap<>();
    if (alias != null) {
      own.put(alias, alias);
    }
    Page<String> page = Page.of(own, any -> true, request.marker(), request.maxItems());
    return ListAccountAliasesResponse.builder()
        .accountAliases(List.copyOf(page.items()))
        .isTruncated(page.truncated())
        .build();
  }

  /** The account's alias; {@code null} when it has none. */
  private static String of(State state, String account) {
    Alias alias = state.get(ALIASES, account);
    return alias == null ? null : alias.name();
  }

  private static ServiceException missing(String alias) {
    return IamError.NO_SUCH_ENTITY.because("The account alias %s cannot be found.", alias);
  }
}
