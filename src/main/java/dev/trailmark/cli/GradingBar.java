package dev.trailmark.cli;

import dev.trailmark.grading.Watch;
import dev.trailmark.marks.Grade;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** How grading goes on, as a bar on a terminal, with counts and the time that is left. */
final class GradingBar implements Watch {
  private static final int INTERVAL_MILLIS = 250;
  private static final int LONGEST_NAME = 30;

  private ProgressBar bar;

  @Override
  public void begins(int candidates) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("Grading")
            .setInitialMax(candidates)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .build();
  }

  @Override
  public void kept() {
    bar.step();
  }

  @Override
  public void graded(Grade grade) {
    String name = grade.student().replaceAll("\\p{Cntrl}", "?");
    bar.setExtraMessage(name.substring(0, Math.min(LONGEST_NAME, name.length())));
    bar.step();
  }

  @Override
  public void ends() {
    bar.close();
  }
}
