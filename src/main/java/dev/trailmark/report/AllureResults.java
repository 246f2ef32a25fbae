package dev.trailmark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.marks.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Allure's results of a class that is graded part by part: a run adds those of the students that it
 * grades, and what others have from earlier runs stays, so that the page always shows the class.
 */
public final class AllureResults {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;
  private final Map<String, Result> newest = new HashMap<>();
  private final Set<String> attachments = new HashSet<>();

  private AllureResults(Path directory) {
    this.directory = directory;
  }

  private record Result(String uuid, String suite, long stop) {}

  /**
   * Deletes what a newer result of the same check has replaced, and what is of no suite of the
   * class, with their attachments.
   *
   * @param suites the students' suites
   * @return those of them that have results
   * @throws IOException when the directory cannot be read or written
   */
  public static Set<String> keepNewest(Path directory, Set<String> suites) throws IOException {
    AllureResults results = new AllureResults(directory);
    List<Path> files = results.files("-result.json");
    for (Path file : files) {
      results.read(file, suites);
    }
    Set<String> kept = new HashSet<>();
    results.newest.values().forEach(result -> kept.add(result.uuid()));
    for (Path file : files) {
      if (!results.keeps(file, tree -> kept.contains(tree.path("uuid").asText()))) {
        Files.delete(file);
      }
    }
    for (Path file : results.files("-container.json")) {
      if (!results.keeps(file, tree -> anyOf(tree.path("children"), kept))) {
        Files.delete(file);
      }
    }
    for (Path file : results.files("")) {
      String name = file.getFileName().toString();
      if (name.contains("-attachment") && !results.attachments.contains(name)) {
        Files.delete(file);
      }
    }
    Set<String> found = new HashSet<>();
    results.newest.values().forEach(result -> found.add(Suite.ofAllAttempts(result.suite())));
    return found;
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }

  /** A file that a run was broken off in counts for nothing. */
  private static JsonNode tree(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private void read(Path file, Set<String> suites) throws IOException {
    JsonNode tree = tree(file);
    String suite = "";
    for (JsonNode label : tree.path("labels")) {
      if (label.path("name").asText().equals("parentSuite")) {
        suite = label.path("value").asText();
      }
    }
    if (suites.contains(Suite.ofAllAttempts(suite))) {
      Result result = new Result(tree.path("uuid").asText(), suite, tree.path("stop").asLong());
      newest.merge(
          tree.path("historyId").asText(),
          result,
          (one, other) -> one.stop() > other.stop() ? one : other);
    }
  }

  private boolean keeps(Path file, Predicate<JsonNode> wanted) throws IOException {
    JsonNode tree = tree(file);
    if (!wanted.test(tree)) {
      return false;
    }
    for (JsonNode list : tree.findValues("attachments")) {
      list.forEach(attachment -> attachments.add(attachment.path("source").asText()));
    }
    return true;
  }

  private static boolean anyOf(JsonNode children, Set<String> kept) {
    for (JsonNode child : children) {
      if (kept.contains(child.asText())) {
        return true;
      }
    }
    return false;
  }
}
