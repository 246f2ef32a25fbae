package dev.trailmark.cloud.iam.account;

import static dev.trailmark.cloud.iam.access.IamAccess.onAccount;
import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;

/** IAM's operations on accounts as a whole. */
public final class AccountTable {
  private static final AccountAliases ALIASES = new AccountAliases();

  private AccountTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(
        Operation.of("CreateAccountAlias", CreateAccountAliasRequest::builder, ALIASES::create)
            .access(onAccount("CreateAccountAlias"))
            .constrain(IamLimits.accountAlias())
            .honours("AccountAlias")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteAccountAlias", DeleteAccountAliasRequest::builder, ALIASES::delete)
            .access(onAccount("DeleteAccountAlias"))
            .constrain(IamLimits.accountAlias())
            .honours("AccountAlias")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("ListAccountAliases", ListAccountAliasesRequest::builder, ALIASES::list)
            .access(onAccount("ListAccountAliases"))
            .constrain(IamLimits.paging())
            .honours("Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("GetAccountSummary", GetAccountSummaryRequest::builder, AccountSummary::get)
            .access(onAccount("GetAccountSummary"))
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "GetAccountAuthorizationDetails",
                GetAccountAuthorizationDetailsRequest::builder,
                AuthorizationDetails::get)
            .access(onAccount("GetAccountAuthorizationDetails"))
            .constrain(all(IamLimits.paging(), new Constraint[] {filter()}))
            .honours("Filter", "MaxItems", "Marker")
            .trail(TrailRule.read())
            .onWorker()
            .build());
  }

  /** Each kind must be one that there is. */
  private static Constraint filter() {
    return (input, violations) -> {
      List<?> kinds = input.get("Filter") instanceof List<?> list ? list : List.of();
      for (int i = 0; i < kinds.size(); i++) {
        if (EntityType.fromValue(String.valueOf(kinds.get(i)))
            == EntityType.UNKNOWN_TO_SDK_VERSION) {
          violations.add(
              IamLimits.violation(
                  "filter." + (i + 1) + ".member", "Member must satisfy enum value set"));
        }
      }
    };
  }
}
