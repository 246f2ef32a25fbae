package dev.trailmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.Total;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
  private static final RubricItem KEY = RubricItem.usual("a", "1", "The key exists", 60);
  private static final RubricItem IMAGE = RubricItem.usual("b", "2", "The image is encrypted", 40);

  @TempDir Path folder;

  private final GradeBook book =
      book(
          List.of(
              grade("Ada", Optional.empty(), pass(KEY), pass(IMAGE)),
              grade("Bob", Optional.empty(), pass(KEY), fail(IMAGE)),
              grade("Cy", Optional.empty(), open(KEY), pass(IMAGE)),
              grade("Di", Optional.of("di.yaml:3:1: unknown member"), open(KEY), open(IMAGE))));

  private static GradeBook book(List<Grade> grades) {
    return new GradeBook(
        Instant.parse("2026-01-02T03:04:05Z"),
        Course.USUAL,
        new Rubric(List.of(KEY, IMAGE)),
        grades,
        List.of());
  }

  @Test
  void theTableShowsMarksPerTaskAndWhatIsOpen() {
    assertThat(MarksTable.lines(book).subList(0, 6))
        .containsExactly(
            "Student    Task 1    Task 2       Total",
            "---------------------------------------",
            "Ada         60/60     40/40     100/100",
            "Bob         60/60      0/40      60/100",
            "Cy       0+60?/60     40/40  40+60?/100",
            "Di       0+60?/60  0+40?/40  0+100?/100");
  }

  @Test
  void theRemarksSayWhyAndWhatToDo() {
    assertThat(String.join("\n", MarksTable.lines(book)))
        .contains(
            """
            Bob:
              Task 2: The image is encrypted (failed, 40 points)
                  blocked by: task 1's key
                  expected: aws:kms
                  found: AES256
                  where: s3:HeadObject
                  hint: choose SSE-KMS\
            """)
        .contains("Indeterminate: refuses connections\n      Task 1: The key exists, 60 points")
        .contains("Di: not graded: di.yaml:3:1: unknown member")
        .doesNotContain("Ada:");
  }

  @Test
  void twoOfOneNameAreToldApartAndLatenessIsSaid() {
    Total late =
        new Total(
            new BigDecimal("54"),
            new BigDecimal("60"),
            BigDecimal.ZERO,
            List.of(new Total.Adjustment("1 day late, 10 % a day", new BigDecimal("-6"))));
    Grade one = grade("Ada", Optional.empty(), pass(KEY));
    Grade other =
        new Grade(
            "ada-2",
            "Ada",
            Optional.empty(),
            Handed.UNKNOWN,
            List.of(pass(KEY)),
            late,
            Optional.empty(),
            List.of());

    assertThat(MarksTable.lines(book(List.of(one, other))))
        .contains("Ada (Ada)     60/60     0/0  60/60", "Ada (ada-2):")
        .contains("  1 day late, 10 % a day: -6 points");
  }

  @Test
  void theTableOfALargeClassIsNotBuriedUnderItsRemarks() {
    List<Grade> grades = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      grades.add(grade("Student " + i, Optional.empty(), fail(KEY), fail(IMAGE)));
    }
    grades.add(grade("Di", Optional.of("di.yaml:3:1: unknown member"), open(KEY), open(IMAGE)));

    assertThat(MarksTable.lines(book(grades)))
        .hasSize(2 + 31 + 2 + 2)
        .contains("Di: not graded: di.yaml:3:1: unknown member")
        .endsWith("Every check that did not pass, and its hint, is with the marks.");
  }

  @Test
  void theJsonHoldsTheSame() throws Exception {
    Path file = new JsonGrades(new Provenance("1.0", Map.of())).write(book, folder);

    JsonNode json = JsonMapper.builder().build().readTree(file.toFile());
    assertThat(json.at("/gradedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json.at("/maximum").asInt()).isEqualTo(100);
    JsonNode bob = json.at("/students/1");
    assertThat(bob.at("/score").asInt()).isEqualTo(60);
    assertThat(bob.at("/decided").asBoolean()).isTrue();
    assertThat(bob.at("/tasks/1/checks/0/outcome").asText()).isEqualTo("fail");
    assertThat(bob.at("/tasks/1/checks/0/hint").asText()).isEqualTo("choose SSE-KMS");
    assertThat(bob.at("/tasks/1/checks/0/blockedBy").asText()).isEqualTo("task 1's key");
    assertThat(json.at("/students/2/open").asInt()).isEqualTo(60);
    assertThat(json.at("/students/2/tasks/0/checks/0/outcome").asText()).isEqualTo("indeterminate");
    assertThat(json.at("/students/3/problem").asText()).contains("unknown member");
  }

  private static Grade grade(String student, Optional<String> problem, Check... checks) {
    return new Grade(
        student,
        student,
        Optional.empty(),
        Handed.UNKNOWN,
        List.of(checks),
        Total.of(List.of(checks)),
        problem,
        List.of());
  }

  private static Check pass(RubricItem item) {
    return Check.of(item, Outcome.PASS, "", "", "", "", Optional.empty());
  }

  private static Check open(RubricItem item) {
    return Check.of(
        item, Outcome.INDETERMINATE, item.name(), "refuses connections", "", "", Optional.empty());
  }

  private static Check fail(RubricItem item) {
    return Check.of(
        item,
        Outcome.FAIL,
        "aws:kms",
        "AES256",
        "s3:HeadObject",
        "choose SSE-KMS",
        Optional.of("task 1's key"));
  }
}
