package dev.trailmark.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.report.format.Plain;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What Allure shows beside the results: the environment of the run, and the categories that keep a
 * failed check apart from one that could not be made.
 */
public final class AllureMetadata {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AllureMetadata() {}

  /**
   * Writes {@code environment.properties} and {@code categories.json} among the results.
   *
   * @param results the directory with Allure's results; made when it is missing
   * @param environment what to show, in order; entries without a value are left out, and so is what
   *     a URL carries before its host's name
   * @throws IOException when a file cannot be written
   */
  public static void write(Path results, Map<String, String> environment) throws IOException {
    Files.createDirectories(results);
    try (Writer out = Files.newBufferedWriter(results.resolve("environment.properties"))) {
      for (Map.Entry<String, String> entry : environment.entrySet()) {
        if (!entry.getValue().isBlank()) {
          out.write(
              entry.getKey() + " = " + Plain.line(Plain.withoutUserInfo(entry.getValue())) + "\n");
        }
      }
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(results.resolve("categories.json").toFile(), categories());
  }

  private static List<Map<String, Object>> categories() {
    return List.of(
        Map.of("name", "Failed: the target did otherwise", "matchedStatuses", List.of("failed")),
        Map.of(
            "name",
            "Indeterminate: the target could not be asked",
            "matchedStatuses",
            List.of("broken"),
            "traceRegex",
            "(?s).*IndeterminateException.*"),
        Map.of(
            "name",
            "Indeterminate: the check itself broke",
            "matchedStatuses",
            List.of("broken"),
            "traceRegex",
            "(?s)(?!.*IndeterminateException).*"));
  }
}
