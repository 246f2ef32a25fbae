/**
 * Policies of users, groups and roles: inline ones, and the attachment of managed ones. Uses {@code
 * managed} and what is below it.
 */
package dev.trailmark.cloud.iam.policy;
