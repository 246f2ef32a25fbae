/**
 * From features to marks: the rubric that the features' tags spell out, launches of the features in
 * this process, and what came of each scenario. A target that could not be asked costs no marks; it
 * leaves them open.
 */
package dev.trailmark.grading;
