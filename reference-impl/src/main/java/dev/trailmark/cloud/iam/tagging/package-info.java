/**
 * Tags: what may be one, and the operations on those of users and roles. Uses {@code access} and
 * what is below it.
 */
package dev.trailmark.cloud.iam.tagging;
