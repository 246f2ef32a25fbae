package dev.trailmark.cloud.iam.login;

import static dev.trailmark.cloud.iam.access.IamAccess.onAccount;
import static dev.trailmark.cloud.iam.access.IamAccess.onUser;
import static dev.trailmark.cloud.iam.access.IamLimits.all;
import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.model.LoginRecord;
import dev.trailmark.cloud.iam.model.PasswordPolicyRecord;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.policy.Authority;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ChangePasswordRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;

/** IAM's operations on passwords. No record shows one. */
public final class LoginTable {
  /** How often a simulator hashes a password: what OWASP advises for the function. */
  public static final int ITERATIONS = 210_000;

  private static final PasswordPolicies POLICIES = new PasswordPolicies();

  private LoginTable() {}

  /** The rows, with passwords that are hashed that often. */
  public static List<Operation<?, ?>> rows(int iterations) {
    return Stream.of(logins(new LoginProfiles(iterations)), policies())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Operation<?, ?>> logins(LoginProfiles logins) {
    return List.of(
        Operation.of("CreateLoginProfile", CreateLoginProfileRequest::builder, logins::create)
            .access(onUser("CreateLoginProfile", CreateLoginProfileRequest::userName))
            .constrain(all(IamLimits.optionalUser(), IamLimits.password("Password")))
            .honours("UserName", "Password", "PasswordResetRequired")
            .trail(IamTrail.without("Password"))
            .onWorker()
            .build(),
        Operation.of("GetLoginProfile", GetLoginProfileRequest::builder, logins::get)
            .access(onUser("GetLoginProfile", GetLoginProfileRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("UpdateLoginProfile", UpdateLoginProfileRequest::builder, logins::update)
            .access(onUser("UpdateLoginProfile", UpdateLoginProfileRequest::userName))
            .constrain(all(IamLimits.name(USER), IamLimits.password("Password")))
            .honours("UserName", "Password", "PasswordResetRequired")
            .trail(IamTrail.without("Password"))
            .onWorker()
            .build(),
        Operation.of("DeleteLoginProfile", DeleteLoginProfileRequest::builder, logins::delete)
            .access(onUser("DeleteLoginProfile", DeleteLoginProfileRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("ChangePassword", ChangePasswordRequest::builder, logins::changePassword)
            .access(
                (call, input) ->
                    selfService(
                        call, IamAccess.onUser(call, "ChangePassword", LoginProfiles.self(call))))
            .constrain(all(IamLimits.mandatory("OldPassword"), IamLimits.password("OldPassword")))
            .constrain(all(IamLimits.mandatory("NewPassword"), IamLimits.password("NewPassword")))
            .honours("OldPassword", "NewPassword")
            .trail(IamTrail.without("OldPassword", "NewPassword"))
            .onWorker()
            .build());
  }

  private static List<Operation<?, ?>> policies() {
    return List.of(
        Operation.of(
                "UpdateAccountPasswordPolicy",
                UpdateAccountPasswordPolicyRequest::builder,
                POLICIES::update)
            .access(onAccount("UpdateAccountPasswordPolicy"))
            .constrain(policyLimits())
            .honours(
                "MinimumPasswordLength",
                "RequireSymbols",
                "RequireNumbers",
                "RequireUppercaseCharacters",
                "RequireLowercaseCharacters",
                "AllowUsersToChangePassword",
                "MaxPasswordAge",
                "PasswordReusePrevention",
                "HardExpiry")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of(
                "GetAccountPasswordPolicy", GetAccountPasswordPolicyRequest::builder, POLICIES::get)
            .access(
                (call, input) ->
                    selfService(call, IamAccess.onAccount(call, "GetAccountPasswordPolicy")))
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "DeleteAccountPasswordPolicy",
                DeleteAccountPasswordPolicyRequest::builder,
                POLICIES::delete)
            .access(onAccount("DeleteAccountPasswordPolicy"))
            .trail(IamTrail.withoutResponse())
            .build());
  }

  private static Constraint[] policyLimits() {
    return new Constraint[] {
      IamLimits.range("MinimumPasswordLength", 6, 128),
      IamLimits.range("MaxPasswordAge", 1, 1_095),
      IamLimits.range("PasswordReusePrevention", 1, LoginRecord.MOST_REMEMBERED)
    };
  }

  /**
   * The same permissions, which the account itself gives its users when its password policy says
   * so: by no policy, but as an access control list would.
   */
  private static List<AccessCheck> selfService(Call call, List<AccessCheck> checks) {
    PasswordPolicyRecord policy = PasswordPolicies.of(call.state(), call.accountId());
    boolean given =
        policy != null
            && policy.usersMayChange()
            && call.caller().principal().type() == PrincipalType.USER;
    return given
        ? checks.stream()
            .map(check -> check.under(null, Authority.RESOURCE_OR_IDENTITY).withAcl(true))
            .toList()
        : checks;
  }
}
