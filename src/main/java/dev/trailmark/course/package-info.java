/** Reads a course's {@code rubric.yaml} into its {@code marks.Course}. */
package dev.trailmark.course;
