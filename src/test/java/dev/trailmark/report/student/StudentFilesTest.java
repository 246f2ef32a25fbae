package dev.trailmark.report.student;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.report.Golden;
import dev.trailmark.report.SampleClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentFilesTest {
  private static final String MALLORY = "_mallory-2636fc52";

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    new StudentFiles().write(SampleClass.book(), folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada/feedback.md",
        "bob/feedback.md",
        "cy/feedback.md",
        "di/feedback.md",
        "eve/feedback.md",
        "cy/feedback.html",
        "bob/results.json",
        "cy/results.json",
        "di/results.json",
        "eve/results.json",
        "bob/classroom50/result.json",
        "cy/prairielearn/results.json",
        "di/prairielearn/results.json",
        "bob/vocareum/grade.csv"
      })
  void theFilesAreAsTheyShouldBe(String name) throws IOException {
    Golden.check("student/" + name, folder.resolve(name));
  }

  @Test
  void everyStudentHasAFolderWithASafeName() throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      assertThat(folders.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("ada", "bob", "cy", "di", "eve", MALLORY);
    }
  }

  @Test
  void writingAgainChangesNothing() throws IOException {
    Map<String, String> before = contents();

    new StudentFiles().write(SampleClass.book(), folder);

    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aHiddenQuestionIsInNoFileThatAStudentReads() throws IOException {
    for (String file :
        List.of(
            "feedback.md",
            "feedback.html",
            "classroom50/result.json",
            "prairielearn/results.json",
            "vocareum/report.html")) {
      assertThat(folder.resolve("bob").resolve(file))
          .content()
          .as(file)
          .doesNotContain("secret", "Question 2")
          .contains("Question 1");
    }
    assertThat(folder.resolve("bob/feedback.md"))
        .content()
        .contains("Results for 5 points more will be shown from 2026-12-24 00:00 UTC on");
  }

  @Test
  void aStudentIsToldWhatDoesNotAgreeAndNothingOfOthers() throws IOException {
    assertThat(folder.resolve("cy/feedback.md"))
        .content()
        .contains("two accounts")
        .contains("cy/writeup.md:12; cy/1.json.gz, record 3");
    assertThat(folder.resolve("bob/feedback.md")).content().doesNotContain("same key ID", "ada");
  }

  @Test
  void placesAreThoseThatTheStudentKnows() throws IOException {
    for (String name : List.of("di/feedback.md", "di/feedback.html", "di/results.json")) {
      assertThat(folder.resolve(name))
          .content()
          .as(name)
          .contains("submission.yaml:3")
          .doesNotContain("/home/staff");
    }
  }

  @Test
  void gradescopeIsToldToHideTheHiddenQuestionAndToTakeTheScoreAsItIs() throws IOException {
    JsonNode bob = json("bob/results.json");

    assertThat(bob.at("/score").decimalValue()).isEqualByComparingTo("16");
    assertThat(bob.at("/tests/6/visibility").asText()).isEqualTo("hidden");
    assertThat(bob.at("/tests/6/number").asText()).isEqualTo("assessment.2");
    assertThat(bob.at("/tests/0/visibility").asText()).isEqualTo("visible");
    assertThat(bob.at("/output").asText()).contains("2 days late, 10 % a day");
    assertThat(json("di/results.json").at("/tests/0").has("status")).isFalse();
  }

  @Test
  void whatCouldNotBeJudgedCostsNoAttemptAndIsNoFinalGrade() throws IOException {
    assertThat(json("di/prairielearn/results.json").at("/gradable").asBoolean()).isFalse();
    assertThat(json("di/prairielearn/results.json").has("score")).isFalse();
    assertThat(json("ada/prairielearn/results.json").at("/score").decimalValue())
        .isEqualByComparingTo("1");
    assertThat(folder.resolve("di/vocareum/grade.csv")).doesNotExist();
    assertThat(folder.resolve("ada/vocareum/grade.csv")).exists();
  }

  @Test
  void whatAStudentWritesStaysText() throws IOException {
    String html = Files.readString(folder.resolve(MALLORY + "/feedback.html"));
    assertThat(html).doesNotContain("<script").contains("&lt;script&gt;").doesNotContain("\u0001");

    String markdown = Files.readString(folder.resolve(MALLORY + "/feedback.md"));
    var tables = List.of(TablesExtension.create());
    String rendered =
        HtmlRenderer.builder()
            .extensions(tables)
            .build()
            .render(Parser.builder().extensions(tables).build().parse(markdown));
    assertThat(rendered)
        .doesNotContain("<script>", "<strong>b</strong>", "<table>", "\u202e")
        .contains("&lt;script&gt;alert('x')&lt;/script&gt;");
  }

  @Test
  void theFeedbackPageLoadsNothingAndRunsNothing() {
    assertThat(folder.resolve("cy/feedback.html"))
        .content()
        .contains("default-src 'none'; style-src 'sha256-")
        .doesNotContain("http://", "https://", "<script", "src=", "<link");
  }

  private static JsonNode json(String name) throws IOException {
    return JsonMapper.builder().build().readTree(folder.resolve(name).toFile());
  }

  private static Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
