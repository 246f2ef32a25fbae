package dev.trailmark.lab;

import dev.trailmark.target.AwsError;

/** The target refused a call without which a task of the lab cannot go on. */
final class TaskRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int task;
  private final String call;

  TaskRefusedException(String call, AwsError error) {
    this(0, call, error.toString());
  }

  private TaskRefusedException(int task, String call, String message) {
    super(message);
    this.task = task;
    this.call = call;
  }

  /** The same, met in that task unless an earlier one met it. */
  TaskRefusedException in(int task) {
    return this.task == 0 ? new TaskRefusedException(task, call, getMessage()) : this;
  }

  /** The finding of a task that this kept from being done. */
  <T> Finding<T> finding(int task) {
    Finding<T> absent =
        Finding.absent(call, getMessage(), "the target has to accept " + call + " for this");
    return this.task == 0 || this.task == task ? absent : absent.because("task " + this.task);
  }

  /** The refused call, such as {@code kms:CreateKey}. */
  String call() {
    return call;
  }
}
