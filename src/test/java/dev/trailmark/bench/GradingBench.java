package dev.trailmark.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.trailmark.cli.Trailmark;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.TargetSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import picocli.CommandLine;

/**
 * Measures grading, see {@code bench/grading}: how many submissions a second, and how much heap is
 * in use after a collection at the most.
 */
public final class GradingBench {
  private static final AtomicLong PEAK = new AtomicLong();

  private GradingBench() {}

  /** {@code make EXAMPLE DIR N}, {@code grade DIR OUT} or {@code live DIR OUT N}. */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "make" ->
          LargeClass.write(
              Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
      case "grade" -> grade(Path.of(arguments[1]), Path.of(arguments[2]));
      case "live" -> {
        try (BundledSimulator simulator =
            BundledSimulator.start(TargetSettings.DEFAULT_REGION, Duration.ofSeconds(2))) {
          long begun = System.nanoTime();
          LiveClass.write(simulator, Path.of(arguments[1]), Integer.parseInt(arguments[3]));
          say("the lab done %s times in %.0f s", arguments[3], seconds(begun));
          grade(Path.of(arguments[1]), Path.of(arguments[2]));
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  private static void grade(Path folder, Path out) throws IOException {
    long count;
    try (Stream<Path> submissions = Files.list(folder)) {
      count = submissions.count();
    }
    watchHeap();
    CommandLine command = Trailmark.commandLine();
    command.setOut(new PrintWriter(Writer.nullWriter()));
    long before = busyNanos();
    long begun = System.nanoTime();
    int code =
        command.execute("grade", folder.toString(), "--parallel=2", "--quiet", "--reports=" + out);
    double seconds = seconds(begun);
    double busy = (busyNanos() - before) / 1e9;
    System.gc();
    say(
        "%d submissions in %.1f s: %.1f a second, %.2f s of a core each; exit code %d; held after"
            + " whole collections at most %d MB",
        count, seconds, count / seconds, busy / count, code, PEAK.get() >> 20);
  }

  /** Notes what is in use after each collection: no less than what is held. */
  private static void watchHeap() {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> note((CompositeData) notification.getUserData()),
              null,
              null);
    }
  }

  private static void note(CompositeData data) {
    GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
    long used =
        collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> isHeap(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    PEAK.accumulateAndGet(used, Math::max);
  }

  private static boolean isHeap(String pool) {
    return !pool.contains("Metaspace") && !pool.contains("Code") && !pool.contains("Class Space");
  }

  /** The time that cores worked for this process, which other processes do not change much. */
  private static long busyNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
