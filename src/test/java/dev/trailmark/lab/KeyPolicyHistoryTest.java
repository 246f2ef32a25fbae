package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.KeyPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPolicyHistoryTest {

  private static final KeyPolicy WITH =
      KeyPolicy.parse(LabFiles.keyPolicy(Records.ACCOUNT, Records.ROLE), "a test");
  private static final KeyPolicy WITHOUT =
      KeyPolicy.parse(WITH.withoutUser(Records.ROLE), "a test");

  private static KeyPolicyHistory history(KeyPolicy... versions) {
    return new KeyPolicyHistory(
        List.of(versions).stream()
            .map(
                policy ->
                    new KeyPolicyHistory.Version(Optional.of(Records.UPLOAD), policy, "a record"))
            .toList());
  }

  @Test
  void removedAndRestoredIsTask6() {
    KeyPolicyHistory done = history(WITH, WITHOUT, WITH);

    assertThat(done.withoutUser(Records.ROLE)).isPresent();
    assertThat(done.restoring(Records.ROLE)).isPresent();
  }

  @Test
  void aPolicyThatNeverChangedIsNeither() {
    assertThat(history(WITH, WITH).withoutUser(Records.ROLE)).isEmpty();
    assertThat(history(WITH, WITH).restoring(Records.ROLE)).isEmpty();
  }

  @Test
  void aUserWhoStaysRemovedIsNotRestored() {
    assertThat(history(WITH, WITHOUT).withoutUser(Records.ROLE)).isPresent();
    assertThat(history(WITH, WITHOUT).restoring(Records.ROLE)).isEmpty();
  }
}
