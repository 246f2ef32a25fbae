/**
 * Passwords for the console, and accounts' rules for them. Uses {@code access} and what is below
 * it.
 */
package dev.trailmark.cloud.iam.login;
