package dev.trailmark.suite;

import static io.cucumber.junit.platform.engine.Constants.GLUE_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PROPERTY_NAME;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All features, against the target that {@code -Dtrailmark.target} names. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("features")
@ConfigurationParameter(key = GLUE_PROPERTY_NAME, value = "dev.trailmark.steps")
@ConfigurationParameter(key = JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME, value = "long")
@ConfigurationParameter(
    key = PLUGIN_PROPERTY_NAME,
    value =
        "dev.trailmark.suite.ExecutedScenarios,"
            + "io.qameta.allure.cucumber7jvm.AllureCucumber7Jvm,"
            + "junit:../reports/junit/features.xml")
public class FeaturesIT {
  @BeforeSuite
  static void startCounting() {
    ExecutedScenarios.reset();
  }

  @AfterSuite
  static void requireThatAllWereExecuted() {
    ExecutedScenarios.requireAll();
  }
}
