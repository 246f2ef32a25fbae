/** The policy simulator. Uses {@code managed} and what is below it. */
package dev.trailmark.cloud.iam.simulation;
