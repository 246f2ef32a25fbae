package dev.trailmark.cloud.iam.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;

class AccountAliasesTest extends IamFixture {

  @Test
  void aNewAliasTakesThePlaceOfTheOldOne() {
    assertThat(root.listAccountAliases().accountAliases()).isEmpty();

    root.createAccountAlias(r -> r.accountAlias("lab-one"));
    root.createAccountAlias(r -> r.accountAlias("lab-two"));

    assertThat(root.listAccountAliases().accountAliases()).containsExactly("lab-two");
    assertThat(root.listAccountAliases().isTruncated()).isFalse();
    assertThat(record("CreateAccountAlias"))
        .contains("\"requestParameters\":{\"accountAlias\":\"lab-two\"},\"responseElements\":null");
  }

  @Test
  void anAliasBelongsToOneAccount() {
    Account other = kit.accounts().create("444455556666", "other", null, null, null, null);
    IamClient otherRoot = kit.iam(IamKit.root(other));
    root.createAccountAlias(r -> r.accountAlias("lab"));

    refused(
        () -> otherRoot.createAccountAlias(r -> r.accountAlias("lab")),
        409,
        "EntityAlreadyExists",
        "The account alias lab already exists.");
    refused(
        () -> otherRoot.deleteAccountAlias(r -> r.accountAlias("lab")),
        404,
        "NoSuchEntity",
        "The account alias lab cannot be found.");
    root.deleteAccountAlias(r -> r.accountAlias("lab"));
    otherRoot.createAccountAlias(r -> r.accountAlias("lab"));
    assertThat(root.listAccountAliases().accountAliases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lab", "-lab", "lab-", "la--b", "lab.one"})
  void anAliasIsMadeOfLowerCaseLettersDigitsAndSingleHyphens(String alias) {
    refused(
        () -> root.createAccountAlias(r -> r.accountAlias(alias)),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern:"
            + " ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$");
  }

  @Test
  void anAliasIsNotAnAccountsId() {
    refused(
        () -> root.createAccountAlias(r -> r.accountAlias("444455556666")),
        400,
        "ValidationError",
        "The account alias must not be a 12-digit number.");
  }

  @Test
  void eachOperationTakesItsPermission() {
    IamClient alice = userWith("alice", allow("iam:ListAccountAliases", "*"));

    alice.listAccountAliases();
    denied(
        () -> alice.createAccountAlias(r -> r.accountAlias("lab")),
        "alice",
        "iam:CreateAccountAlias",
        "*");
    denied(
        () -> alice.deleteAccountAlias(r -> r.accountAlias("lab")),
        "alice",
        "iam:DeleteAccountAlias",
        "*");
  }
}
