/**
 * What a student's work is worth: the rubric, the checks and their evidence, the marks they come
 * to, and a course's own terms. Values and arithmetic only; {@code grading} launches the features
 * that fill them, {@code report} writes them down.
 */
package dev.trailmark.marks;
