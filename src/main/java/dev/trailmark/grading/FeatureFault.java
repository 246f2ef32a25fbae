package dev.trailmark.grading;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what is wrong with a feature file that cannot be parsed. */
final class FeatureFault {
  /** The launcher logs what it throws as well; held here because loggers are held weakly. */
  private static final Logger DISCOVERY =
      Logger.getLogger("org.junit.platform.launcher.core.DiscoveryIssueNotifier");

  private static final Pattern UNPARSED =
      Pattern.compile("Failed to parse resource at: (?:file:)?/*(/\\S+)\\R\\((\\d+:\\d+)\\): (.*)");

  private FeatureFault() {}

  /** Keeps the launcher from logging what callers are told by an exception. */
  static void sayOnce() {
    DISCOVERY.setLevel(Level.OFF);
  }

  /**
   * The first fault in a message of the launcher's.
   *
   * @return {@code file:line:column: what was expected}, or the message as it is when it is about
   *     something else
   */
  static String describe(String message) {
    Matcher fault = UNPARSED.matcher(message);
    return fault.find()
        ? "%s:%s: not Gherkin: %s".formatted(fault.group(1), fault.group(2), fault.group(3).strip())
        : message;
  }
}
