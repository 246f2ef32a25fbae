/** The glue between the features and the lab: one class per task, no logic of its own. */
package dev.trailmark.steps;
