package dev.trailmark.cli;

import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Roster;
import dev.trailmark.marks.Suite;
import dev.trailmark.report.AllureReport;
import dev.trailmark.report.AllureResults;
import dev.trailmark.report.JsonGrades;
import dev.trailmark.report.MarksTable;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.classes.CanvasCsv;
import dev.trailmark.report.classes.Ctrf;
import dev.trailmark.report.classes.GitHubAnnotations;
import dev.trailmark.report.classes.GitHubSummary;
import dev.trailmark.report.classes.JUnitXml;
import dev.trailmark.report.classes.LtiScores;
import dev.trailmark.report.classes.MoodleCsv;
import dev.trailmark.report.page.ClassPage;
import dev.trailmark.report.student.StudentFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports of one run: what is cleared before it, and what is written after it. */
final class Reports {
  private static final int MOST_RESULTS = 5_000;

  private final Path directory;

  private Reports(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory.
   *
   * @param anew whether Allure's results of earlier runs are cleared away at once
   */
  static Reports in(Path directory, boolean anew) {
    Reports reports = new Reports(directory);
    try {
      Files.createDirectories(reports.results());
      if (!anew) {
        return reports;
      }
      try (Stream<Path> old = Files.list(reports.results())) {
        for (Path file : old.filter(Reports::isAllures).toList()) {
          Files.delete(file);
        }
      }
      return reports;
    } catch (IOException e) {
      throw CliException.usage("--reports " + directory + ": cannot be written: " + e.getMessage());
    }
  }

  Path results() {
    return directory.resolve("allure-results");
  }

  /** What machines read of a run that checks one target. */
  static List<ReportWriter> ofOneTarget(Provenance provenance) {
    return List.of(
        new JsonGrades(provenance),
        new JUnitXml(),
        new Ctrf(provenance),
        new GitHubSummary(),
        new GitHubAnnotations());
  }

  /** What a class's run leaves for its students, its staff and their systems. */
  static List<ReportWriter> ofClass(Provenance provenance, Roster roster) {
    return List.of(
        new JsonGrades(provenance),
        new ClassPage(provenance),
        new CanvasCsv(roster),
        new MoodleCsv(roster),
        new LtiScores(roster),
        new JUnitXml(),
        new Ctrf(provenance),
        new GitHubSummary(),
        new GitHubAnnotations(),
        new StudentFiles());
  }

  /** Writes marks into a directory, and prints the table and where they are. */
  void write(GradeBook book, List<ReportWriter> writers, Path marks, PrintWriter out) {
    MarksTable.lines(book).forEach(out::println);
    out.println();
    try {
      Files.createDirectories(marks);
      for (ReportWriter writer : writers) {
        writer.write(book, marks);
      }
      out.println("Marks:  " + marks);
    } catch (IOException e) {
      throw CliException.usage(marks + ": cannot be written: " + e.getMessage());
    }
  }

  /**
   * Leaves of Allure's results the newest of each check of a class, and tells whose are not there:
   * of students who keep their marks while the results were taken away.
   */
  void keepNewest(GradeBook book, PrintWriter out) {
    Set<String> suites =
        book.grades().stream()
            .filter(grade -> grade.problem().isEmpty())
            .map(Suite::of)
            .collect(Collectors.toSet());
    try {
      int missing = suites.size() - AllureResults.keepNewest(results(), suites).size();
      if (missing > 0) {
        out.println(
            "Allure's results of %d of %d students are gone; --again makes them anew"
                .formatted(missing, suites.size()));
      }
    } catch (IOException e) {
      throw CliException.usage("--reports " + directory + ": cannot be written: " + e.getMessage());
    }
  }

  /**
   * Writes Allure's report, and prints where it is. There is none of more results than a browser
   * can show, nor an older one then.
   *
   * @param kind the kind of run; the history of each is its own
   */
  void writeAllure(String kind, Map<String, String> environment, PrintWriter out) {
    try {
      long count = results(results());
      if (count > MOST_RESULTS) {
        Files.deleteIfExists(directory.resolve("allure").resolve("index.html"));
        out.println(
            "Report: none of Allure's, whose page cannot hold %,d results; they are in %s"
                .formatted(count, results()));
        return;
      }
      Path history = directory.resolve("allure-history").resolve(kind);
      out.println(
          "Report: "
              + AllureReport.write(results(), directory.resolve("allure"), history, environment));
    } catch (IOException e) {
      throw CliException.usage("--reports " + directory + ": cannot be written: " + e.getMessage());
    }
  }

  private static long results(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith("-result.json")).count();
    }
  }

  private static boolean isAllures(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith("-result.json")
            || name.endsWith("-container.json")
            || name.contains("-attachment")
            || name.equals("executor.json")
            || name.equals("environment.properties")
            || name.equals("categories.json"));
  }
}
