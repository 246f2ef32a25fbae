package dev.trailmark.lab.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabTextTest {

  @Test
  void theLabsOwnLinesAreKnownHoweverTheyAreMarkedUp() {
    assertThat(LabText.has("Press Enter.")).isTrue();
    assertThat(LabText.has("  4. **Press Enter.**  ")).isTrue();
    assertThat(LabText.has("* Alias: myFirstKey")).isTrue();
    assertThat(LabText.has("")).isTrue();
  }

  @Test
  void theLabsExampleIsNotTheStudents() {
    assertThat(
            LabText.has(
                "The URL should look similar to"
                    + " https://mycloudtrailbucket10619.s3-us-west-2.amazonaws.com/Eiffel.jpg"))
        .isTrue();
    assertThat(
            LabText.has(
                "The URL should look similar to"
                    + " https://mycloudtrailbucket42.s3-us-west-2.amazonaws.com/Eiffel.jpg"))
        .isFalse();
    assertThat(LabText.has("My key: 3d46abd3-279a-41b2-bcb1-b4b2cdcb76db")).isFalse();
  }
}
