package dev.trailmark.cli;

import dev.trailmark.grading.Watch;
import dev.trailmark.lab.Progress;
import dev.trailmark.marks.Grade;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How grading goes on, a line for each submission: its number of all, and the time that is left.
 */
final class GradingLines implements Watch {
  private final Progress progress;
  private final InstantSource clock;
  private Instant begun;
  private int all;
  private int kept;
  private int graded;

  GradingLines(Progress progress, InstantSource clock) {
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public synchronized void begins(int candidates) {
    all = candidates;
    begun = clock.instant();
  }

  @Override
  public synchronized void kept() {
    kept++;
  }

  @Override
  public synchronized void graded(Grade grade) {
    graded++;
    progress.say("%d/%d %s%s".formatted(kept + graded, all, Watch.told(grade), left()));
  }

  @Override
  public synchronized void ends() {
    if (kept > 0) {
      progress.say("%d kept the marks of an earlier run; --again grades them anew".formatted(kept));
    }
  }

  /** What is left at the pace so far. */
  private String left() {
    int open = all - kept - graded;
    if (open == 0) {
      return "";
    }
    Duration taken = Duration.between(begun, clock.instant());
    return "; about %s left".formatted(text(taken.dividedBy(graded).multipliedBy(open)));
  }

  private static String text(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    if (seconds < 90) {
      return seconds + " s";
    }
    return seconds < 5400 ? (seconds + 30) / 60 + " min" : (seconds + 1800) / 3600 + " h";
  }
}
