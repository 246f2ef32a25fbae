package dev.trailmark.cloud;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a class of the simulator logs because a test breaks something: kept here to be asserted, and
 * off the console, where only what no test expects shall be seen.
 *
 * <p>Classes run side by side, so what others make the same class log meanwhile is here as well.
 */
public final class ExpectedLog implements BeforeEachCallback, AfterEachCallback {
  /** By the name of the logger, which would be collected, and its filter too, if nobody held it. */
  private static final Map<String, Taps> TAPS = new ConcurrentHashMap<>();

  private final Taps taps;
  private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

  private ExpectedLog(Taps taps) {
    this.taps = taps;
  }

  /** The log of the class, which logs under its own name. */
  public static ExpectedLog of(Class<?> type) {
    return new ExpectedLog(TAPS.computeIfAbsent(type.getName(), Taps::new));
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    records.clear();
    taps.open.add(records);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    taps.open.remove(records);
  }

  /** What was logged since the test began. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  /** One logger, and the tests that expect something of it. */
  private static final class Taps implements Filter {
    private final Logger logger;
    private final Queue<Queue<LogRecord>> open = new ConcurrentLinkedQueue<>();

    Taps(String name) {
      logger = Logger.getLogger(name);
      logger.setFilter(this);
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
      open.forEach(records -> records.add(entry));
      return open.isEmpty();
    }
  }
}
