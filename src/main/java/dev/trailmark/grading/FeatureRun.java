package dev.trailmark.grading;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.steps.LaunchContext;
import io.cucumber.junit.platform.engine.CucumberTestEngine;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionParser;
import io.qameta.allure.FileSystemResultsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.DiscoveryIssueException;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Launches features in this process, any number of times and by many threads at once. Each launch
 * runs its scenarios in order on the calling thread.
 */
public final class FeatureRun {
  private final Features features;
  private final Path results;

  /**
   * A run of features.
   *
   * @param features which scenarios
   * @param results the directory that Allure's results of every launch go to
   */
  public FeatureRun(Features features, Path results) {
    this.features = features;
    this.results = results;
    RoutingResultsWriter.install();
    FeatureFault.sayOnce();
  }

  /** The same run of only some tasks' scenarios. */
  FeatureRun only(Set<String> tasks) {
    String wanted =
        tasks.stream().sorted().map(task -> "@task:" + task).collect(Collectors.joining(" or "));
    String filter = features.filter();
    return new FeatureRun(
        features.matching(filter.isEmpty() ? wanted : "(" + filter + ") and (" + wanted + ")"),
        results);
  }

  /**
   * What the features' tags promise, before anything is executed.
   *
   * @throws IllegalArgumentException when a feature cannot be read or a tag is not what it should
   *     be; the message names the file and the place
   */
  public Rubric rubric() {
    TestPlan plan = discover();
    List<RubricItem> items = new ArrayList<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier scenario : plan.getDescendants(root)) {
        if (scenario.isTest()) {
          items.add(RubricTags.item(scenario));
        }
      }
    }
    return new Rubric(items);
  }

  private TestPlan discover() {
    try {
      return launcher().discover(request("none"));
    } catch (DiscoveryIssueException e) {
      throw new IllegalArgumentException(FeatureFault.describe(e.getMessage()), e);
    }
  }

  /**
   * Executes the features on one student's work.
   *
   * @param context what the steps work on; its id is unique among the running launches
   * @param suite the name that the report files the results under
   * @param cancellation ends the launch between two scenarios
   * @return a check for each scenario that was executed, in order
   */
  public List<Check> execute(LaunchContext context, String suite, CancellationToken cancellation) {
    Launch launch = new Launch(context, suite, new FileSystemResultsWriter(results));
    launch.register();
    try {
      CheckListener listener = new CheckListener();
      launcher()
          .execute(
              LauncherExecutionRequestBuilder.request(request(context.id()))
                  .listeners(listener)
                  .cancellationToken(cancellation)
                  .build());
      return listener.checks();
    } finally {
      launch.forget();
    }
  }

  private LauncherDiscoveryRequest request(String id) {
    LauncherDiscoveryRequestBuilder builder =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(features.selector())
            .enableImplicitConfigurationParameters(false)
            .configurationParameter("cucumber.glue", features.glue())
            .configurationParameter(
                "cucumber.plugin",
                LaunchPlugin.class.getName()
                    + ":"
                    + id
                    + ",io.qameta.allure.cucumber7jvm.AllureCucumber7Jvm")
            .configurationParameter("cucumber.publish.quiet", "true")
            .configurationParameter("cucumber.junit-platform.naming-strategy", "short")
            .configurationParameter(
                "cucumber.junit-platform.naming-strategy.short.example-name", "pickle");
    if (!features.select().isEmpty()) {
      builder.filters(TagFilter.includeTags(features.select()));
    }
    if (!features.filter().isEmpty()) {
      builder.filters(tagged(TagExpressionParser.parse(features.filter())));
    }
    return builder.build();
  }

  /**
   * Leaves scenarios out that an expression does not match. Cucumber's own filter would discover
   * them and then skip them, so that a run of nothing looked like a run.
   */
  private static PostDiscoveryFilter tagged(Expression expression) {
    return scenario ->
        FilterResult.includedIf(
            expression.evaluate(
                scenario.getTags().stream().map(tag -> "@" + tag.getName()).toList()));
  }

  /** A launcher without anything that the class path would add, such as reporters of a build. */
  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestEngines(new CucumberTestEngine())
            .build());
  }
}
