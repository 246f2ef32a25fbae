package dev.trailmark.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.marks.Course;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseReaderTest {
  @TempDir Path folder;

  @Test
  void everythingThatARubricSaysIsRead() throws Exception {
    Course course =
        read(
            """
            name: Cloud security, lab 1
            claimed: 0.25
            partial: true
            attempts: best
            tasks:
              1: { points: 20, weight: 2 }
              assessment: { extraCredit: true, hiddenUntil: 2026-12-01T00:00:00Z }
            scenarios:
              1/the-key-says-what-it-is-for: { points: 0, claimed: 1 }
            late:
              due: 2026-11-20T23:59:00-03:00
              grace: 2h
              perDay: 10
              cutOff: 5d
              students: { ada: 2026-11-25T12:00:00Z }
            required:
              tasks: ["3"]
              cap: 49
            """);

    assertThat(course.name()).isEqualTo("Cloud security, lab 1");
    assertThat(course.terms().claimed()).isEqualByComparingTo("0.25");
    assertThat(course.terms().partial()).isTrue();
    assertThat(course.attempts()).isEqualTo(Course.Attempts.BEST);
    assertThat(course.tasks().get("1").points()).contains(BigDecimal.valueOf(20));
    assertThat(course.tasks().get("1").weight()).isEqualByComparingTo("2");
    assertThat(course.tasks().get("assessment").extraCredit()).contains(true);
    assertThat(course.tasks().get("assessment").hiddenUntil())
        .contains(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(course.scenarios()).containsKey("1/the-key-says-what-it-is-for");
    assertThat(course.late().due()).contains(Instant.parse("2026-11-21T02:59:00Z"));
    assertThat(course.late().grace()).isEqualTo(Duration.ofHours(2));
    assertThat(course.late().cutOff()).contains(Duration.ofDays(5));
    assertThat(course.late().students()).containsKey("ada");
    assertThat(course.required().tasks()).isEqualTo(Set.of("3"));
    assertThat(course.required().cap()).isEqualByComparingTo("49");
  }

  @Test
  void theHashIsThatOfTheFile() throws Exception {
    assertThat(read("name: x\n").hash())
        .isEqualTo("a2a79ea37edb1963efaae29281523ab441a8a99df048d204f22f3f413e325afc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claimed: 2|rubric.yaml: claimed is 2; it has to be between 0 and 1",
        "tasks: { 1: { points: -3 } }|rubric.yaml: tasks.1.points is -3; it has to be between 0 and",
        "tasks: { 1: }|rubric.yaml: tasks.1 says nothing; fill it in or leave it out",
        "late: { due: tomorrow }|rubric.yaml:1:14: \"due\" is not a time with its offset",
        "late: { grace: long }|rubric.yaml:1:16: \"grace\" is not a length of time such as 30m",
        "late: { grace: 2d, cutOff: 1d }|rubric.yaml: late.cutOff is shorter than late.grace",
        "required: { cap: 10 }|rubric.yaml: required.tasks is missing",
        "attempts: first|rubric.yaml:1:1: \"attempts\" holds a value of the wrong kind",
        "taks: { 1: { points: 3 } }|rubric.yaml:1:1: unknown member \"taks\"; known here: attempts"
      })
  void whatIsWrongIsToldWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining(message);
  }

  private Course read(String text) throws IOException, SubmissionException {
    return CourseReader.read(Files.writeString(folder.resolve("rubric.yaml"), text));
  }
}
