package dev.trailmark.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Allure's report of one run, with the history of earlier ones: the metadata and then the page.
 * Also the build's entry point.
 */
public final class AllureReport {
  private AllureReport() {}

  /**
   * Writes the metadata and the page.
   *
   * @param results the directory with Allure's results
   * @param directory where the page goes
   * @param history where the history of runs of this kind is kept; made when it is missing
   * @param environment what to show of the run; see {@link AllureMetadata}
   * @return the page
   * @throws IOException when a file cannot be written
   */
  public static Path write(
      Path results, Path directory, Path history, Map<String, String> environment)
      throws IOException {
    AllureHistory earlier = new AllureHistory(history);
    AllureMetadata.write(results, environment);
    earlier.bring(results);
    return AllurePage.write(results, directory, earlier);
  }

  /**
   * For the build: {@code RESULTS DIRECTORY HISTORY [name=value …]}.
   *
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "usage: AllureReport RESULTS DIRECTORY HISTORY [name=value ...]");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 3; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      environment.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    Path page =
        write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), environment);
    System.out.println("Allure report: " + page.toAbsolutePath().normalize());
  }
}
