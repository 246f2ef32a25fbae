package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.enrolment.Account;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartedAccountsTest {
  private static final AccountSpec BY_KEY =
      new AccountSpec(null, "ada", "AKIAAAAAAAAAAAAAAAAA", "hush", null, null);
  private static final AccountSpec BY_ID =
      new AccountSpec("111122223333", "bob", null, null, null, null);

  @TempDir Path data;

  @Test
  void aRestartWithTheSameAccountsKeepsThemAndAddsNone() {
    List<Account> before = accounts(List.of(BY_KEY, BY_ID));

    assertThat(before).hasSize(2);
    assertThat(accounts(List.of(BY_KEY, BY_ID))).isEqualTo(before);
  }

  @Test
  void aRestartWithOneMoreAccountAddsIt() {
    List<Account> before = accounts(List.of(BY_KEY));

    assertThat(accounts(List.of(BY_KEY, BY_ID)))
        .hasSize(2)
        .startsWith(before.get(0))
        .extracting(Account::id)
        .contains("111122223333");
  }

  @Test
  void aRestartThatNamesOtherKeysForAnAccountIsRefused() {
    accounts(List.of(BY_ID));
    AccountSpec otherKey =
        new AccountSpec("111122223333", "bob", "AKIABBBBBBBBBBBBBBBB", "hush", null, null);

    assertThatThrownBy(() -> accounts(List.of(otherKey)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("111122223333")
        .hasMessageNotContaining("hush");
  }

  private List<Account> accounts(List<AccountSpec> specs) {
    try (Cloud cloud = Cloud.builder().dataDirectory(data).accounts(specs).start()) {
      return cloud.accounts();
    }
  }
}
