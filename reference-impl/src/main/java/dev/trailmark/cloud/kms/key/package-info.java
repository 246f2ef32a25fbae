/**
 * Keys as such: made, described, listed, enabled, disabled and deleted. Uses the rooms of what a
 * key is made with: {@code policy}, {@code tagging}, {@code keystore}, and what is below them.
 */
package dev.trailmark.cloud.kms.key;
