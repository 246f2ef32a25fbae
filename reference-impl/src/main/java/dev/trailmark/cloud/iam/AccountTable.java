package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.iam.IamAccess.onAccount;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;

/** IAM's operations on accounts as a whole. */
final class AccountTable {
  private static final AccountAliases ALIASES = new AccountAliases();

  private AccountTable() {}

  static List<Operation<?, ?>> rows() {
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
            .build());
  }
}
