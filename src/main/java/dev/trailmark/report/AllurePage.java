package dev.trailmark.report;

import io.qameta.allure.Extension;
import io.qameta.allure.ReportGenerator;
import io.qameta.allure.allure1.Allure1Plugin;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.category.CategoriesPlugin;
import io.qameta.allure.category.CategoriesTrendPlugin;
import io.qameta.allure.context.FreemarkerContext;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.context.MarkdownContext;
import io.qameta.allure.context.RandomUidContext;
import io.qameta.allure.core.AttachmentsPlugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.MarkdownDescriptionsPlugin;
import io.qameta.allure.core.Plugin;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.duration.DurationPlugin;
import io.qameta.allure.duration.DurationTrendPlugin;
import io.qameta.allure.environment.Allure1EnvironmentPlugin;
import io.qameta.allure.executor.ExecutorPlugin;
import io.qameta.allure.history.HistoryPlugin;
import io.qameta.allure.history.HistoryTrendPlugin;
import io.qameta.allure.launch.LaunchPlugin;
import io.qameta.allure.retry.RetryPlugin;
import io.qameta.allure.retry.RetryTrendPlugin;
import io.qameta.allure.severity.SeverityPlugin;
import io.qameta.allure.status.StatusChartPlugin;
import io.qameta.allure.suites.SuitesPlugin;
import io.qameta.allure.summary.SummaryPlugin;
import io.qameta.allure.tags.TagsPlugin;
import io.qameta.allure.timeline.TimelinePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes Allure's HTML report from its results: one file that opens offline and fetches nothing.
 *
 * <p>The generator runs in this process, with Allure's own plugins but those that send or export
 * data: its analytics plugin reports every run to a server, and its page loads a tag manager. The
 * first is never loaded (which is why the configuration is not built by Allure's builder), the
 * second is cut out of the page.
 */
public final class AllurePage {
  /** The name of the page in its directory. */
  public static final String FILE_NAME = "index.html";

  private static final Pattern TAG_MANAGER =
      Pattern.compile("<script[^>]*\\ssrc=\"https?://[^\"]*\"[^>]*>\\s*</script>");
  private static final Pattern TAG_CALLS =
      Pattern.compile("<script>\\s*window\\.dataLayer.*?</script>", Pattern.DOTALL);
  private static final String SILENT_TAG = "<script>function gtag() {}</script>";

  private AllurePage() {}

  /**
   * Writes the report.
   *
   * @param results the directory with Allure's results
   * @param directory where {@value #FILE_NAME} goes; made when it is missing
   * @param history keeps what the next run's report needs of this one
   * @return the page
   * @throws IOException when the page cannot be written
   */
  static Path write(Path results, Path directory, AllureHistory history) throws IOException {
    Files.createDirectories(directory);
    new ReportGenerator(new Quiet(extensions(history)))
        .generateSingleFile(directory, List.of(results));
    Path page = directory.resolve(FILE_NAME);
    Files.writeString(page, withoutAnalytics(Files.readString(page)));
    return page;
  }

  private static String withoutAnalytics(String html) {
    String untagged = TAG_MANAGER.matcher(html).replaceAll("");
    return TAG_CALLS.matcher(untagged).replaceAll(SILENT_TAG);
  }

  private static List<Extension> extensions(AllureHistory history) {
    return List.of(
        new JacksonContext(),
        new MarkdownContext(),
        new FreemarkerContext(),
        new RandomUidContext(),
        new MarkdownDescriptionsPlugin(),
        new TagsPlugin(),
        new RetryPlugin(),
        history.keeping(new RetryTrendPlugin()),
        new SeverityPlugin(),
        history.keeping(new HistoryPlugin()),
        history.keeping(new HistoryTrendPlugin()),
        new CategoriesPlugin(),
        history.keeping(new CategoriesTrendPlugin()),
        new DurationPlugin(),
        history.keeping(new DurationTrendPlugin()),
        new StatusChartPlugin(),
        new TimelinePlugin(),
        new SuitesPlugin(),
        new TestsResultsPlugin(),
        new AttachmentsPlugin(),
        new SummaryPlugin(),
        new ExecutorPlugin(),
        new LaunchPlugin(),
        new Allure1EnvironmentPlugin(),
        new Allure1Plugin(), // the one reader of environment.properties
        new Allure2Plugin());
  }

  /** A configuration of exactly these extensions. */
  private record Quiet(List<Extension> extensions) implements Configuration {
    @Override
    public String getUuid() {
      return "";
    }

    @Override
    public String getVersion() {
      return "";
    }

    @Override
    public String getReportLanguage() {
      return "en";
    }

    @Override
    public String getReportName() {
      return "Trailmark";
    }

    @Override
    public List<Plugin> getPlugins() {
      return List.of();
    }

    @Override
    public List<Extension> getExtensions() {
      return extensions;
    }
  }
}
