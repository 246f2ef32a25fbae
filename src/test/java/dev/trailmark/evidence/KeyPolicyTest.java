package dev.trailmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyPolicyTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/AWSLabsUser-one";
  private static final String OTHER = "arn:aws:iam::111122223333:user/other";

  private static KeyPolicy policy(String statements) {
    return KeyPolicy.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}", "a test");
  }

  private static String allow(String principals, String actions) {
    return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":%s},\"Action\":%s,\"Resource\":\"*\"}"
        .formatted(principals, actions);
  }

  private static String root() {
    return allow("\"arn:aws:iam::111122223333:root\"", "\"kms:*\"");
  }

  private static String administration(String principals) {
    return allow(
        principals, "[\"kms:Put*\",\"kms:Disable*\",\"kms:ScheduleKeyDeletion\",\"kms:List*\"]");
  }

  private static String use(String principals) {
    return allow(
        principals,
        "[\"kms:Encrypt\",\"kms:Decrypt\",\"kms:ReEncrypt*\",\"kms:GenerateDataKey*\"]");
  }

  private static String grants(String principal) {
    return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":%s},\"Action\":[\"kms:CreateGrant\"],"
            .formatted(principal)
        + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"kms:GrantIsForAWSResource\":\"true\"}}}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Test
  void administratorsAndUsersAreToldApartByWhatTheyMayDo() {
    KeyPolicy policy =
        policy(root() + "," + administration(quoted(ROLE)) + "," + use(quoted(OTHER)));

    assertThat(policy.administrators()).containsExactly(ROLE);
    assertThat(policy.users()).containsExactly(OTHER);
  }

  @Test
  void theAccountItselfIsNeitherAdministratorNorUser() {
    KeyPolicy policy = policy(root());

    assertThat(policy.administrators()).isEmpty();
    assertThat(policy.users()).isEmpty();
    assertThat(policy.delegatesToAccount("111122223333")).isTrue();
    assertThat(policy.delegatesToAccount("444455556666")).isFalse();
  }

  @Test
  void aListOfPrincipalsIsReadLikeSeveralStatements() {
    KeyPolicy policy = policy(use("[%s,%s]".formatted(quoted(ROLE), quoted(OTHER))));

    assertThat(policy.users()).containsExactly(ROLE, OTHER);
  }

  @Test
  void whoMayOnlyDecryptIsNoKeyUser() {
    assertThat(policy(allow(quoted(ROLE), "\"kms:Decrypt\"")).users()).isEmpty();
  }

  @Test
  void aDenialMakesNobodyAKeyUser() {
    String denial = use(quoted(ROLE)).replace("Allow", "Deny");

    assertThat(policy(denial).users()).isEmpty();
  }

  @Test
  void removingAUserLeavesTheOthersAndTheAdministrators() {
    String both = "[%s,%s]".formatted(quoted(ROLE), quoted(OTHER));
    KeyPolicy before = policy(root() + "," + administration(quoted(ROLE)) + "," + use(both));

    KeyPolicy after = KeyPolicy.parse(before.withoutUser(ROLE), "the changed policy");

    assertThat(after.users()).containsExactly(OTHER);
    assertThat(after.administrators()).containsExactly(ROLE);
    assertThat(after.delegatesToAccount("111122223333")).isTrue();
  }

  @Test
  void removingTheLastUserRemovesTheStatementsForUsers() {
    KeyPolicy before =
        policy(administration(quoted(ROLE)) + "," + use(quoted(ROLE)) + "," + grants(quoted(ROLE)));

    String after = before.withoutUser(ROLE);

    assertThat(after).doesNotContain("kms:Decrypt").doesNotContain("kms:CreateGrant");
    assertThat(KeyPolicy.parse(after, "the changed policy").administrators()).containsExactly(ROLE);
  }

  @Test
  void textThatIsNoPolicyIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> KeyPolicy.parse("{\"Statement\":", "GetKeyPolicy of key 1"))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith("GetKeyPolicy of key 1: the policy is not JSON");
    assertThatThrownBy(() -> KeyPolicy.parse("[]", "GetKeyPolicy of key 1"))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageContaining("no Statement");
  }
}
