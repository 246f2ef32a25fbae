package dev.trailmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllurePageTest {
  /** Where HTML or CSS makes a browser fetch something as soon as the page is opened. */
  private static final List<Pattern> FETCHES =
      List.of(
          Pattern.compile(
              "<(?:script|img|iframe|audio|video|embed|source)\\b[^>]*\\ssrc=\"([^\"]*)\""),
          Pattern.compile("<link\\b[^>]*\\shref=\"([^\"]*)\""),
          Pattern.compile("@import\\s+(?:url\\()?[\"']?([^\"')]+)"),
          Pattern.compile("url\\(\\s*[\"']?([^\"')]+)"));

  private static final Pattern DATA_URL =
      Pattern.compile("(?:src|href)=\"data:text/[a-z]+;base64,([^\"]+)\"");

  @TempDir static Path folder;
  private static String page;

  @BeforeAll
  static void writeAReport() throws Exception {
    Path results = folder.resolve("results");
    AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
    result(lifecycle, "a", "The key exists", Status.PASSED, "");
    result(lifecycle, "b", "The target is down", Status.BROKEN, "x.IndeterminateException: down");
    Path written =
        AllureReport.write(
            results,
            folder.resolve("html"),
            folder.resolve("history"),
            Map.of("target", "endpoint", "endpoint", "http://me:pw@127.0.0.1:1/", "region", ""));
    page = Files.readString(written);
  }

  @Test
  void aBrowserFetchesNothing() {
    List<String> fetched = new ArrayList<>();
    for (String text : withEmbeddedTexts()) {
      for (Pattern pattern : FETCHES) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          fetched.add(matcher.group(1).strip());
        }
      }
    }

    assertThat(fetched).anyMatch(url -> url.startsWith("data:"));
    assertThat(fetched)
        .as("addresses on other hosts")
        .noneMatch(url -> url.matches("(?i)(https?:)?//.*"));
  }

  @Test
  void nothingOfTheAnalyticsIsLeft() {
    assertThat(page).doesNotContain("googletagmanager").doesNotContain("G-FVWC4GKEYS");
  }

  @Test
  void theResultsAndTheEnvironmentAreInThePage() throws Exception {
    assertThat(embeddedData()).contains("The key exists").contains("The target is down");
    assertThat(embeddedData()).contains("\"values\":[\"endpoint\"]", "http://127.0.0.1:1/");
  }

  @Test
  void theEnvironmentIsShownWithoutSecretsAndBlanks() throws Exception {
    assertThat(Files.readAllLines(folder.resolve("results/environment.properties")))
        .containsExactlyInAnyOrder("target = endpoint", "endpoint = http://127.0.0.1:1/");
  }

  @Test
  void theNextRunShowsHowThisOneWent() throws Exception {
    Path history = folder.resolve("other-history");
    String read = "";
    for (Status status : List.of(Status.FAILED, Status.PASSED)) {
      Path results = folder.resolve("results-" + status);
      AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
      result(lifecycle, "a", "The key exists", status, "");
      Path written = AllureReport.write(results, folder.resolve("second"), history, Map.of());
      read = Files.readString(written);
    }

    var trend =
        JsonMapper.builder().build().readTree(history.resolve("history-trend.json").toFile());
    assertThat(trend.at("/0/buildOrder").asInt()).isEqualTo(2);
    assertThat(trend.at("/0/data/passed").asInt()).isEqualTo(1);
    assertThat(trend.at("/1/buildOrder").asInt()).isEqualTo(1);
    assertThat(trend.at("/1/data/failed").asInt()).isEqualTo(1);
    assertThat(embeddedData(read)).contains("\"buildOrder\":1", "\"buildOrder\":2");
    var test = JsonMapper.builder().build().readTree(history.resolve("history.json").toFile());
    assertThat(test.at("/a/statistic/total").asInt()).isEqualTo(2);
  }

  private static String embeddedData() {
    return embeddedData(page);
  }

  private static String embeddedData(String page) {
    StringBuilder all = new StringBuilder();
    Matcher matcher = Pattern.compile("d\\('[^']*','([^']*)'\\)").matcher(page);
    while (matcher.find()) {
      all.append(decoded(matcher.group(1)));
    }
    return all.toString();
  }

  private static List<String> withEmbeddedTexts() {
    List<String> texts = new ArrayList<>(List.of(page));
    Matcher matcher = DATA_URL.matcher(page);
    while (matcher.find()) {
      texts.add(decoded(matcher.group(1)));
    }
    return texts;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static void result(
      AllureLifecycle lifecycle, String id, String name, Status status, String trace) {
    lifecycle.scheduleTestCase(
        new TestResult()
            .setUuid(id)
            .setName(name)
            .setFullName(name)
            .setHistoryId(id)
            .setStatus(status)
            .setStatusDetails(new StatusDetails().setMessage(trace).setTrace(trace)));
    lifecycle.startTestCase(id);
    lifecycle.stopTestCase(id);
    lifecycle.writeTestCase(id);
  }
}
