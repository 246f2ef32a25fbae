/** Permissions boundaries of users and roles. Uses {@code access} and what is below it. */
package dev.trailmark.cloud.iam.boundary;
