package dev.trailmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.grading.Watch;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Total;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line of classes: parts, what is kept, and how it goes on. */
class GradePartsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aClassIsGradedWithCountsAndTheNextRunKeepsWhatHasNotChanged() throws IOException {
    write("ada", "1: B\n");
    write("bob", "1: B\n5: A\n");

    assertThat(grade()).isZero();
    assertThat(err.toString()).containsPattern("1/2 \\w+: \\d+ of 100 points; about \\d+ s left");
    assertThat(err.toString()).containsPattern("2/2 \\w+: \\d+ of 100 points\n");
    String first = marks();
    long results = allureResults();
    err.getBuffer().setLength(0);

    assertThat(grade()).isZero();
    assertThat(err.toString())
        .isEqualTo("  2 kept the marks of an earlier run; --again grades them anew\n");
    assertThat(marks()).isEqualTo(first);

    write("ada", "1: B\n2: A\n");
    err.getBuffer().setLength(0);
    assertThat(grade("--parallel=1")).isZero();
    assertThat(err.toString()).contains("ada: ").doesNotContain("bob: ");
    assertThat(allureResults()).as("Allure's results, of the whole class").isEqualTo(results);

    try (Stream<Path> all = Files.list(folder.resolve("reports/allure-results"))) {
      all.filter(file -> file.toString().endsWith("-result.json")).forEach(GradePartsTest::delete);
    }
    out.getBuffer().setLength(0);
    assertThat(grade("--students=ada")).isZero();
    assertThat(out.toString())
        .contains("Allure's results of 1 of 2 students are gone; --again makes them anew");
    assertThat(allureResults()).isEqualTo(results / 2);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long allureResults() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("reports/allure-results"))) {
      return all.filter(file -> file.toString().endsWith("-result.json")).count();
    }
  }

  @Test
  void oneTaskIsGradedAnewIntoTheEarlierMarks() throws IOException {
    write("ada", "1: B\n");
    assertThat(grade("--only=task-4")).isEqualTo(3);
    assertThat(out.toString()).contains("not graded yet: only task 4 was");

    assertThat(grade("--only", "Assessment,5,6,task-1,2,3")).isZero();
    assertThat(grade("--only", "assessment", "--students", "ada")).isZero();
    assertThat(out.toString()).doesNotContain("was graded before");
  }

  @Test
  void whatThereIsNotIsRefused() throws IOException {
    write("ada", "1: B\n");

    assertThat(grade("--only=task-9")).isEqualTo(2);
    assertThat(grade("--students=eve")).isEqualTo(2);
    assertThat(grade("--retries=99")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "trailmark: there is no task \"9\"; known are 1, 2, 3, 4, 5, 6, assessment",
            "trailmark: there is no submission \"eve\"; known are ada",
            "trailmark: --retries is a number from 0 to 8");
  }

  @Test
  void aQuietRunSaysNothingButTheMarks() throws IOException {
    write("ada", "1: B\n");

    assertThat(grade("--quiet")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("ada");
  }

  @Test
  void theTimeThatIsLeftIsToldByThePaceSoFar() {
    List<String> lines = new ArrayList<>();
    Instant[] now = {Instant.EPOCH};
    InstantSource clock = () -> now[0];
    Watch watch = new GradingLines(lines::add, clock);

    watch.begins(100);
    watch.kept();
    for (int i = 0; i < 3; i++) {
      now[0] = now[0].plus(Duration.ofSeconds(i == 2 ? 300 : 10));
      watch.graded(someone("s" + i));
    }

    assertThat(lines)
        .containsExactly(
            "2/100 s0: 0 of 0 checks passed; about 16 min left",
            "3/100 s1: 0 of 0 checks passed; about 16 min left",
            "4/100 s2: 0 of 0 checks passed; about 3 h left");
  }

  private static Grade someone(String name) {
    return new Grade(
        name,
        name,
        Optional.empty(),
        Handed.UNKNOWN,
        List.of(),
        Total.of(List.of()),
        Optional.empty(),
        List.of());
  }

  private String marks() throws IOException {
    return Files.readString(folder.resolve("out/grades.json"))
        .replaceAll("\"gradedAt\" : \"[^\"]*\"", "");
  }

  private void write(String student, String answers) throws IOException {
    Path file = folder.resolve("class").resolve(student).resolve("answers.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, answers);
  }

  private int grade(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "grade",
                folder.resolve("class").toString(),
                "--reports=" + folder.resolve("reports"),
                "--out=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
