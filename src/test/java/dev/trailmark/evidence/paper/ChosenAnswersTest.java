package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChosenAnswersTest {

  @Test
  void thePageOfResultsIsReadAsItIsCopied() {
    String page =
        """
        # Assesment
        Question 1
        Answer status:
        Correct
        Question
        What is it for?
        Answer Options
        Your Selection
        Wrong one
        Not selected
        Incorrect
        Because it is wrong.
        Right one
        Selected
        Correct
        This is the correct answer.
        Question 2
        Question
        And this?
        Data events
        Selected
        Incorrect
        """;

    assertThat(answers(page)).containsExactly("1 Right one r.md:13", "2 Data events r.md:20");
    assertThat(ChosenAnswers.in(WriteUp.read(page, "r.md"), "r.md").get(0).value().question())
        .isEqualTo("What is it for?");
  }

  @Test
  void lettersMeanTheOptionsThatStandThere() {
    assertThat(answers("Question 3: What?\na) One\nb) Two\nc) Three\nAnswer: b\n"))
        .containsExactly("3 Two r.md:5");
    assertThat(answers("**Question 3**\n\n- A. One\n- B. Two\n\n**Answer:** B) Two\n"))
        .containsExactly("3 B) Two r.md:6");
  }

  @Test
  void tickedListsAndShortLinesAreRead() {
    assertThat(answers("### Question 1\n- [ ] One\n- [x] Two\n")).containsExactly("1 Two r.md:3");
    assertThat(answers("Q1: B\nQ2 - To maintain a trail\n**Question 5:** D\n"))
        .containsExactly("1 B r.md:1", "2 To maintain a trail r.md:2", "5 D r.md:3");
    assertThat(answers("Question 4\nManagement events\n"))
        .containsExactly("4 Management events r.md:2");
  }

  @Test
  void numberedLinesAreAnswersOnlyWhereAnswersAre() {
    assertThat(
            answers("## Task 1\n1. Choose Next\n## Answers\n1. B\n2) Data events\n## End\n3. No"))
        .containsExactly("1 B r.md:4", "2 Data events r.md:5");
    assertThat(texts(ChosenAnswers.in(WriteUp.read("1. B\n2. C", "a.txt"), "answers.txt")))
        .containsExactly("1 B a.txt:1", "2 C a.txt:2");
  }

  @Test
  void tablesOfOptionsAndOfAnswersAreRead() {
    assertThat(
            answers(
                """
                Question 2

                | Option | Your Selection | Correct Answer |
                |---|---|---|
                | One | Not selected | Incorrect |
                | Two | Selected | Correct |
                """))
        .containsExactly("2 Two r.md:6");
    assertThat(answers("| Question | My answer |\n|---|---|\n| 1 | B |\n| Q2 | Two |\n"))
        .containsExactly("1 B r.md:3", "2 Two r.md:4");
  }

  @Test
  void twoSelectedOptionsAreNoAnswerOfOneOption() {
    assertThat(answers("Question 1\nOne\nSelected\nTwo\nSelected\n"))
        .containsExactly("1 One / Two r.md:2");
  }

  private static List<String> answers(String text) {
    return texts(ChosenAnswers.in(WriteUp.read(text, "r.md"), "r.md"));
  }

  private static List<String> texts(List<Located<ChosenAnswer>> answers) {
    return answers.stream()
        .map(each -> each.value().number() + " " + each.value().answer() + " " + each.place())
        .toList();
  }
}
