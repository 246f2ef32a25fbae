package dev.trailmark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Json;
import io.qameta.allure.Aggregator2;
import io.qameta.allure.Constants;
import io.qameta.allure.Extension;
import io.qameta.allure.Reader;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.core.ResultsVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Allure remembers of earlier runs, so that a report shows how each check and the whole fared
 * before. Allure puts it into the report and expects it among the next run's results; in a report
 * of one file nobody can fetch it, so it is kept in a directory beside.
 */
final class AllureHistory {
  private static final String TREND = "history-trend.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path kept;

  /** The history kept in a directory, which need not exist. */
  AllureHistory(Path kept) {
    this.kept = kept;
  }

  /**
   * Puts the history, and the number of this run, among the results.
   *
   * @throws IOException when a file cannot be read or written
   */
  void bring(Path results) throws IOException {
    Path there = results.resolve(Constants.HISTORY_DIR);
    for (Path old : files(there)) {
      Files.delete(old);
    }
    Files.createDirectories(there);
    for (Path file : files(kept)) {
      Files.copy(file, there.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    long run = lastRun() + 1;
    Json.file(
        results.resolve("executor.json"),
        new Executor("Trailmark", "trailmark", run, "Run " + run));
  }

  /** The number of the last run that is remembered; 0 when none is. */
  private long lastRun() throws IOException {
    Path trend = kept.resolve(TREND);
    if (!Files.exists(trend)) {
      return 0;
    }
    long last = 0;
    for (JsonNode run : JSON.readTree(trend.toFile())) {
      last = Math.max(last, run.path("buildOrder").asLong());
    }
    return last;
  }

  /** One of Allure's plugins that writes history, which is kept besides. */
  <P extends Aggregator2 & Reader> Extension keeping(P plugin) {
    return new Keeping(plugin, plugin, kept);
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private record Executor(String name, String type, long buildOrder, String buildName) {}

  private record Keeping(Aggregator2 aggregator, Reader reader, Path directory)
      implements Aggregator2, Reader {
    @Override
    public void readResults(Configuration configuration, ResultsVisitor visitor, Path results) {
      reader.readResults(configuration, visitor, results);
    }

    @Override
    public void aggregate(
        Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
      ObjectMapper json = configuration.requireContext(JacksonContext.class).getValue();
      aggregator.aggregate(configuration, launches, new Tee(storage, directory, json));
    }
  }

  /** Hands all of the report on, and keeps what belongs to the history. */
  private record Tee(ReportStorage report, Path directory, ObjectMapper json)
      implements ReportStorage {
    @Override
    public void addDataJson(String name, Object data) {
      report.addDataJson(name, data);
      if (name.startsWith(Constants.HISTORY_DIR + "/")) {
        Path file = directory.resolve(name.substring(Constants.HISTORY_DIR.length() + 1));
        try {
          AtomicFile.bytes(file, out -> out.write(json.writeValueAsBytes(data)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void addDataBinary(String name, byte[] data) {
      report.addDataBinary(name, data);
    }

    @Override
    public void addDataFile(String name, Path file) {
      report.addDataFile(name, file);
    }
  }
}
