/** Managed policies: their versions, tags and uses. Uses {@code tagging} and what is below it. */
package dev.trailmark.cloud.iam.managed;
