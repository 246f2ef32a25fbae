package dev.trailmark.lab;

/** A mistake that a performing student makes on purpose, to show how it is graded. */
public enum Fault {
  /** Task 3 without "Override bucket settings": the image is stored under the bucket's default. */
  IMAGE_WITHOUT_SSE_KMS,
  /** Task 6 is left out: the key user is never removed. */
  TASK_6_SKIPPED
}
