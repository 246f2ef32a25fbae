package dev.trailmark.cloud.iam.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.LoginRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

class LoginProfilesTest extends IamFixture {
  private static final String PASSWORD = "Correct-Horse-1";

  @Test
  void aLoginProfileIsMadeShownChangedAndDeleted() {
    root.createUser(r -> r.userName("alice"));
    LoginProfile made =
        root.createLoginProfile(
                r -> r.userName("alice").password(PASSWORD).passwordResetRequired(true))
            .loginProfile();

    assertThat(made.passwordResetRequired()).isTrue();
    assertThat(root.getLoginProfile(r -> r.userName("alice")).loginProfile()).isEqualTo(made);
    refused(
        () -> root.createLoginProfile(r -> r.userName("alice").password(PASSWORD)),
        409,
        "EntityAlreadyExists",
        "Login Profile for user alice already exists.");
    root.updateLoginProfile(r -> r.userName("alice").passwordResetRequired(false));
    assertThat(
            root.getLoginProfile(r -> r.userName("alice")).loginProfile().passwordResetRequired())
        .isFalse();
    root.deleteLoginProfile(r -> r.userName("alice"));
    refused(
        () -> root.getLoginProfile(r -> r.userName("alice")),
        404,
        "NoSuchEntity",
        "Login Profile for User alice cannot be found.");
  }

  @Test
  void noRecordShowsAPassword() {
    IamClient alice = userWith("alice", allow("iam:ChangePassword", "*"));
    root.createLoginProfile(r -> r.userName("alice").password(PASSWORD));
    root.updateLoginProfile(r -> r.userName("alice").password(PASSWORD + "!"));
    alice.changePassword(r -> r.oldPassword(PASSWORD + "!").newPassword("Battery-Staple-2"));

    assertThat(record("CreateLoginProfile"))
        .contains("\"requestParameters\":{\"userName\":\"alice\"}", "\"loginProfile\":{")
        .doesNotContain("Horse");
    assertThat(record("UpdateLoginProfile"))
        .contains("\"requestParameters\":{\"userName\":\"alice\"},\"responseElements\":null");
    assertThat(record("ChangePassword"))
        .contains("\"requestParameters\":null,\"responseElements\":null");
  }

  @Test
  void aSimulatorHashesAPasswordAsOftenAsIsAdvised() {
    try (IamKit real = IamKit.withRealPasswords()) {
      IamClient admin =
          real.iam(IamKit.root(real.accounts().create(ACCOUNT, "class", null, null, null, null)));
      String id = admin.createUser(r -> r.userName("alice")).user().userId();
      admin.createLoginProfile(r -> r.userName("alice").password(PASSWORD));

      LoginRecord kept = real.store().state().get(IamState.LOGINS, id);
      assertThat(kept.iterations()).isEqualTo(210_000);
      assertThat(Passwords.isCurrent(Passwords.hash(PASSWORD, kept), kept)).isTrue();
    }
  }

  @Test
  void aUserChangesTheOwnPasswordKnowingTheOldOne() {
    IamClient alice = userWith("alice", allow("iam:ChangePassword", "*"));
    refused(
        () -> alice.changePassword(r -> r.oldPassword(PASSWORD).newPassword("Battery-Staple-2")),
        404,
        "NoSuchEntity",
        "Login Profile for User alice cannot be found.");
    root.createLoginProfile(
        r -> r.userName("alice").password(PASSWORD).passwordResetRequired(true));

    refused(
        () -> alice.changePassword(r -> r.oldPassword("wrong").newPassword("Battery-Staple-2")),
        403,
        "AccessDenied",
        "The old password was incorrect.");
    alice.changePassword(r -> r.oldPassword(PASSWORD).newPassword("Battery-Staple-2"));
    assertThat(
            root.getLoginProfile(r -> r.userName("alice")).loginProfile().passwordResetRequired())
        .isFalse();
    refused(
        () -> root.changePassword(r -> r.oldPassword(PASSWORD).newPassword("x")),
        400,
        "InvalidUserType",
        "Only IAM Users can change their own password");
  }

  @Test
  void anAccountLetsItsUsersChangeTheirPasswords() {
    IamClient alice = userWith("alice", null);
    root.createLoginProfile(r -> r.userName("alice").password(PASSWORD));

    denied(
        () -> alice.changePassword(r -> r.oldPassword(PASSWORD).newPassword("Battery-Staple-2")),
        "alice",
        "iam:ChangePassword",
        "user alice");
    root.updateAccountPasswordPolicy(r -> r.allowUsersToChangePassword(true));
    alice.changePassword(r -> r.oldPassword(PASSWORD).newPassword("Battery-Staple-2"));
    assertThat(alice.getAccountPasswordPolicy().passwordPolicy().allowUsersToChangePassword())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ab1|Password should have a minimum length of 8",
        "lowercase1|Password should meet 1 more of the following requirements: Password should have"
            + " at least one uppercase letter, Password should have at least one symbol",
        "lowercase|Password should meet 2 more of the following requirements: Password should have"
            + " at least one uppercase letter, Password should have at least one number, Password"
            + " should have at least one symbol",
      })
  void aPasswordMustBeStrongEnoughForAws(String password, String message) {
    root.createUser(r -> r.userName("alice"));

    refused(
        () -> root.createLoginProfile(r -> r.userName("alice").password(password)),
        400,
        "PasswordPolicyViolation",
        message);
  }

  @Test
  void anAccountsOwnPolicyReplacesTheDefaultAndForbidsFormerPasswords() {
    root.updateAccountPasswordPolicy(
        r -> r.minimumPasswordLength(12).requireNumbers(true).passwordReusePrevention(2));
    root.createUser(r -> r.userName("alice"));
    refused(
        () -> root.createLoginProfile(r -> r.userName("alice").password("short")),
        400,
        "PasswordPolicyViolation",
        "Password should have a minimum length of 12, Password should have at least one number");
    root.createLoginProfile(r -> r.userName("alice").password("first-password-1"));
    root.updateLoginProfile(r -> r.userName("alice").password("second-password-2"));

    refused(
        () -> root.updateLoginProfile(r -> r.userName("alice").password("first-password-1")),
        400,
        "PasswordPolicyViolation",
        "Policy constraint violation with password reuse prevention during password change.");
    root.updateLoginProfile(r -> r.userName("alice").password("third-password-3"));
    root.updateLoginProfile(r -> r.userName("alice").password("first-password-1"));
  }

  @Test
  void thePasswordPolicyIsShownAndDeleted() {
    refused(
        () -> root.getAccountPasswordPolicy(),
        404,
        "NoSuchEntity",
        "The Password Policy with domain name 111122223333 cannot be found.");
    root.updateAccountPasswordPolicy(r -> r.maxPasswordAge(90));

    assertThat(root.getAccountPasswordPolicy().passwordPolicy())
        .isEqualTo(
            PasswordPolicy.builder()
                .minimumPasswordLength(6)
                .requireSymbols(false)
                .requireNumbers(false)
                .requireUppercaseCharacters(false)
                .requireLowercaseCharacters(false)
                .allowUsersToChangePassword(false)
                .expirePasswords(true)
                .maxPasswordAge(90)
                .build());
    root.deleteAccountPasswordPolicy();
    refused(
        () -> root.deleteAccountPasswordPolicy(),
        404,
        "NoSuchEntity",
        "The account policy with name PasswordPolicy cannot be found.");
  }
}
