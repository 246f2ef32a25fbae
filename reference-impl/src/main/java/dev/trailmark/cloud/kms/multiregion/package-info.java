/**
 * Multi-Region keys: replicated, and with another primary. What the members of a set share is said
 * in {@code model}. Uses {@code key}, {@code policy}, {@code tagging} and what is below them.
 */
package dev.trailmark.cloud.kms.multiregion;
