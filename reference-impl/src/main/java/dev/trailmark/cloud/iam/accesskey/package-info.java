/**
 * Long-term access keys of users and of the root user. Uses {@code access} and what is below it.
 */
package dev.trailmark.cloud.iam.accesskey;
