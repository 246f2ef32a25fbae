/**
 * What an account is told of itself: its alias, its summary, all its identities and policies. Uses
 * the rooms of what it tells.
 */
package dev.trailmark.cloud.iam.account;
