package dev.trailmark.cloud.iam.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.iam.directory.IamDirectory;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.policy.AccessRequest;
import dev.trailmark.cloud.policy.PolicyEngine;
import dev.trailmark.cloud.policy.PolicySet;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-07T13:00:00Z"), ZoneOffset.UTC);
  private static final String ROOT_KEY = "AKIAROOTROOTROOTROOT";
  private static final String USER_KEY = "AKIAUSERUSERUSERUSER";

  @AutoClose private Store store;
  private Accounts accounts;
  private IamDirectory directory;
  private IamCredentials credentials;

  @BeforeEach
  void open() {
    store = Stores.inMemory();
    accounts = new Accounts(store, new Ids(), CLOCK);
    directory = new IamDirectory(store, CLOCK);
    credentials = new IamCredentials(store, CLOCK, Duration.ZERO);
  }

  @Test
  void givenCredentialsAreKept() {
    Account account = accounts.create("111122223333", "class", ROOT_KEY, "r00t", USER_KEY, "us3r");

    assertThat(credentials.find(ROOT_KEY).principal().arn())
        .isEqualTo("arn:aws:iam::111122223333:root");
    assertThat(credentials.find(ROOT_KEY).secretAccessKey()).isEqualTo("r00t");
    assertThat(credentials.find(USER_KEY).principal().arn())
        .isEqualTo("arn:aws:iam::111122223333:user/student");
    assertThat(account.roleArn())
        .matches("arn:aws:iam::111122223333:role/AWSLabsUser-[A-Za-z0-9]{22}");
    assertThat(account.name()).isEqualTo("class");
  }

  @Test
  void whatIsNotGivenIsMade() {
    Account account = accounts.create(null, null, null, null, null, null);

    assertThat(account.id()).matches("[1-9]\\d{11}");
    assertThat(account.name()).isEqualTo(account.id());
    assertThat(account.rootAccessKeyId()).matches("AKIA[A-Z2-7]{16}");
    assertThat(account.rootSecretAccessKey()).hasSize(40);
    assertThat(account.userAccessKeyId()).isNotEqualTo(account.rootAccessKeyId());
    assertThat(credentials.find(account.userAccessKeyId()).active()).isTrue();
  }

  @Test
  void accountsAreListedInTheOrderInWhichTheyWereMade() {
    Account first = accounts.create("999999999999", "a", null, null, null, null);
    Account second = accounts.create("111111111111", "b", null, null, null, null);

    assertThat(accounts.list()).containsExactly(first, second);
  }

  @Test
  void accountsAreThereAfterARestart(@TempDir Path directoryOnDisk) throws Exception {
    Account made;
    try (Store disk = Stores.onDisk(directoryOnDisk)) {
      made = new Accounts(disk, new Ids(), CLOCK).create(null, "a", null, null, null, null);
    }
    try (Store disk = Stores.onDisk(directoryOnDisk)) {
      assertThat(new Accounts(disk, new Ids(), CLOCK).list()).containsExactly(made);
      assertThat(new IamCredentials(disk, CLOCK, Duration.ZERO).find(made.userAccessKeyId()))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "12,-,-,-,-,the account id 12 is not made of twelve digits",
        "-,AKIAROOTROOTROOTROOT,-,-,-,'the root key needs both an id and a secret, or neither'",
        "-,-,secret,-,-,'the root key needs both an id and a secret, or neither'",
        "-,-,-,AKIAUSERUSERUSERUSER,' ','the user key needs both an id and a secret, or neither'",
        "-,short,s,-,-,'the root key id short is not 16 to 128 letters, digits or underscores'",
        "-,AKIAROOTROOTROOTROOT,a,AKIAROOTROOTROOTROOT,b,"
            + "root and user cannot share the key AKIAROOTROOTROOTROOT",
        "111122223333,-,-,-,-,the account 111122223333 exists already",
        "-,AKIATAKENTAKENTAKENT,s,-,-,the access key AKIATAKENTAKENTAKENT exists already",
      })
  void whatCannotBeIsRefused(
      String id, String rootId, String rootSecret, String userId, String userSecret, String why) {
    accounts.create("111122223333", "a", "AKIATAKENTAKENTAKENT", "s", null, null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> accounts.create(id, "b", rootId, rootSecret, userId, userSecret))
        .withMessage(why);
    assertThat(accounts.list()).hasSize(1);
  }

  @Test
  void secretsAreNotPrinted() {
    Account account = accounts.create(null, "a", ROOT_KEY, "r00tS3cret", null, null);

    assertThat(account.toString()).doesNotContain("r00tS3cret");
    assertThat(credentials.find(ROOT_KEY).toString()).doesNotContain("r00tS3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:PutObject,true",
    "s3:PutBucketPublicAccessBlock,true",
    "cloudtrail:CreateTrail,true",
    "kms:CreateKey,true",
    "kms:PutKeyPolicy,true",
    "kms:CreateAlias,true",
    "iam:ListRoles,true",
    "kms:Encrypt,false",
    "kms:Decrypt,false",
    "kms:ReEncryptFrom,false",
    "kms:GenerateDataKey,false",
    "kms:GenerateDataKeyWithoutPlaintext,false",
    "kms:CreateGrant,false",
    "iam:CreateUser,false",
    "iam:PutRolePolicy,false",
  })
  void theRoleManagesKeysButCannotUseThem(String action, boolean allowed) {
    Account account = accounts.create("111122223333", "a", null, null, null, null);
    RoleRecord role =
        IamState.role(
            store.state(),
            account.id(),
            account.roleArn().substring(account.roleArn().lastIndexOf('/') + 1));
    Session session = new Session(CLOCK.instant(), CLOCK.instant(), false, List.of(), Map.of());
    Principal principal =
        Principal.assumedRole(
            account.id(), role.arn(), role.id(), role.name(), "s", "ASIA", session);

    assertThat(
            PolicyEngine.decide(
                    new AccessRequest(principal, action, "*", account.id(), key -> null),
                    PolicySet.identityOnly(directory.identityPolicies(principal)))
                .allowed())
        .isEqualTo(allowed);
  }
}
