package dev.trailmark.report.classes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.Total;
import dev.trailmark.report.Golden;
import dev.trailmark.report.JsonGrades;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.SampleClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ClassFilesTest {
  private static final Roster ROSTER =
      new Roster(
          List.of(
              new Roster.Entry(
                  "",
                  new Person(
                      "Lovelace, Ada", "Ada@example.edu", "0815", "ada", "S1", "4711", "lti-7"))));

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Provenance provenance =
        new Provenance("1.0", Map.of("endpoint", "http://me:hush@127.0.0.1:4566/", "tags", ""));
    for (ReportWriter writer :
        List.of(
            new JsonGrades(provenance),
            new CanvasCsv(ROSTER),
            new MoodleCsv(ROSTER),
            new LtiScores(ROSTER),
            new JUnitXml(),
            new Ctrf(provenance),
            new GitHubSummary(),
            new GitHubAnnotations())) {
      writer.write(SampleClass.book(), folder);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        JsonGrades.FILE_NAME,
        CanvasCsv.FILE_NAME,
        MoodleCsv.FILE_NAME,
        LtiScores.FILE_NAME,
        JUnitXml.FILE_NAME,
        Ctrf.FILE_NAME,
        GitHubSummary.FILE_NAME,
        GitHubAnnotations.FILE_NAME
      })
  void theFilesAreAsTheyShouldBe(String name) throws IOException {
    Golden.check("class/" + name, folder.resolve(name));
  }

  @Test
  void aMarkSaysWhatItRestsOn() throws IOException {
    JsonNode json = json(JsonGrades.FILE_NAME);

    assertThat(json.at("/rubric/sha256").asText()).hasSize(64);
    assertThat(json.at("/rubric/courseFileSha256").asText()).isEqualTo("c0ffee");
    assertThat(json.at("/trailmark/version").asText()).isEqualTo("1.0");
    assertThat(json.at("/trailmark/settings/endpoint").asText())
        .isEqualTo("http://127.0.0.1:4566/");
    JsonNode bob = json.at("/students/1");
    assertThat(bob.at("/target").asText()).isEqualTo("http://127.0.0.1:4566 in us-east-1");
    assertThat(bob.at("/handedIn/due").asText()).isEqualTo("2026-11-25T23:59:00Z");
    assertThat(bob.at("/adjustments/0/points").asInt()).isEqualTo(-4);
    assertThat(json.at("/students/2/tasks/0/checks/0/evidence/0/strength").asText())
        .isEqualTo("claimed");
    assertThat(json.at("/students/2/tasks/0/checks/0/evidence/0/where").asText())
        .isEqualTo("cy/writeup.md:14");
    assertThat(json.at("/flags/0/places/1").asText()).isEqualTo("bob/writeup.md:9");
    assertThat(folder.resolve(JsonGrades.FILE_NAME)).content().doesNotContain("hush");
  }

  @Test
  void anotherPriceIsAnotherRubric() {
    RubricItem item = RubricItem.usual("a", "1", "The key exists", 5);
    Rubric cheap = new Rubric(List.of(item));
    Rubric dear = new Rubric(List.of(RubricItem.usual("b", "1", "The key exists", 6)));

    assertThat(cheap.hash()).isNotEqualTo(dear.hash());
    assertThat(cheap.hash()).isEqualTo(new Rubric(List.of(item)).hash());
  }

  @Test
  void canvasFindsTheStudentAndTheUndecidedAreLeftAlone() throws IOException {
    List<List<String>> rows = csv(CanvasCsv.FILE_NAME);

    assertThat(rows.get(0))
        .containsExactly(
            "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Introduction to AWS KMS");
    assertThat(rows.get(1).get(0)).contains("Points Possible");
    assertThat(rows.get(1).get(5)).isEqualTo("60");
    assertThat(rows.get(2)).containsExactly("Lovelace, Ada", "4711", "0815", "ada", "S1", "64");
    assertThat(rows.get(3)).containsExactly("Bob Émile", "", "", "bob", "", "16");
    assertThat(rows).extracting(row -> row.get(3)).doesNotContain("di", "eve");
  }

  @Test
  void moodleGetsGradesAndFeedbackTogetherAndNothingHidden() throws IOException {
    List<List<String>> rows = csv(MoodleCsv.FILE_NAME);

    assertThat(rows.get(1).subList(0, 4))
        .containsExactly("Lovelace, Ada", "0815", "Ada@example.edu", "64");
    assertThat(rows.get(1).get(4)).isEqualTo("All checks passed.");
    assertThat(rows.get(2).get(4)).contains("Task 3, not passed").doesNotContain("Question 2");
    assertThat(rows).extracting(row -> row.get(1)).doesNotContain("di", "eve");
  }

  @Test
  void noCellIsAFormula() throws IOException {
    for (String name : List.of(CanvasCsv.FILE_NAME, MoodleCsv.FILE_NAME)) {
      assertThat(csv(name).stream().flatMap(List::stream))
          .as(name)
          .noneMatch(cell -> cell.matches("(?s)[=+@\\t\\r].*"))
          .anyMatch(cell -> cell.startsWith("'=1+1"));
    }
  }

  @Test
  void platformsIgnoreTheScoreOfWhatIsNotJudgedWhole() throws IOException {
    JsonNode scores = json(LtiScores.FILE_NAME);

    assertThat(scores.at("/0/userId").asText()).isEqualTo("lti-7");
    assertThat(scores.at("/0/gradingProgress").asText()).isEqualTo("FullyGraded");
    assertThat(scores.at("/0/timestamp").asText()).isEqualTo("2026-11-30T10:00:00.000Z");
    assertThat(scores.at("/3/gradingProgress").asText()).isEqualTo("Pending");
    assertThat(scores.at("/3").has("scoreGiven")).isFalse();
  }

  @Test
  void junitXmlParsesWhateverAStudentWrote() throws Exception {
    Element root =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(folder.resolve(JUnitXml.FILE_NAME).toFile())
            .getDocumentElement();

    assertThat(root.getAttribute("tests")).isEqualTo("42");
    assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(42);
    assertThat(root.getElementsByTagName("failure").getLength())
        .isEqualTo(Integer.parseInt(root.getAttribute("failures")));
    assertThat(root.getElementsByTagName("error").getLength())
        .isEqualTo(Integer.parseInt(root.getAttribute("errors")));
    Element mallory = (Element) root.getElementsByTagName("testsuite").item(5);
    Element failure = (Element) mallory.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).contains("<script>alert('x')</script>").contains("]]>");
  }

  @Test
  void ctrfCountsWhatItLists() throws IOException {
    JsonNode results = json(Ctrf.FILE_NAME).at("/results");

    for (String status : List.of("passed", "failed", "other")) {
      long listed =
          IntStream.range(0, results.at("/tests").size())
              .filter(i -> results.at("/tests/" + i + "/status").asText().equals(status))
              .count();
      assertThat(results.at("/summary/" + status).asLong()).as(status).isEqualTo(listed);
    }
    assertThat(results.at("/summary/tests").asInt()).isEqualTo(results.at("/tests").size());
    assertThat(results.at("/tests/0/labels/points").asInt()).isEqualTo(10);
  }

  @Test
  void theJobSummaryStaysATableWhateverAStudentWrote() throws IOException {
    assertThat(tables(Files.readString(folder.resolve(GitHubSummary.FILE_NAME)))).isEqualTo(2);
  }

  @Test
  void aHiddenQuestionIsInNoFileThatARepositoryMayShow() throws IOException {
    for (String name : List.of(GitHubSummary.FILE_NAME, GitHubAnnotations.FILE_NAME)) {
      assertThat(folder.resolve(name)).content().doesNotContain("Question 2", "secret");
    }
  }

  @Test
  void aJobSummaryThatWouldBeTooLargeCountsTheRest() throws IOException {
    RubricItem item = RubricItem.usual("a", "1", "The key exists", 5);
    List<Grade> many = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      many.add(grade("student " + i + " " + "x".repeat(150), Check.passed(item)));
    }
    GradeBook book = SampleClass.book();
    Path file =
        new GitHubSummary()
            .write(
                new GradeBook(
                    book.gradedAt(), book.course(), new Rubric(List.of(item)), many, List.of()),
                folder.resolve("large"));

    assertThat(Files.size(file)).isBetween(900_000L, (long) GitHubSummary.LIMIT);
    assertThat(Files.readString(file)).containsPattern("\\d+ more are in grades.json");
  }

  @Test
  void tenAnnotationsAreTheMostAndTheyAreOneLineEach() throws IOException {
    List<RubricItem> items =
        IntStream.range(0, 30)
            .mapToObj(i -> RubricItem.usual("id" + i, "2", "Check, number: " + i, 1))
            .toList();
    Check[] failed =
        items.stream()
            .map(
                item ->
                    Check.of(
                        item, Outcome.FAIL, "a", "b\n::warning::c", "", "50%", Optional.empty()))
            .toArray(Check[]::new);
    GradeBook book = SampleClass.book();
    Path file =
        new GitHubAnnotations()
            .write(
                new GradeBook(
                    book.gradedAt(),
                    book.course(),
                    new Rubric(items),
                    List.of(grade("x", failed)),
                    List.of()),
                folder.resolve("many"));

    assertThat(Files.readAllLines(file)).hasSize(10).allMatch(line -> line.startsWith("::error"));
    assertThat(Files.readAllLines(file).get(0)).contains("title=Task 2::").endsWith("50%25");
    assertThat(Files.readAllLines(file).get(9)).contains("21 more");
  }

  private static Grade grade(String student, Check... checks) {
    return new Grade(
        student,
        student,
        Optional.empty(),
        Handed.UNKNOWN,
        List.of(checks),
        Total.of(List.of(checks)),
        Optional.empty(),
        List.of());
  }

  private static JsonNode json(String name) throws IOException {
    return JsonMapper.builder().build().readTree(folder.resolve(name).toFile());
  }

  private static List<List<String>> csv(String name) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (var read =
        CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build()
            .readerForListOf(String.class)
            .<List<String>>readValues(folder.resolve(name).toFile())) {
      read.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static int tables(String markdown) {
    int[] count = {0};
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomBlock block) {
                count[0] += block instanceof TableBlock ? 1 : 0;
              }
            });
    return count[0];
  }
}
