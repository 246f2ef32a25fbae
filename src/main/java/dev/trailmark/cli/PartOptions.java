package dev.trailmark.cli;

import dev.trailmark.grading.Conduct;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which part of a class is graded anew. */
final class PartOptions {
  @Option(
      names = "--only",
      paramLabel = "TASK",
      split = ",",
      description =
          "Only these tasks, such as task-4,assessment; the others keep the marks in --out.")
  private List<String> tasks = List.of();

  @Option(
      names = "--students",
      paramLabel = "ID",
      split = ",",
      description =
          "Only these submissions, by their short names; the others keep the marks in --out.")
  private List<String> students = List.of();

  @Option(
      names = "--again",
      description =
          "Grade anew what was graded before. Without it papers that have not changed keep the"
              + " marks in --out, and a run that was broken off is gone on with.")
  private boolean again;

  /** The part, for a run that may go on with one that was broken off. */
  Conduct.Part part(Optional<Instant> brokenOffSince) {
    Set<String> named = new LinkedHashSet<>();
    for (String task : tasks) {
      named.add(task.strip().toLowerCase(Locale.ROOT).replaceFirst("^task[-: ]?", ""));
    }
    Set<String> ids = new LinkedHashSet<>();
    students.forEach(id -> ids.add(id.strip()));
    return new Conduct.Part(named, ids, again, brokenOffSince);
  }
}
