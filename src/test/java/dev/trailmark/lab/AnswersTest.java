package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  private static final List<String> OPTIONS =
      List.of("Management events", "Data events", "It's the only way");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "a)",
        "(a)",
        "1",
        "Option A",
        "A) Management events",
        "1. management events",
        "Management events",
        " management  EVENTS. "
      })
  void aLetterAndATextMeanTheSameOption(String answer) {
    assertThat(Answers.option(answer, OPTIONS)).contains("Management events");
  }

  @Test
  void typographicQuotesDoNotMatter() {
    assertThat(Answers.option("It’s the only way", OPTIONS)).contains("It's the only way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "D",
        "",
        "4",
        "0",
        "Management",
        "events",
        "A and B",
        "Management events / Data events"
      })
  void whatIsNoOptionMeansNone(String answer) {
    assertThat(Answers.option(answer, OPTIONS)).isEmpty();
  }
}
