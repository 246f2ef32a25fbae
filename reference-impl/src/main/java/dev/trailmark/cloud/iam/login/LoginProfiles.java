package dev.trailmark.cloud.iam.login;

import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.LoginRecord;
import dev.trailmark.cloud.iam.model.PasswordPolicyRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import java.time.Instant;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.ChangePasswordRequest;
import software.amazon.awssdk.services.iam.model.ChangePasswordResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.UpdateLoginProfileResponse;

/** Passwords of users for the console. */
final class LoginProfiles {
  private static final int SALT = 16;

  private final int iterations;

  /** Passwords that are hashed that often; see {@link LoginTable#ITERATIONS}. */
  LoginProfiles(int iterations) {
    this.iterations = iterations;
  }

  CreateLoginProfileResponse create(Call call, CreateLoginProfileRequest request) {
    UserRecord user = user(call, request.userName());
    if (request.password() == null) {
      throw IamError.VALIDATION_ERROR.because("Must specify password");
    }
    checkPolicy(call, request.password());
    LoginRecord login =
        Passwords.login(
            request.password(),
            call.ids().secretBytes(SALT),
            iterations,
            call.time(),
            Boolean.TRUE.equals(request.passwordResetRequired()));
    call.update(
        IamState.scope(call.accountId()),
        tx -> {
          if (tx.get(IamState.LOGINS, user.id()) != null) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                "Login Profile for user %s already exists.", user.name());
          }
          USER.require(tx, call.accountId(), user.name());
          tx.put(IamState.LOGINS, user.id(), login);
          return null;
        });
    return CreateLoginProfileResponse.builder().loginProfile(shown(user, login)).build();
  }

  GetLoginProfileResponse get(Call call, GetLoginProfileRequest request) {
    UserRecord user = user(call, request.userName());
    return GetLoginProfileResponse.builder()
        .loginProfile(shown(user, require(call.state(), user)))
        .build();
  }

  UpdateLoginProfileResponse update(Call call, UpdateLoginProfileRequest request) {
    UserRecord user = user(call, request.userName());
    LoginRecord login = require(call.state(), user);
    Boolean reset = request.passwordResetRequired();
    UnaryOperator<LoginRecord> change;
    if (request.password() == null) {
      change = old -> reset == null ? old : old.resetting(reset);
    } else {
      byte[] hash = checked(call, request.password(), login);
      Instant now = call.time();
      change = old -> old.changed(hash, now, reset == null ? old.resetRequired() : reset);
    }
    change(call, user, login, change);
    return UpdateLoginProfileResponse.builder().build();
  }

  DeleteLoginProfileResponse delete(Call call, DeleteLoginProfileRequest request) {
    UserRecord user = user(call, request.userName());
    call.update(
        IamState.scope(call.accountId()),
        tx -> {
          require(tx, user);
          tx.remove(IamState.LOGINS, user.id());
          return null;
        });
    return DeleteLoginProfileResponse.builder().build();
  }

  ChangePasswordResponse changePassword(Call call, ChangePasswordRequest request) {
    UserRecord user = user(call, self(call));
    LoginRecord login = require(call.state(), user);
    if (!Passwords.isCurrent(Passwords.hash(request.oldPassword(), login), login)) {
      throw IamError.ACCESS_DENIED.because("The old password was incorrect.");
    }
    byte[] hash = checked(call, request.newPassword(), login);
    Instant now = call.time();
    change(call, user, login, old -> old.changed(hash, now, false));
    return ChangePasswordResponse.builder().build();
  }

  /** The calling user's name; nobody else has a password here. */
  static String self(Call call) {
    Principal caller = call.caller().principal();
    if (caller.type() != PrincipalType.USER) {
      throw IamError.INVALID_USER_TYPE.fail();
    }
    return caller.name();
  }

  /** A password's hash, once the password is found to obey the account's policy. */
  private static byte[] checked(Call call, String password, LoginRecord login) {
    checkPolicy(call, password);
    PasswordPolicyRecord policy = PasswordPolicies.of(call.state(), call.accountId());
    byte[] hash = Passwords.hash(password, login);
    Integer remembered = policy == null ? null : policy.remembered();
    if (remembered != null && Passwords.isAmongLast(remembered, hash, login)) {
      throw IamError.PASSWORD_POLICY_VIOLATION.because(
          "Policy constraint violation with password reuse prevention during password change.");
    }
    return hash;
  }

  private static void checkPolicy(Call call, String password) {
    String account = call.accountId();
    PasswordPolicyRecord.check(
        PasswordPolicies.of(call.state(), account),
        password,
        call.state().get(IamState.ACCOUNTS, account));
  }

  /** Changes a login that was looked at before, unless it has been changed since. */
  private static void change(
      Call call, UserRecord user, LoginRecord seen, UnaryOperator<LoginRecord> change) {
    call.update(
        IamState.scope(call.accountId()),
        tx -> {
          LoginRecord login = require(tx, user);
          if (!login.changed().equals(seen.changed())) {
            throw IamError.ENTITY_TEMPORARILY_UNMODIFIABLE.because(
                "Login Profile for User %s cannot be modified while login profile is being"
                    + " created.",
                user.name());
          }
          tx.put(IamState.LOGINS, user.id(), change.apply(login));
          return null;
        });
  }

  private static UserRecord user(Call call, String name) {
    String wanted = name == null ? IamAccess.ownName(call.caller().principal()) : name;
    return USER.require(call.state(), call.accountId(), wanted);
  }

  private static LoginRecord require(State state, UserRecord user) {
    LoginRecord login = state.get(IamState.LOGINS, user.id());
    if (login == null) {
      throw IamError.NO_SUCH_ENTITY.because(
          "Login Profile for User %s cannot be found.", user.name());
    }
    return login;
  }

  private static LoginProfile shown(UserRecord user, LoginRecord login) {
    return LoginProfile.builder()
        .userName(user.name())
        .createDate(login.created())
        .passwordResetRequired(login.resetRequired())
        .build();
  }
}
