package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.KeyPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudentPrincipalTest {

  private static KeyPolicy policyOf(String principal) {
    return KeyPolicy.parse(LabFiles.keyPolicy(Records.ACCOUNT, principal), "a test");
  }

  @Test
  void whoMadeTheKeyIsTheStudent() {
    Records creation = Records.of("kms", "CreateKey").student();

    Finding<String> principal =
        StudentPrincipal.find(
            Optional.of(creation.build()), policyOf("arn:aws:iam::111122223333:user/x"), "here");

    assertThat(principal.value()).contains(Records.ROLE);
  }

  @Test
  void whenRootMadeTheKeyTheLabsRoleInThePolicyIsTheStudent() {
    Records creation = Records.of("kms", "CreateKey").root();

    Finding<String> principal =
        StudentPrincipal.find(Optional.of(creation.build()), policyOf(Records.ROLE), "here");

    assertThat(principal.value()).contains(Records.ROLE);
  }

  @Test
  void withoutACreationTheOnlyPrincipalOfThePolicyIsTheStudent() {
    String user = "arn:aws:iam::111122223333:user/ada";

    assertThat(StudentPrincipal.find(Optional.empty(), policyOf(user), "here").value())
        .contains(user);
  }

  @Test
  void aPolicyThatNamesNobodyLeavesTheStudentUnknown() {
    KeyPolicy nobody = KeyPolicy.parse(policyOf(Records.ROLE).withoutUser(Records.ROLE), "a test");
    KeyPolicy onlyRoot = KeyPolicy.parse("{\"Statement\":[]}", "a test");

    assertThat(StudentPrincipal.find(Optional.empty(), nobody, "here").value())
        .as("still an administrator")
        .contains(Records.ROLE);
    assertThat(StudentPrincipal.find(Optional.empty(), onlyRoot, "here").strength())
        .isEqualTo(Strength.ABSENT);
  }
}
