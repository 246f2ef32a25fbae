/** Aliases, by which keys are called. Uses {@code access} and what is below it. */
package dev.trailmark.cloud.kms.alias;
