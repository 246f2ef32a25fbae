package dev.trailmark.cli;

import dev.trailmark.grading.Features;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which features to run, and where the reports go. */
final class FeatureOptions {
  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "A directory of features that replaces the packaged ones.")
  private Path directory;

  @Option(
      names = "--tags",
      paramLabel = "EXPRESSION",
      description = "Only the scenarios with these tags, such as '@task:3 and not @slow'.")
  private String tags;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the reports go (default: ${DEFAULT-VALUE}).")
  private Path reports;

  Features applyTo(Features packaged) {
    Features features = packaged;
    if (directory != null) {
      if (!Files.isDirectory(directory)) {
        throw CliException.usage("--features " + directory + ": no such directory");
      }
      features = features.from(directory);
    }
    if (tags != null && !tags.isBlank()) {
      features = features.matching(checked(tags));
    }
    return features;
  }

  Path reports() {
    return reports;
  }

  /** Where a class's marks go when nothing else is said. */
  Path grades() {
    return reports.resolve("grades");
  }

  /** What was chosen, to be recorded with the marks. */
  Map<String, String> settings() {
    return Map.of(
        "features",
        directory == null ? "" : directory.toString(),
        "tags",
        tags == null ? "" : tags);
  }

  private static String checked(String expression) {
    try {
      TagExpressionParser.parse(expression);
      return expression;
    } catch (TagExpressionException e) {
      throw CliException.usage(
          "--tags: " + e.getMessage().lines().reduce((first, last) -> last).orElse("not tags"));
    }
  }
}
