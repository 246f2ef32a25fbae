package dev.trailmark.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.cli.Main;
import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the features promise to those who grade by them. */
class FeaturesTest {

  private static final Path FEATURES = Path.of("..", "features");
  private static final String POINTS = "@points:";

  private static List<Envelope> parse(String folder) {
    try (Stream<Path> files = Files.walk(FEATURES.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".feature"))
          .flatMap(FeaturesTest::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Envelope> parse(Path file) {
    try {
      return GherkinParser.builder().build().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Pickle> scenarios(String folder) {
    return parse(folder).stream().map(Envelope::getPickle).flatMap(Optional::stream).toList();
  }

  private static int points(Pickle scenario) {
    return tags(scenario)
        .filter(tag -> tag.startsWith(POINTS))
        .mapToInt(tag -> Integer.parseInt(tag.substring(POINTS.length())))
        .sum();
  }

  private static Stream<String> tags(Pickle scenario) {
    return scenario.getTags().stream().map(PickleTag::getName);
  }

  @Test
  void theLabIsWorthAHundredPointsAndTheAssessmentTwentyOfThem() {
    List<Pickle> lab = scenarios("lab");

    assertThat(lab.stream().mapToInt(FeaturesTest::points).sum()).isEqualTo(100);
    assertThat(
            lab.stream()
                .filter(each -> tags(each).anyMatch("@task:assessment"::equals))
                .mapToInt(FeaturesTest::points)
                .sum())
        .isEqualTo(20);
  }

  @Test
  void everyScenarioOfTheLabIsEitherGradedInOneTaskOrADemonstration() {
    assertThat(scenarios("lab"))
        .allSatisfy(
            scenario -> {
              long tasks = tags(scenario).filter(tag -> tag.startsWith("@task:")).count();
              boolean demonstration = tags(scenario).anyMatch("@demonstration"::equals);
              assertThat(tasks).isEqualTo(demonstration ? 0 : 1);
              assertThat(points(scenario) > 0).isEqualTo(!demonstration);
            });
  }

  @Test
  void everyTaskOfTheLabHasPoints() {
    assertThat(scenarios("lab").stream().flatMap(FeaturesTest::tags).distinct())
        .contains(
            "@task:1", "@task:2", "@task:3", "@task:4", "@task:5", "@task:6", "@task:assessment");
  }

  @Test
  void theQuestionsKnownOnPaperAreThoseOfTheAssessment() throws IOException {
    List<String> known =
        Files.readAllLines(Path.of("main/resources/dev/trailmark/lab/questions.yaml")).stream()
            .filter(line -> line.matches("\\d: .*"))
            .map(line -> "Question " + line)
            .toList();

    assertThat(scenarios("lab"))
        .filteredOn(scenario -> tags(scenario).anyMatch("@task:assessment"::equals))
        .extracting(Pickle::getName)
        .containsExactlyElementsOf(known);
  }

  @Test
  void conformanceIsTaggedAndNeverGraded() {
    assertThat(scenarios("conformance"))
        .isNotEmpty()
        .allSatisfy(
            scenario -> {
              assertThat(tags(scenario)).contains("@conformance");
              assertThat(points(scenario)).isZero();
            });
  }

  @Test
  void pointsStandOnScenariosAndExamplesOnly() {
    assertThat(parse("lab").stream().map(Envelope::getGherkinDocument).flatMap(Optional::stream))
        .allSatisfy(
            document -> {
              Feature feature = document.getFeature().orElseThrow();
              assertThat(feature.getTags()).noneMatch(FeaturesTest::isPoints);
              assertThat(feature.getChildren()).noneMatch(FeaturesTest::isOutlineWithPoints);
            });
  }

  private static boolean isOutlineWithPoints(FeatureChild child) {
    return child
        .getScenario()
        .filter(scenario -> !scenario.getExamples().isEmpty())
        .filter(scenario -> scenario.getTags().stream().anyMatch(FeaturesTest::isPoints))
        .isPresent();
  }

  private static boolean isPoints(Tag tag) {
    return tag.getName().startsWith(POINTS);
  }

  @Test
  void everyStepHasOneDefinition() {
    byte status =
        Main.run(
            "--dry-run",
            "--monochrome",
            "--plugin",
            "summary",
            "--glue",
            "dev.trailmark.steps",
            FEATURES.toString());

    assertThat(status).isZero();
  }
}
