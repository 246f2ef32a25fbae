package dev.trailmark.grading;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Allure's results of many launches in one process, each sent to its own launch's place. Allure
 * keeps one lifecycle per process, which static calls such as {@code Allure.addAttachment} use; a
 * lifecycle per launch would lose what they write.
 */
final class RoutingResultsWriter implements AllureResultsWriter {
  private static final RoutingResultsWriter INSTALLED = new RoutingResultsWriter();

  static {
    Allure.setLifecycle(new AllureLifecycle(INSTALLED));
  }

  private RoutingResultsWriter() {}

  /** Makes this process's Allure write through the one router; any number of times. */
  static void install() {
    // Loading the class has done it; a second lifecycle would lose what runs already.
  }

  @Override
  public void write(TestResult result) {
    Launch.current()
        .ifPresent(
            launch -> {
              file(result, launch.suite());
              launch.results().write(result);
            });
  }

  @Override
  public void write(TestResultContainer container) {
    Launch.current().ifPresent(launch -> launch.results().write(container));
  }

  @Override
  public void write(String source, InputStream attachment) {
    Launch.current().ifPresent(launch -> launch.results().write(source, attachment));
  }

  /**
   * Files a result under its suite. The same scenario of another suite is another test, and no
   * retry of this one; Allure tells them apart by the history id.
   */
  private static void file(TestResult result, String suite) {
    result.getLabels().add(new Label().setName("parentSuite").setValue(suite));
    String history = suite + '\n' + result.getHistoryId();
    result.setHistoryId(
        UUID.nameUUIDFromBytes(history.getBytes(StandardCharsets.UTF_8)).toString());
  }
}
