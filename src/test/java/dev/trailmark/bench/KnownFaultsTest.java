package dev.trailmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cli.Trailmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A class, graded from the command line: every mistake costs what it has to cost. */
class KnownFaultsTest {
  private static final Path EXAMPLE = Path.of("../examples/submissions/dora-on-paper");
  private static final String RUBRIC =
      """
      late:
        due: 2026-11-30T23:59:00-03:00
        perDay: 10
      """;

  @TempDir static Path folder;

  private static final Map<String, String> MARKS = new HashMap<>();
  private static final Map<String, Set<String>> FLAGS = new HashMap<>();
  private static String said = "";

  @BeforeAll
  static void gradeTheClass() throws IOException {
    int number = 0;
    for (Fault fault : KnownFaults.all()) {
      number++;
      // The copy is of the first student's work.
      StudentPapers papers = StudentPapers.of(EXAMPLE, fault.id().contains("copied") ? 1 : number);
      fault.made().in(papers);
      papers.writeTo(folder.resolve("class").resolve(fault.id()));
    }
    Files.writeString(folder.resolve("rubric.yaml"), RUBRIC);
    Files.writeString(folder.resolve("keys.json"), KnownFaults.publicKeys());
    StringWriter text = new StringWriter();
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(text, true));
    command.setErr(new PrintWriter(text, true));
    int code =
        command.execute(
            "grade",
            folder.resolve("class").toString(),
            "--parallel=2",
            "--public-keys=" + folder.resolve("keys.json"),
            "--rubric=" + folder.resolve("rubric.yaml"),
            "--reports=" + folder.resolve("reports"));
    said = text.toString();
    assertThat(code).as(said).isZero();
    JsonNode grades =
        new ObjectMapper().readTree(folder.resolve("reports/grades/grades.json").toFile());
    for (JsonNode student : grades.path("students")) {
      MARKS.put(student.path("id").asText(), student.path("score").asText());
    }
    for (JsonNode flag : grades.path("flags")) {
      flag.path("students")
          .forEach(
              id ->
                  FLAGS
                      .computeIfAbsent(id.asText(), each -> new HashSet<>())
                      .add(flag.path("kind").asText()));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeCostsWhatItHasToAndIsNamed() {
    return KnownFaults.all().stream()
        .map(fault -> DynamicTest.dynamicTest(fault.id(), () -> holds(fault)));
  }

  private static void holds(Fault fault) throws IOException {
    assertThat(MARKS).as(said).containsEntry(fault.id(), fault.mark());
    String feedback =
        Files.readString(
            folder.resolve("reports/grades").resolve(fault.id()).resolve("feedback.md"));
    assertThat(feedback.replace("\\", "")).contains(fault.told());
    Set<String> flags = FLAGS.getOrDefault(fault.id(), Set.of());
    if (!fault.flag().isEmpty()) {
      assertThat(flags).contains(fault.flag());
    } else if (!fault.id().contains("flawless")) {
      assertThat(flags).isEmpty();
    }
  }
}
