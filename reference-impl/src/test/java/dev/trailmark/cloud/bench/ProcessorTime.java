package dev.trailmark.cloud.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a request costs in processor time of the whole process, client included: that is the same on
 * a busy machine, where elapsed time is not.
 */
final class ProcessorTime {
  private static final int WARM_UP = 150;
  private static final int MEASURED = 100;
  private static final int ROUNDS = 5;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ProcessorTime() {}

  /** The median of five times a hundred requests, in milliseconds for one. */
  static double of(Runnable request) {
    for (int i = 0; i < WARM_UP; i++) {
      request.run();
    }
    double[] figures = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = PROCESS.getProcessCpuTime();
      for (int i = 0; i < MEASURED; i++) {
        request.run();
      }
      figures[round] = (PROCESS.getProcessCpuTime() - begun) / 1e6 / MEASURED;
    }
    Arrays.sort(figures);
    return figures[ROUNDS / 2];
  }
}
